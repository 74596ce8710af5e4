"""What a step does of which nobody can tell whether it would come out the same again."""

from __future__ import annotations

from typing import Any


class Effects:
    def __init__(self) -> None:
        self.cell: int | None = None
        """The cell that runs."""
        self._found: dict[tuple[str, str], int | None] = {}

    def add(self, kind: str, subject: str) -> None:
        self._found.setdefault((kind, subject), self.cell)

    def all(self) -> list[dict[str, Any]]:
        return [
            {"kind": kind, "subject": subject, **({} if cell is None else {"cell": cell})}
            for (kind, subject), cell in self._found.items()
        ]

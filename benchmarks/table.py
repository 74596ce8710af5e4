"""Rows of what was measured."""

from __future__ import annotations


class Table:
    """Rows of what was measured, what is asked for, and the verdict."""

    def __init__(self) -> None:
        self._rows: list[tuple[str, str, str, str]] = []

    def add(self, what: str, measured: str, bar: str = "", met: bool | None = None) -> None:
        verdict = "" if met is None else "yes" if met else "**no**"
        self._rows.append((what, measured, bar, verdict))
        print(f"{what}: {measured} {f'(bar: {bar}, {verdict})' if bar else ''}", flush=True)

    def print(self) -> None:
        print("\n| | measured | bar | met |\n|---|---|---|---|")
        for row in self._rows:
            print(f"| {' | '.join(row)} |")

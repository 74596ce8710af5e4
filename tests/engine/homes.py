"""Folders for the notebooks that an engine runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue
from secrets import token_hex


class Homes:
    """Folders in which one notebook runs after the other.

    An engine prepares processes for each folder; so those of many notebooks serve all of them.
    """

    def __init__(self, folder: Path, number: int) -> None:
        self._free: SimpleQueue[Path] = SimpleQueue()
        for index in range(number):
            self._free.put(folder / f"home{index}")

    @contextmanager
    def one(self) -> Iterator[Path]:
        """Give an empty folder, as soon as one is free."""
        home = self._free.get()
        try:
            yield emptied(home)
        finally:
            self._free.put(home)


def emptied(folder: Path) -> Path:
    """Make a folder, in the place of what is there, which is kept: an engine may still tidy it."""
    if folder.exists():
        folder.rename(folder.with_name(f"{folder.name}-{token_hex(4)}"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder

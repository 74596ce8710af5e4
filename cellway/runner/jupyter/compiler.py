"""Compiles cells so that tracebacks and `inspect` show them with their own lines."""

from __future__ import annotations

import linecache
from typing import Any

from IPython.core.compilerop import CachingCompiler

from ..cell_source import cell_of, file_name, label, remember_lines


class CellCompiler(CachingCompiler):
    """Gives the code of cells the names of `cell_source`."""

    def __init__(self) -> None:
        super().__init__()
        self.counts: dict[int, int] = {}
        """The numbers that Run All shows beside cells."""
        self._expected: tuple[int, str, str] | None = None

    def expect(self, cell: int, code: str, shown: str) -> None:
        """Announce the code of a cell, and the lines that tracebacks are to show of it."""
        self._expected = (cell, code, shown)

    def cache(self, transformed_code: str, number: int = 0, raw_code: str | None = None) -> Any:
        expected, self._expected = self._expected, None
        if expected is None or expected[1] != transformed_code:
            # Code that a cell runs through the shell, such as that of a macro.
            return super().cache(transformed_code, number, raw_code)
        cell, _, shown = expected
        name = file_name(cell)
        linecache.cache.pop(name, None)
        remember_lines(name, 1, shown)
        return name

    def format_code_name(self, name: str) -> Any:
        cell = cell_of(name)
        if cell is None:
            return super().format_code_name(name)
        kind, _, number = label(cell, self.counts.get(cell)).partition(" ")
        return kind, number

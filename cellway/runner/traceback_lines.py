"""Where in the notebook an exception comes from."""

from __future__ import annotations

import types

from .cell_source import cell_of, file_name


def line_in_cell(error: BaseException, cell: int) -> int | None:
    """Return the last line of the cell, from 1, that the traceback of an exception passes."""
    name = file_name(cell)
    if isinstance(error, SyntaxError) and error.filename == name:
        return error.lineno
    line: int | None = None
    traceback: types.TracebackType | None = error.__traceback__
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == name:
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line


def from_first_cell(traceback: types.TracebackType | None) -> types.TracebackType | None:
    """Return a traceback without the runner's own frames; None where no cell is in it."""
    while traceback is not None and cell_of(traceback.tb_frame.f_code.co_filename) is None:
        traceback = traceback.tb_next
    return traceback

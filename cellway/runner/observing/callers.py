"""Whose code it is that does something: the notebook's, or that of a library."""

from __future__ import annotations

import os
import sys
from _thread import get_ident
from types import FrameType

from ..installation import is_installed

_OWN = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_CELL = "<ipython-input-"

_known: dict[str, bool] = {}


def is_notebook(file: str) -> bool:
    """Tell whether code is of a cell or of a module of the project."""
    if file not in _known:
        _known[file] = file.startswith(_CELL) or not (
            file.startswith(("<", _OWN)) or is_installed(file)
        )
    return _known[file]


def caller(frame: FrameType | None, through: tuple[str, ...]) -> FrameType | None:
    """Return the first frame from this one up that is in none of some files of Python's."""
    while frame is not None:
        file = frame.f_code.co_filename
        if not (file.endswith(through) or file.startswith(_OWN)):
            break
        frame = frame.f_back
    return frame


def is_asked_by_notebook(frame: FrameType | None, through: tuple[str, ...]) -> bool:
    """Tell whether it is the notebook itself that wants something, through files of Python's."""
    frame = caller(frame, through)
    return frame is not None and is_notebook(frame.f_code.co_filename)


def library_called(frame: FrameType | None) -> str | None:
    """Return the name of the library that the notebook has called, if it has called one."""
    last = None
    while frame is not None and not is_notebook(frame.f_code.co_filename):
        last = frame
        frame = frame.f_back
    if frame is None or last is None:
        return None
    return str(last.f_globals.get("__name__", "")).partition(".")[0]


def is_notebook_running() -> bool:
    """Tell whether another thread is running code of the notebook."""
    for thread, frame in sys._current_frames().items():
        place: FrameType | None = frame if thread != get_ident() else None
        while place is not None:
            if is_notebook(place.f_code.co_filename):
                return True
            place = place.f_back
    return False

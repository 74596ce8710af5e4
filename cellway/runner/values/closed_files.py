"""Files that are closed, which a `with` leaves behind: they hold nothing any more."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .pickler import ValuePickler

IN_MEMORY = (io.StringIO, io.BytesIO)
ON_DISK: dict[type, Callable[[io.FileIO], Any]] = {
    io.TextIOWrapper: lambda raw: io.TextIOWrapper(io.BufferedReader(raw)),
    io.BufferedReader: io.BufferedReader,
    io.BufferedWriter: io.BufferedWriter,
    io.BufferedRandom: io.BufferedReader,
    io.FileIO: lambda raw: raw,
}


def reduce_file(pickler: ValuePickler, file: Any) -> Any:
    """Reduce a closed file to its name and mode; an open one cannot go to another process."""
    constant = pickler.references.constant(file)
    if constant is not None:
        return pickler.by_place(file, constant)
    if not file.closed:
        return NotImplemented
    if isinstance(file, IN_MEMORY):
        return make_closed, (type(file),)
    return make_closed, (type(file), str(file.name), file.mode)


def make_closed(kind: Any, name: str = "", mode: str = "") -> Any:
    if kind in IN_MEMORY:
        file = kind()
    else:
        raw: Any = io.FileIO(os.devnull, "w" if kind is io.BufferedWriter else "r")
        raw.name = name
        file = ON_DISK[kind](raw)
        if kind is io.TextIOWrapper:
            file.mode = mode
    file.close()
    return file

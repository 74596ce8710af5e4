"""The source of cells: under which name it is compiled, and where tracebacks find it."""

from __future__ import annotations

import linecache
import re
from collections.abc import Iterable, Mapping

_NAME = re.compile(r"<ipython-input-(\d+)-cell>")


def file_name(cell: int) -> str:
    """Return the name that a cell's code has instead of that of a file.

    Libraries (numba, joblib) know code of notebooks by the beginning of this name. It
    does not change from run to run, since functions that are stored hold it.
    """
    return f"<ipython-input-{cell}-cell>"


def cell_of(name: str) -> int | None:
    """Return the cell that `file_name` has named so, if any."""
    match = _NAME.fullmatch(name)
    return int(match[1]) if match else None


def label(cell: int, count: int | None) -> str:
    """Return what a reader of the notebook calls a cell; `count` is the number beside it."""
    return f"Cell #{cell + 1}" if count is None else f"Cell In[{count}]"


def in_words(text: str, counts: Mapping[int, int]) -> str:
    """Replace the names of cells' code in a message by what a reader calls the cells."""
    return _NAME.sub(lambda match: label(int(match[1]), counts.get(int(match[1]))), text)


def remember_lines(name: str, line: int, source: str) -> None:
    """Let tracebacks and `inspect` find a source that begins on a line of a cell.

    Lines that are known of the cell already stay.
    """
    entry = linecache.cache.get(name)
    lines = list(entry[2]) if entry and len(entry) == 4 else []
    # Not `splitlines`: it knows ends of lines that are none to Python.
    new = [each + "\n" for each in source.rstrip("\n").split("\n")]
    lines += ["\n"] * (line - 1 + len(new) - len(lines))
    for index, text in enumerate(new, line - 1):
        # Two definitions may be on one line: the longer text holds both, or more of them.
        if len(text) > len(lines[index]):
            lines[index] = text
    # Without a time of modification, an entry is never taken for outdated.
    linecache.cache[name] = (sum(map(len, lines)), None, lines, name)


def without(source: str, spans: Iterable[tuple[int, int]]) -> str:
    """Replace statements by `pass`, each line staying where it is.

    Spans are in UTF-16 units, as editors count them.
    """
    for start, end in sorted(spans, reverse=True):
        first, last = _index(source, start), _index(source, end)
        lines = source.count("\n", first, last)
        rest = source[last:]
        # What follows on the last line of the statement has to come before its empty lines.
        same_line, newline, later = rest.partition("\n")
        source = source[:first] + "pass" + same_line + "\n" * lines + newline + later
    return source


def _index(source: str, offset: int) -> int:
    """Turn an offset in UTF-16 units into an index."""
    if source.isascii():
        return offset
    return len(
        source.encode("utf-16-le", "surrogatepass")[: 2 * offset].decode("utf-16-le", "ignore")
    )

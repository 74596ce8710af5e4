"""What is at a path, put so that it can be compared later. `src/runs/file-stamp.ts` compares."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Callable, Iterable
from typing import NamedTuple

LISTED = "names:"

_PASSING = re.compile(rb"\.cellway|\.ipynb_checkpoints|__pycache__|\.~.*", re.DOTALL)
"""Names that come and go as notebooks are edited and run; no step is after them."""

# Kept, since what stands in `os` while a step runs tells of each call.
_stat = os.stat
_names: Callable[[bytes], Iterable[bytes]] = os.listdir


class Look(NamedTuple):
    """`kind` and `stamp` of a seen file."""

    kind: str
    stamp: str


ABSENT = Look("absent", "")
THERE = Look("folder", "")


def look(path: str, listed: bool = False) -> Look:
    """Look at a path; `listed` is whether the names in a folder count."""
    try:
        found = _stat(path)
        if not stat.S_ISDIR(found.st_mode):
            parts = (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)
            return Look("file", ":".join(map(str, parts)))
        return Look("folder", _names_in(path)) if listed else THERE
    except (OSError, ValueError):  # what cannot be looked at does not exist for the step either
        return ABSENT


def _names_in(folder: str) -> str:
    names = sorted(name for name in _names(os.fsencode(folder)) if not _PASSING.fullmatch(name))
    return LISTED + hashlib.sha256(b"".join(name + b"\0" for name in names)).hexdigest()

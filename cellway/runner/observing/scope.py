"""Which files are part of what a step sees: not Python's own, and not what comes and goes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import Any

from ..installation import is_installed

_OWN = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_DEVICES = ("/proc/", "/dev/", "/sys/")
_IN_MEMORY = "/dev/shm/"  # where there are files like any others
_NEEDED = (os.path.dirname(os.path.abspath(os.__file__)), os.path.abspath(sys.prefix))
_COMPILED = f"{os.sep}__pycache__{os.sep}"


class Scope:
    def __init__(self) -> None:
        self._folder = os.getcwd() + os.sep
        caches = (each for each in _caches() if not self._folder.startswith(each))
        self._left_out = (*caches, _OWN + os.sep)
        self._known: dict[str, str | None] = {}

    def leave_out(self, folder: str) -> None:
        """Count nothing below this folder, at which nobody has looked yet."""
        self._left_out = (*self._left_out, os.path.join(folder, ""))

    def path(self, given: Any) -> str | None:
        """Make a path absolute; None where nobody is after what is there."""
        if isinstance(given, int):
            return self._in_scope(descriptor_path(given) or _DEVICES[0])
        text = os.fsdecode(given if given is not None else ".")
        if not text.startswith(os.sep):
            return self._in_scope(os.path.abspath(text))
        if text not in self._known:
            self._known[text] = self._in_scope(os.path.normpath(text))
        return self._known[text]

    def is_above(self, path: str) -> bool:
        """Tell whether a folder has to be there for the step to run at all."""
        inner = os.path.join(path, "")
        return any(place.startswith(inner) for place in (self._folder, *_NEEDED))

    def _in_scope(self, path: str) -> str | None:
        folder = os.path.join(path, "")
        if folder.startswith(self._left_out) or is_installed(folder) or _OWN.startswith(path):
            return None
        if folder.startswith(_DEVICES) and not path.startswith(_IN_MEMORY):
            return None
        if os.path.basename(path).startswith("<"):  # code without a file: `<stdin>`
            return None
        if _COMPILED not in path:
            return path
        folder, _, name = path.rpartition(_COMPILED)
        return os.path.join(folder, name.partition(".")[0] + ".py")


def descriptor_path(descriptor: int) -> str | None:
    """Return the path of an open file or folder, if it has one."""
    try:
        if sys.platform == "linux":
            path = os.readlink(f"/proc/self/fd/{descriptor}")
        else:
            import fcntl

            found = fcntl.fcntl(descriptor, 50, bytes(1024))  # F_GETPATH of macOS
            path = os.fsdecode(found.rstrip(b"\0"))
    except OSError:
        return None
    return path if path.startswith(os.sep) else None


def in_folder(path: Any, folder: int | None) -> Any:
    """Join a path to the folder of a descriptor, where there is one."""
    if folder is None or folder < 0:
        return path
    return os.path.join(descriptor_path(folder) or os.devnull, os.fsdecode(path))


def _caches() -> Iterator[str]:
    """Yield the folders that programs keep what they can make again in."""
    home = os.path.expanduser("~")
    yield os.path.join(os.environ.get("XDG_CACHE_HOME") or os.path.join(home, ".cache"), "")
    if sys.platform == "darwin":
        yield os.path.join(home, "Library", "Caches", "")

"""Whether what a process has imported is still what is installed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import NamedTuple

from ..installation import installed_paths


class Stamp(NamedTuple):
    identity: tuple[int, int, int]
    names: frozenset[str]
    """What is in a folder, without the folders that Python makes as it imports."""


class Watched:
    """The files and folders that change when something is installed, removed or set."""

    def __init__(self) -> None:
        self._stamps: dict[str, Stamp | None] = {}
        self._packages: set[str] = set()
        self.watch([sys.executable, *installed_paths()])

    def watch(self, paths: Iterable[str]) -> None:
        for path in paths:
            self._stamps.setdefault(path, _stamp(path))

    def watch_packages(self) -> None:
        """Watch the folders of all packages that are loaded."""
        for name in loaded_packages() - self._packages:
            self._packages.add(name)
            module = sys.modules[name]
            file = getattr(module, "__file__", None)
            if isinstance(file, str):
                self.watch([file])
            self.watch(getattr(module, "__path__", ()))

    def changed(self) -> str | None:
        """Return a path that is not what it was, if there is one."""
        for path, stamp in self._stamps.items():
            identity = _identity(path)
            if identity != (stamp and stamp.identity):
                now = _stamp(path)
                if stamp is None or now is None or not stamp.names or stamp.names != now.names:
                    return path
                self._stamps[path] = now
        return None


def loaded_packages() -> set[str]:
    """Return the top-level names of what is loaded and not Python's own."""
    own = getattr(sys, "stdlib_module_names", frozenset(sys.builtin_module_names))
    return {
        name
        for name in list(sys.modules)
        if "." not in name and name not in own and name != "__main__"
    }


def _stamp(path: str) -> Stamp | None:
    identity = _identity(path)
    if identity is None:
        return None
    try:
        names = frozenset(os.listdir(path)) - {"__pycache__"}
    except OSError:  # it is a file
        names = frozenset()
    return Stamp(identity, names)


def _identity(path: str) -> tuple[int, int, int] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size

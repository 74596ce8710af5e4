"""Which packages are loaded, which modules are nowhere, and where else Python looks for them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from itertools import takewhile
from typing import Any

from ..installation import is_installed, is_package, is_site

_OWN = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


class MissingModules:
    """Stands last among those that find modules, and so is asked for what nobody finds."""

    def __init__(self, tell: Callable[[str, Any], None]) -> None:
        self._tell = tell

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> None:
        """Tell the name of a module, and the folders of the package that it was to be in."""
        self._tell(name, path)

    def start(self) -> None:
        sys.meta_path.append(self)

    def stop(self) -> None:
        if self in sys.meta_path:
            sys.meta_path.remove(self)


def packages(searched: list[str], names: Iterable[str]) -> set[str]:
    """Return those of the names of loaded modules that are of packages.

    `searched` are the folders of `searched_folders`: what is in them is no package.
    """
    return {
        name
        for name in names
        if name.isidentifier() and _is_found_late(_origin(sys.modules.get(name)), searched)
    }


def modules_since(last: str | None) -> list[str]:
    """Return the names of modules that have been loaded after the one of this name.

    Not by looking at all there are: in a process that was forked, each object that is
    looked at has to be copied, for its count of references.
    """
    try:
        return list(takewhile(lambda name: name != last, reversed(sys.modules)))
    except RuntimeError:  # a thread imports something
        return list(sys.modules)


def searched_folders(start: str) -> list[str]:
    """Return the folders of the project that are searched before the installed packages.

    `start` is the folder that the step began in: a relative entry was relative to it, too.
    """
    found: list[str] = []
    for entry in sys.path:
        if is_site(entry):
            break
        for path in (os.path.normpath(os.path.join(start, entry)), os.path.abspath(entry)):
            is_project = not is_installed(path + os.sep) and not path.endswith(".zip")
            if is_project and path not in found:
                found.append(path)
    return found


def _origin(module: Any) -> str | None:
    """Return the file or folder of a module in the folder that it was found in."""
    try:
        paths = getattr(module, "__path__", None)
        place = next(iter(paths)) if paths is not None else module.__file__
        if not isinstance(place, str):
            return None
        return place if os.path.isabs(place) else os.path.abspath(place)
    except Exception:  # built in, or something that only poses as a module
        return None


def _is_found_late(origin: str | None, searched: list[str]) -> bool:
    """Tell whether a module is none of Python's own, and would not be found while searching."""
    if origin is None or origin.startswith(_OWN):
        return False
    if is_installed(origin):
        return is_package(origin)
    return os.path.dirname(origin) not in searched

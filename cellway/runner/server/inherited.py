"""What a forked child has begun with."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from typing import Any

from ..observing.modules import modules_since

QUIET_AT_EXIT = frozenset(
    {"_cffi_backend", "cffi", "charset_normalizer", "contourpy", "debugpy", "kiwisolver"}
    | {"matplotlib", "numpy", "pandas", "PIL", "psutil", "pyarrow", "rpds", "scipy", "simplejson"}
    | {"sklearn", "tornado", "wcwidth", "yaml", "zmq"}
)
"""Packages with code in C that has nothing to write when the process ends."""

_OF_C = re.compile(r"/(?:site|dist)-packages/(\w+).*\.(?:so|dylib)$")


class Inherited:
    """The modules that are loaded now."""

    def __init__(self) -> None:
        self._last = next(reversed(sys.modules))
        self._is_quiet = are_quiet_at_exit(list(sys.modules))

    def new_modules(self) -> list[str]:
        """Return the names of those that have been loaded since."""
        return modules_since(self._last)

    def is_quiet_at_exit(self) -> bool:
        """Tell whether no code in C may want to write something when the process ends."""
        return self._is_quiet and are_quiet_at_exit(self.new_modules())


def are_quiet_at_exit(names: Iterable[str]) -> bool:
    return all(map(_is_quiet, map(sys.modules.get, names)))


def _is_quiet(module: Any) -> bool:
    try:
        package = _OF_C.search(module.__file__)
    except Exception:  # built in, or something that only poses as a module
        return True
    return package is None or package[1] in QUIET_AT_EXIT

"""Which files are Python's own and which are installed packages; the rest is somebody's project."""

from __future__ import annotations

import os
import sys

_SITES = ("site-packages", "dist-packages")
_STANDARD = os.path.dirname(os.path.abspath(os.__file__)) + os.sep
_ZIP = f"python{sys.version_info[0]}{sys.version_info[1]}.zip"
_IN_SITES = tuple(f"{os.sep}{name}{os.sep}" for name in _SITES)


def is_installed(path: str) -> bool:
    """Tell whether an absolute path leads to a file of Python or of an installed package."""
    return path.startswith(_STANDARD) or is_package(path)


def is_package(path: str) -> bool:
    """Tell whether an absolute path leads to a file of an installed package."""
    return any(site in path for site in _IN_SITES)


def is_site(path: str) -> bool:
    """Tell whether a folder of the search path is one that packages are installed in."""
    return os.path.basename(path.rstrip(os.sep)) in _SITES


def installed_paths() -> list[str]:
    """Return the entries of the search path that are not somebody's project, in order."""
    return [path for path in map(os.path.abspath, filter(None, sys.path)) if _is_entry(path)]


def _is_entry(path: str) -> bool:
    # The zip file is searched first, whether there is one or not.
    return is_installed(path + os.sep) or os.path.basename(path) == _ZIP

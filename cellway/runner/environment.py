"""Describes the Python that runs this, as `src/runs/python-environment.ts` has it."""

from __future__ import annotations

import inspect
import json
import os
import re
import sys
import sysconfig
from collections.abc import Iterator
from importlib.metadata import Distribution, distributions
from typing import Any

from .installation import installed_paths, is_installed, is_site
from .observing.stamps import look
from .request import PROTOCOL

_TOP = re.compile('^"?([^/,"\\r\\n]+/?)', re.MULTILINE)
"""The first part of a path in a RECORD: a folder, with a slash, or a file."""


def describe() -> dict[str, Any]:
    """Describe this Python; takes as long as it takes to read what is installed."""
    paths = installed_paths()
    packages = _distributed()
    for folder in filter(is_site, paths):
        packages.update(_undistributed(folder, packages))
    return {
        "protocol": PROTOCOL,
        "implementation": sys.implementation.name,
        "version": sys.version.split()[0],
        "platform": sysconfig.get_platform(),
        "executable": os.path.abspath(sys.executable),
        "prefix": os.path.abspath(sys.prefix),
        "paths": paths,
        "packages": dict(sorted(packages.items())),
    }


def _distributed() -> dict[str, str]:
    """Return the modules that distributions bring, each with the versions of these."""
    found: dict[str, set[str]] = {}
    met = set()
    for distribution in distributions():
        try:
            metadata = distribution.metadata  # parsed each time that it is asked for
            name, version = metadata["Name"], metadata["Version"]
            modules = modules_of(distribution)
        except Exception:  # what is left of one that is damaged
            continue
        if not name or plain(name) in met:  # hidden by one that is found first
            continue
        met.add(plain(name))
        version = f"{name} {version}{_place(distribution)}"
        for module in modules or {plain(name)}:
            found.setdefault(module, set()).add(version)
    return {module: "; ".join(sorted(versions)) for module, versions in found.items()}


def plain(name: str) -> str:
    return name.lower().replace("-", "_").replace(".", "_")


def _place(distribution: Distribution) -> str:
    """Say where the sources are of what is installed to be edited."""
    folder = os.path.join(os.path.abspath(str(distribution.locate_file(""))), "")
    if not is_installed(folder):
        return f" @ {folder}"
    try:
        origin = json.loads(distribution.read_text("direct_url.json") or "{}")
        return f" @ {origin['url']}" if origin.get("dir_info", {}).get("editable") else ""
    except (ValueError, KeyError, AttributeError):
        return ""


def modules_of(distribution: Distribution) -> set[str]:
    """Return the top-level modules of a distribution, as far as it tells them."""
    listed = distribution.read_text("top_level.txt")
    if listed and listed.strip():
        return {name.replace("/", ".") for name in listed.split()}
    record = distribution.read_text("RECORD") or ""
    return set(filter(None, map(_module, set(_TOP.findall(record)))))


def _module(path: str) -> str | None:
    """Return the top-level module that a file belongs to; None for one that is no part of any."""
    top, slash, _ = path.partition("/")
    name = top if slash else inspect.getmodulename(top)
    return name if name and name.isidentifier() and not _is_internal(name) else None


def _is_internal(name: str) -> bool:
    return name.startswith(("__editable__", "_editable_impl_")) or name == "__pycache__"


def _undistributed(folder: str, known: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the modules that somebody has put there by hand, with stamps for versions."""
    for entry in _list(folder):
        path = os.path.join(folder, entry)
        source = os.path.join(path, "__init__.py")
        module = _module(f"{entry}/") if os.path.isfile(source) else _module(entry)
        if module and module not in known:
            yield module, f"unknown {look(source if os.path.isfile(source) else path).stamp}"


def _list(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []

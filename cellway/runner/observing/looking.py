"""Functions of `os` that look at files without an audit event."""

from __future__ import annotations

import functools
import os
import pathlib
from collections.abc import Callable
from typing import Any

NAMES = ("stat", "lstat", "access", "readlink")

_SUPPORTED = (
    os.supports_dir_fd,
    os.supports_fd,
    os.supports_follow_symlinks,
    os.supports_effective_ids,
)
_originals = {name: getattr(os, name) for name in NAMES}


def tell_looks(tell: Callable[[Any], None]) -> None:
    """Have `tell` called with the path whenever one of the functions is called."""
    for name, original in _originals.items():
        _replace(name, _telling(original, tell))


def stop_telling() -> None:
    for name, original in _originals.items():
        _replace(name, original)


def _replace(name: str, function: Callable[..., Any]) -> None:
    setattr(os, name, function)
    old = getattr(pathlib, "_NormalAccessor", None)  # until Python 3.10
    if old is not None and hasattr(old, name):
        setattr(old, name, staticmethod(function))
    for group in _SUPPORTED:
        if _originals[name] in group:
            group.add(function)


def _telling(function: Callable[..., Any], tell: Callable[[Any], None]) -> Callable[..., Any]:
    @functools.wraps(function)
    def call(*arguments: Any, **options: Any) -> Any:
        if options.get("dir_fd") is None:
            tell(arguments[0] if arguments else options.get("path"))
        try:
            return function(*arguments, **options)
        except BaseException as error:
            # Since Python 3.11 this takes the line below `try` out of the traceback.
            error.__traceback__ = error.__traceback__ and error.__traceback__.tb_next
            raise

    return call

"""Getters and setters of the state of Python and of the process.

What another process has of its own, such as most of its environment, is not carried:
only what has changed since `remember` was called last, which is before any cell runs.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import random
import sys
import warnings
from typing import Any

_ENVIRONMENT: dict[str, str] = {}
_PATH: list[str] = []


def remember() -> None:
    """Take what this process is like now for what every process of a step begins with."""
    _ENVIRONMENT.clear()
    _ENVIRONMENT.update(os.environ)
    _PATH[:] = sys.path


remember()


def get_random() -> Any:
    return random.getstate()


def set_random(value: Any) -> None:
    random.setstate(value)


def get_folder() -> str:
    return os.getcwd()


def set_folder(value: str) -> None:
    os.chdir(value)


def get_environment() -> dict[str, Any]:
    """Return the variables that have changed; None for those that are gone."""
    now = dict(os.environ)
    changed = {name: value for name, value in now.items() if _ENVIRONMENT.get(name) != value}
    return {**changed, **{name: None for name in _ENVIRONMENT if name not in now}}


def set_environment(value: dict[str, Any]) -> None:
    for name in set(os.environ) - set(_ENVIRONMENT) - set(value):
        del os.environ[name]
    for name, text in {**_ENVIRONMENT, **value}.items():
        if text is None:
            os.environ.pop(name, None)
        elif os.environ.get(name) != text:
            os.environ[name] = text


def get_path() -> list[str | int]:
    """Return the search path; a number stands for what was there at the start."""
    return [_PATH.index(entry) if entry in _PATH else entry for entry in sys.path]


def set_path(value: list[str | int]) -> None:
    sys.path[:] = [
        _PATH[entry] if isinstance(entry, int) else entry
        for entry in value
        if not isinstance(entry, int) or entry < len(_PATH)
    ]
    importlib.invalidate_caches()


_LIMITS = (
    ("getrecursionlimit", "setrecursionlimit"),
    ("getswitchinterval", "setswitchinterval"),
    ("get_int_max_str_digits", "set_int_max_str_digits"),
)


def get_limits() -> list[Any]:
    return [getattr(sys, get)() if hasattr(sys, get) else None for get, _ in _LIMITS]


def set_limits(value: list[Any]) -> None:
    for (_, set_limit), limit in zip(_LIMITS, value):
        if limit is not None and hasattr(sys, set_limit):
            getattr(sys, set_limit)(limit)


def get_warnings() -> list[Any]:
    return list(warnings.filters)


def set_warnings(value: list[Any]) -> None:
    warnings.resetwarnings()
    # The public functions compile their patterns and cannot take compiled ones.
    warnings.filters[:] = value  # type: ignore[index]
    for name in ("_filters_mutated", "_filters_mutated_lock_held"):
        with contextlib.suppress(AttributeError, RuntimeError):
            getattr(warnings, name)()


def get_locale() -> str:
    import locale

    return locale.setlocale(locale.LC_ALL)


def set_locale(value: str) -> None:
    import locale

    locale.setlocale(locale.LC_ALL, value)


def get_decimal() -> Any:
    import decimal

    return decimal.getcontext().copy()


def set_decimal(value: Any) -> None:
    import decimal

    decimal.setcontext(value)

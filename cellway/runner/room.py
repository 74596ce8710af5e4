"""What is said and done where a disk is full, or a quota of it used up."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from .request import RequestRefusedError
from .values import NotStorableError

FULL = (errno.ENOSPC, errno.EDQUOT)


def is_full(error: OSError) -> bool:
    return error.errno in FULL


@contextmanager
def refused_without_room() -> Iterator[None]:
    """Say of a step that there is no room to begin it."""
    try:
        yield
    except OSError as error:
        if not is_full(error):
            raise
        raise RequestRefusedError(f"there is no room to begin the step: {error}") from error


def not_stored(name: str, value: Any, size: int, error: OSError) -> NotStorableError:
    """Say of a variable that there is no room for its value, of a size in bytes."""
    reason = f"there is no room for its {size / 1e6:,.1f} MB ({error.strerror})"
    way_out = "Make room where results are stored, then resume the run."
    return NotStorableError(name, name, type(value).__qualname__, reason, way_out)


def fail_without_room(result: dict[str, Any], error: OSError) -> None:
    """Make a result that of a step which could not leave what it made; what it shows stays."""
    if result["status"] == "succeeded":
        result["status"] = "failed"
        cell = max((each["index"] for each in result["cells"]), default=0)
        message = f"there is no room for what the step leaves: {error}"
        result["error"] = {"cell": cell, "name": type(error).__name__, "message": message}

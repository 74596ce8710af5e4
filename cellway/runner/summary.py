"""What can be said of a variable in a line: its type, its shape or length, its elements.

Nothing is computed for it, nothing imported, and no code of the notebook is called.
"""

from __future__ import annotations

import contextlib
from collections import deque
from typing import Any

from .brief import BRACKETS, brief, type_name

SIZED = (str, bytes, bytearray, list, tuple, dict, set, frozenset, deque, range)

TEXT = 80
"""How long a text may be, in characters."""

SPELT_OUT = (str, bytes, int, float, complex, bool, type(None), dict, *BRACKETS)


def summary(value: object, size: int | None = None) -> dict[str, Any]:
    """Describe a value; `size` is how many bytes it takes where it is stored."""
    found: dict[str, Any] = {"type": type_name(value)}
    shape = _shape(value)
    if shape is not None:
        found["shape"] = shape
    element_type = _element_type(value)
    if element_type is not None:
        found["dtype"] = element_type
    if type(value) in SPELT_OUT:
        # A thread of the notebook may change it meanwhile.
        with contextlib.suppress(RuntimeError):
            text = brief(value)
            found["text"] = text if len(text) <= TEXT else text[: TEXT - 1] + "…"
    if size is not None:
        found["size"] = size
    return found


def _shape(value: Any) -> list[int] | None:
    try:
        if _is_of_library(value) and hasattr(type(value), "shape"):
            shape = [size.__index__() for size in tuple(value.shape)]
            return shape if all(size >= 0 for size in shape) else None
        if type(value) in SIZED or (_is_of_library(value) and isinstance(value, SIZED)):
            return [len(value)]
    except Exception:  # a shape that is not known yet, or something else of this name
        pass
    return None


def _element_type(value: Any) -> str | None:
    try:
        if _is_of_library(value) and hasattr(type(value), "dtype"):
            return str(value.dtype)[:TEXT]
    except Exception:
        pass
    return None


def _is_of_library(value: object) -> bool:
    return type(value).__module__ != "__main__"

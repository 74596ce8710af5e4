"""What can be said of a variable in a line: its type, and its shape or length."""

from __future__ import annotations

from collections import deque
from typing import Any

SIZED = (str, bytes, bytearray, list, tuple, dict, set, frozenset, deque, range)


def summary(value: object) -> dict[str, Any]:
    """Describe a value; nothing is computed for it, and nothing imported."""
    found: dict[str, Any] = {"type": type_name(value)}
    shape = _shape(value)
    if shape is not None:
        found["shape"] = shape
    return found


def type_name(value: object) -> str:
    kind = type(value)
    if kind.__module__ in ("builtins", "__main__"):
        return kind.__qualname__
    return f"{kind.__module__}.{kind.__qualname__}"


def _shape(value: Any) -> list[int] | None:
    try:
        if hasattr(type(value), "shape"):
            shape = [size.__index__() for size in tuple(value.shape)]
            return shape if all(size >= 0 for size in shape) else None
        if isinstance(value, SIZED):
            return [len(value)]
    except Exception:  # a shape that is not known yet, or something else of this name
        pass
    return None

"""Mappings and lists as JSON, of which JupyterLab draws a tree to unfold."""

from __future__ import annotations

import math
from typing import Any

from ..brief import brief
from .tables import cell_text

ELEMENTS = 100
"""How many elements of a list, and members of a mapping."""

NODES = 2_000
"""How much is shown in all."""

DEPTH = 6

STRING = 500
"""How much of a string, in characters."""


def tree(value: Any) -> Any:
    """Copy the beginning of what is built in; what is left out says how much it is."""
    return _Tree().copy(value, DEPTH)


class _Tree:
    def __init__(self) -> None:
        self._left = NODES

    def copy(self, value: Any, depth: int) -> Any:
        self._left -= 1
        kind = type(value)
        if kind in (bool, type(None)) or (kind is int and abs(value) < 2**53):
            return value
        if kind is float and math.isfinite(value):
            return value
        if kind is str:
            return value if len(value) <= STRING else f"{value[:STRING]}…"
        if depth == 0 or self._left <= 0:
            return brief(value)
        if kind is dict:
            return self._mapping(value, depth)
        if kind in (list, tuple):
            return self._sequence(value, depth)
        if isinstance(value, tuple) and hasattr(kind, "_fields"):
            return self._mapping(dict(zip(kind._fields, value)), depth)
        return _leaf(value)

    def _mapping(self, members: dict[Any, Any], depth: int) -> dict[str, Any]:
        copied: dict[str, Any] = {}
        for key, each in members.items():
            if self._left <= 0 or len(copied) >= ELEMENTS:
                copied["…"] = f"{len(members) - len(copied):,} more"
                break
            name = key if type(key) is str else brief(key)
            copied[name[:STRING]] = self.copy(each, depth - 1)
        return copied

    def _sequence(self, elements: Any, depth: int) -> list[Any]:
        copied: list[Any] = []
        for each in elements:
            if self._left <= 0 or len(copied) >= ELEMENTS:
                copied.append(f"… {len(elements) - len(copied):,} more")
                break
            copied.append(self.copy(each, depth - 1))
        return copied


def _leaf(value: Any) -> str:
    """Describe what is no mapping and no list; a large one without writing all of it."""
    if type(value) in (set, frozenset, bytes):
        return brief(value)
    shape = getattr(value, "shape", None)
    if isinstance(shape, tuple) and shape:
        return f"{type(value).__name__} {' by '.join(map(str, shape))}"
    return cell_text(value)

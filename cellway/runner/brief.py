"""Values as short text: a few elements of what is built in, other objects as their types.

No method of the value itself is called, so it takes no time and cannot fail.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any

DEPTH = 3
ELEMENTS = 6
STRING = 60
"""How much is shown of a string, in characters."""
BITS = 128
"""Larger integers are slow to write in digits."""

LEFT_OUT = "…"
BRACKETS: dict[type, tuple[str, str]] = {
    list: ("[", "]"),
    tuple: ("(", ")"),
    set: ("{", "}"),
    frozenset: ("frozenset({", "})"),
}


def brief(value: object, depth: int = DEPTH) -> str:
    kind = type(value)
    if kind is str or kind is bytes:
        cut: Any = value
        return repr(cut) if len(cut) <= STRING else repr(cut[:STRING]) + LEFT_OUT
    if kind is int:
        whole: Any = value
        return repr(whole) if whole.bit_length() <= BITS else LEFT_OUT
    if kind in (float, complex, bool, type(None)):
        return repr(value)
    if kind is dict:
        members: Any = value
        pairs = members.items()
        parts = (f"{brief(key, depth - 1)}: {brief(each, depth - 1)}" for key, each in pairs)
        return "{" + _joined(parts, len(members), depth) + "}"
    if kind in BRACKETS:
        left, right = BRACKETS[kind]
        elements: Any = value
        parts = (brief(each, depth - 1) for each in elements)
        comma = "," if kind is tuple and len(elements) == 1 else ""
        return left + _joined(parts, len(elements), depth) + comma + right
    return f"<{type_name(value)}>"


def _joined(parts: Iterable[str], count: int, depth: int) -> str:
    if count and depth <= 0:
        return LEFT_OUT
    shown = list(islice(parts, ELEMENTS))
    return ", ".join([*shown, LEFT_OUT] if count > ELEMENTS else shown)


def type_name(value: object) -> str:
    kind = type(value)
    if kind.__module__ in ("builtins", "__main__"):
        return kind.__qualname__
    return f"{kind.__module__}.{kind.__qualname__}"

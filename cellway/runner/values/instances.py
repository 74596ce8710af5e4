"""Instances of classes that answer for every attribute.

Pickle asks an instance for `__setstate__` before it has any state. A class with a
`__getattr__` of its own may return something for every name, or look into the state
that is not there yet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .pickler import ValuePickler


def answers_for_all(kind: type) -> bool:
    """Tell whether only its class says how an instance gets its state back."""
    if hasattr(kind, "__setstate__"):
        return False
    own: Any = kind.__getattribute__
    return hasattr(kind, "__getattr__") or own is not object.__getattribute__


def reduce_instance(pickler: ValuePickler, value: Any) -> Any:
    reduced = value.__reduce_ex__(5)
    if isinstance(reduced, str) or len(reduced) != 5 or reduced[2] is None:
        return reduced
    return (*reduced, set_state)


def set_state(instance: Any, state: Any) -> None:
    attributes, slots = state if isinstance(state, tuple) else (state, None)
    if attributes:
        object.__getattribute__(instance, "__dict__").update(attributes)
    for name, value in (slots or {}).items():
        object.__setattr__(instance, name, value)

"""Statements that print variables in a way that is the same in every run."""

from __future__ import annotations

import re
from typing import Any

from .grammar.functions import argument, required
from .world import Refused, World, is_anything, is_function, is_plain

ADDRESS = re.compile(r"0x[0-9a-f]{6}")


def show(world: World, number: int) -> list[str]:
    """Return statements that print up to so many variables; they have run in the world."""
    names = world.names(lambda value: True)
    statements = []
    for name in world.random.sample(names, min(number, len(names))):
        if name not in world.space:  # a function that was called has deleted it
            continue
        source = f"print({_shown(world, name, world.space[name])})"
        try:
            text = world.run(source)
        except Refused:
            continue
        if ADDRESS.search(text):
            world.undo()
            continue
        statements.append(source)
    identity = _identity(world)
    return [*statements, identity] if identity else statements


def _shown(world: World, name: str, value: Any) -> str:
    if type(value) is set:
        return f"sorted({name})"
    if is_function(value):
        try:
            return f"{name}({', '.join(argument(world, each) for each in required(value))})"
        except Refused:
            return f"{name}.__name__"
    if isinstance(value, type):
        return f"sorted(each for each in vars({name}) if each[0] != '_')"
    if type(value).__module__ == "__main__" and hasattr(value, "__dict__"):
        return f"vars({name})"
    if is_plain(value) or type(value).__module__ in ("numpy", "collections"):
        return name
    return f"type({name}).__name__"


def _identity(world: World) -> str | None:
    """A statement that prints whether two variables are one object."""
    if not world.chance(0.2):
        return None
    mutable = world.names(
        lambda value: is_anything(value) and not isinstance(value, (int, str, tuple))
    )
    if len(mutable) < 2:
        return None
    one, other = world.random.sample(mutable, 2)
    source = f"print({one} is {other})"
    world.run(source)
    return source

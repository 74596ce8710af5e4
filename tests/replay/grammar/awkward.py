"""Things that a pipeline may have to tell something of."""

from __future__ import annotations

from ..world import INTS, World, is_dict, is_int, is_list
from .rules import rule
from .values import integer


@rule("awkward", 6)
def view(world: World) -> str:
    name = world.need(is_dict)
    return f"{world.new()} = {name}.{world.one_of('keys', 'values', 'items')}()"


@rule("awkward", 6)
def waiting_generator(world: World) -> str:
    name = world.prefix + "waiting"
    if name in world.space:
        return f"{world.new()} = next({name}, None)"
    return f"{name} = (each for each in {world.need(is_list)})"


@rule("awkward", 6)
def open_code(world: World) -> str:
    name = world.new(INTS)
    return world.one_of(
        f"exec('{name} = {integer(world)}')",
        f"globals()['{name}'] = {integer(world)}",
        f"{name} = eval('{world.need(is_int)} + 1')",
        "from math import *",
    )


@rule("awkward", 5)
def changed_module(world: World) -> str:
    return "import string\n" + world.one_of(
        f"string.extra = {integer(world)}", f"{world.new()} = getattr(string, 'extra', None)"
    )

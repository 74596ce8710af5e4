"""Branches, loops, exceptions."""

from __future__ import annotations

from ..world import INTS, LISTS, World, indented, is_dict, is_int, is_ints, is_list, is_nested
from . import mutations, values
from .rules import rule
from .values import condition, element, integer

SIMPLE = (
    *(mutations.append, mutations.of_list, mutations.of_dict, mutations.augmented),
    *(values.new_int, values.new_list, values.alias),
)


def simple(world: World) -> str:
    """A statement for the inside of another one; it has not run."""
    return str(world.random.choice(SIMPLE)(world))


@rule("core", 8)
def branch(world: World) -> str:
    source = f"if {condition(world)}:\n{indented(simple(world))}"
    if world.chance(0.6):
        source += f"\nelse:\n{indented(simple(world))}"
    return source


@rule("core", 8)
def loop(world: World) -> str:
    target = world.one_of("v", world.new(INTS), world.new(LISTS))
    values_of = world.one_of(f"range({world.random.randint(1, 3)})", world.need(is_ints) + "[:3]")
    body = world.one_of(
        f"{world.need(is_list)}.append({target})",
        f"{world.need(is_int)} += {target}",
        f"if {target} > {integer(world)}:\n    continue\n{world.need(is_list)}.append({target})",
    )
    return f"for {target} in {values_of}:\n{indented(body)}"


@rule("core", 4)
def loop_over_parts(world: World) -> str:
    name = world.need(is_nested)
    return f"for part in {name}:\n    if type(part) is list:\n        part.append({integer(world)})"


@rule("core", 3)
def loop_with_index(world: World) -> str:
    name = world.need(is_ints)
    return f"for i, v in enumerate({name}):\n    {name}[i] = v + {integer(world)}"


@rule("core", 3)
def loop_over_items(world: World) -> str:
    return (
        f"for key, part in {world.need(is_dict)}.items():\n"
        f"    {world.need(is_list)}.append([key, part])"
    )


@rule("core", 3)
def loop_while(world: World) -> str:
    name = world.need(is_list)
    return f"while len({name}) > {world.random.randint(0, 2)}:\n    {name}.pop()"


@rule("core", 4)
def attempt(world: World) -> str:
    name = world.new(INTS)
    table = world.need(is_dict)
    return (
        f"try:\n    {name} = len({table}[{values.text(world)}])\n"
        f"except (KeyError, TypeError) as problem:\n    {name} = {integer(world)}"
    )


@rule("core", 3)
def attempt_with_change(world: World) -> str:
    name = world.need(is_list)
    return (
        f"try:\n    {name}.append({element(world)})\n    raise ValueError\n"
        f"except ValueError:\n    {name}.append({integer(world)})\n"
        f"finally:\n    {name}.append(0)"
    )


@rule("core", 2)
def match(world: World) -> str:
    name, rest = world.new(INTS), world.new(LISTS)
    return (
        f"match {world.need(is_list)}:\n"
        f"    case [int({name}), *{rest}]:\n        {rest}.append({name})\n"
        f"    case _:\n        {name} = {integer(world)}"
    )

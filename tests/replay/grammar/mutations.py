"""Statements that change an object, or bind a name again to what it was."""

from __future__ import annotations

from ..world import (
    World,
    is_anything,
    is_dict,
    is_full_dict,
    is_full_list,
    is_int,
    is_ints,
    is_list,
    is_nested,
    is_object,
    is_set,
)
from .rules import rule
from .values import element, integer, key, list_display


@rule("core", 20)
def append(world: World) -> str:
    return f"{world.need(is_list)}.append({element(world)})"


@rule("core", 10)
def of_list(world: World) -> str:
    name = world.need(is_full_list)
    return world.one_of(
        f"{name}.extend({list_display(world)})",
        f"{name}.insert(0, {element(world)})",
        f"{name}.pop()",
        f"{name}.reverse()",
        f"{name}[0] = {element(world)}",
        f"{name}[-1] = {element(world)}",
        f"{name}[:] = {list_display(world)}",
        f"{name}[1:] = [{integer(world)}]",
        f"del {name}[0]",
        f"{name}.clear()",
        f"list.append({name}, {integer(world)})",
    )


@rule("core", 5)
def of_ints(world: World) -> str:
    name = world.need(is_ints)
    return world.one_of(
        f"{name}.sort()",
        f"{name}.sort(key=lambda v: -v)",
        f"{name}[0] += {integer(world)}",
        f"{name}.remove({name}[0])",
    )


@rule("core", 10)
def of_dict(world: World) -> str:
    name = world.need(is_dict)
    choices = [
        f"{name}['p'] = {element(world)}",
        f"{name}['q'] = {element(world)}",
        f"{name}.update(r={element(world)})",
        f"{name}.setdefault('s', []).append({integer(world)})"
        if is_list(world.space[name].get("s", []))
        else f"{name}.pop('s')",
        f"{name} |= {{'q': {integer(world)}}}",
        f"{name}.pop('p', None)",
    ]
    if is_full_dict(world.space[name]):
        choices.append(f"del {name}[{key(world, name)}]")
    return str(world.random.choice(choices))


@rule("core", 4)
def of_set(world: World) -> str:
    name = world.need(is_set)
    return world.one_of(
        f"{name}.add({integer(world)})",
        f"{name}.discard({integer(world)})",
        f"{name} |= {{{integer(world)}}}",
    )


@rule("core", 10)
def of_part(world: World) -> str:
    name = world.need(is_nested)
    where = next(i for i, part in enumerate(world.space[name]) if type(part) is list)
    return world.one_of(
        f"{name}[{where}].append({element(world)})",
        f"{name}[{where}] += [{integer(world)}]",
        f"{name}[{where}] = {list_display(world)}",
    )


@rule("core", 8)
def of_part_of_dict(world: World) -> str:
    name = world.need(
        lambda value: is_dict(value) and any(type(part) is list for part in value.values())
    )
    where = next(key for key, part in world.space[name].items() if type(part) is list)
    return f"{name}[{where!r}].append({element(world)})"


@rule("core", 5)
def of_part_of_object(world: World) -> str:
    name = world.need(
        lambda value: (
            is_object(value)
            and any(type(part) is list for part in getattr(value, "__dict__", {}).values())
        )
    )
    parts = vars(world.space[name])
    where = next(key for key, part in parts.items() if type(part) is list)
    return f"{name}.{where}.append({element(world)})"


@rule("core", 6)
def attribute(world: World) -> str:
    name = world.need(lambda value: is_object(value) and hasattr(value, "__dict__"))
    value = world.one_of(element(world), world.need(is_anything))
    return world.one_of(
        f"{name}.extra = {value}",
        f"{name}.items = {list_display(world)}",
        f"setattr({name}, 'extra', {value})",
    )


@rule("core", 10)
def augmented(world: World) -> str:
    if world.chance(0.5):
        return f"{world.need(is_int)} {world.one_of('+=', '-=', '*=')} {integer(world)}"
    return f"{world.need(is_list)} {world.one_of('+=', '+=')} [{element(world)}]"


@rule("core", 3)
def two_at_once(world: World) -> str:
    one, other = world.need(is_full_list), world.need(is_full_list)
    return f"{one}[0], {other}[-1] = {element(world)}, {element(world)}"


@rule("core", 3)
def through_a_temporary(world: World) -> str:
    return f"({world.need(is_list)} or []).append({integer(world)})"


@rule("core", 3)
def through_a_choice(world: World) -> str:
    one, other = world.need(is_list), world.need(is_list)
    return f"({one} if {integer(world)} > 4 else {other}).append({integer(world)})"


@rule("core", 3)
def through_a_bound_method(world: World) -> str:
    return f"add = {world.need(is_list)}.append\nadd({integer(world)})\ndel add"


@rule("core", 4)
def deletion(world: World) -> str:
    """The name goes; the object may live on under another one."""
    name = world.need(is_anything)
    return f"del {name}"

"""Assignments, and the expressions that stand on their right."""

from __future__ import annotations

from ..world import (
    DICTS,
    INTS,
    LISTS,
    OTHERS,
    World,
    is_anything,
    is_dict,
    is_full_dict,
    is_full_list,
    is_int,
    is_ints,
    is_list,
    is_object,
    is_plain,
    is_set,
    is_text,
)
from .rules import rule


def integer(world: World) -> str:
    name = world.pick(is_int)
    return name if name and world.chance(0.5) else str(world.random.randint(0, 9))


def text(world: World) -> str:
    name = world.pick(is_text)
    return name if name and world.chance(0.3) else repr(world.one_of("p", "q", "r", "s"))


def list_display(world: World) -> str:
    return f"[{', '.join(element(world) for _ in range(world.random.randint(0, 3)))}]"


def element(world: World) -> str:
    """An int mostly; sometimes another value, which then is shared."""
    name = world.pick(is_anything)
    if name and world.chance(0.3):
        return name
    return world.one_of(integer(world), integer(world), text(world), "[]", "[1, 2]", "{}")


def dict_display(world: World) -> str:
    keys = world.random.sample(["p", "q", "r", "s"], world.random.randint(0, 3))
    return "{" + ", ".join(f"{key!r}: {element(world)}" for key in keys) + "}"


def condition(world: World) -> str:
    name = world.pick(is_list)
    choices = [f"{integer(world)} > {integer(world)}", f"{integer(world)} % 2 == 0"]
    if name:
        choices += [name, f"len({name}) > {world.random.randint(0, 3)}"]
    return str(world.random.choice(choices))


def key(world: World, name: str) -> str:
    return repr(world.random.choice(list(world.space[name])))


@rule("core", 14)
def new_int(world: World) -> str:
    return f"{world.new(INTS)} = {integer(world)} {world.one_of('+', '-', '*')} {integer(world)}"


@rule("core", 16)
def new_list(world: World) -> str:
    return f"{world.new(LISTS)} = {list_display(world)}"


@rule("core", 10)
def new_ints(world: World) -> str:
    values = [world.random.randint(0, 9) for _ in range(world.random.randint(1, 4))]
    return f"{world.new(LISTS)} = {values}"


@rule("core", 10)
def new_dict(world: World) -> str:
    return f"{world.new(DICTS)} = {dict_display(world)}"


@rule("core", 4)
def new_text(world: World) -> str:
    return f"{world.new(OTHERS)} = {text(world)} + str({integer(world)})"


@rule("core", 4)
def new_set(world: World) -> str:
    return f"{world.new(OTHERS)} = {{{integer(world)}, {integer(world)}}}"


@rule("core", 4)
def new_tuple(world: World) -> str:
    return f"{world.new(OTHERS)} = ({element(world)}, {element(world)})"


@rule("core", 14)
def alias(world: World) -> str:
    return f"{world.new()} = {world.need(is_anything)}"


@rule("core", 8)
def container_of_others(world: World) -> str:
    one, other = world.need(is_anything), world.need(is_anything)
    shape = world.one_of(
        f"[{one}, {other}]", f"{{'p': {one}, 'q': {other}}}", f"({one}, [{other}])"
    )
    return f"{world.new()} = {shape}"


@rule("core", 8)
def part(world: World) -> str:
    name = world.need(lambda value: is_full_list(value) or (type(value) is tuple and value))
    return f"{world.new()} = {name}[{world.one_of('0', '-1')}]"


@rule("core", 6)
def part_of_dict(world: World) -> str:
    name = world.need(is_full_dict)
    which = key(world, name)
    return f"{world.new()} = " + world.one_of(f"{name}[{which}]", f"{name}.get({which})")


@rule("core", 4)
def part_of_object(world: World) -> str:
    name = world.need(lambda value: is_object(value) and getattr(value, "__dict__", None))
    return f"{world.new()} = {name}.{world.random.choice(list(vars(world.space[name])))}"


@rule("core", 8)
def copy(world: World) -> str:
    name = world.need(lambda value: is_list(value) or is_dict(value) or is_set(value))
    kind: str = type(world.space[name]).__name__
    choices = [f"{kind}({name})", f"{name}.copy()"]
    if kind == "list":
        choices += [f"{name}[:]", f"{name}[1:]", f"{name} + [{element(world)}]", f"{name} * 2"]
    if kind == "dict":
        choices += [f"{{**{name}, 'p': {element(world)}}}", f"list({name}.values())"]
    return f"{world.new()} = {world.random.choice(choices)}"


@rule("core", 10)
def comprehension(world: World) -> str:
    name = world.need(is_ints)
    target = world.one_of("v", "v", world.new(INTS))
    return f"{world.new(LISTS)} = " + world.one_of(
        f"[{target} + {integer(world)} for {target} in {name}]",
        f"[{target} for {target} in {name} if {target} > {integer(world)}]",
        f"sorted({{{target} % 3 for {target} in {name}}})",
        f"[[{target}, other] for {target} in {name} for other in range(2)]",
        f"list(map(lambda {target}: {target} * {integer(world)}, {name}))",
        f"list({target} - 1 for {target} in {name})",
    )


@rule("core", 4)
def dict_comprehension(world: World) -> str:
    name = world.need(is_ints)
    return f"{world.new(DICTS)} = {{str(v): [v] for v in {name}}}"


@rule("core", 4)
def comprehension_of_parts(world: World) -> str:
    name = world.need(is_list)
    return f"{world.new(LISTS)} = [part for part in {name} if part]"


@rule("core", 5)
def star_unpacking(world: World) -> str:
    first, rest = world.new(), world.new(LISTS)
    target = world.one_of(f"{first}, *{rest}", f"*{rest}, {first}", f"[{first}, *{rest}]")
    return f"{target} = {world.need(is_full_list)}"


@rule("core", 4)
def swap(world: World) -> str:
    one, other = world.need(is_plain), world.need(is_plain)
    return f"{one}, {other} = {other}, {one}"


@rule("core", 4)
def chained(world: World) -> str:
    return f"{world.new()} = {world.new()} = {list_display(world)}"


@rule("core", 4)
def conditional(world: World) -> str:
    one, other = world.need(is_anything), world.need(is_anything)
    return f"{world.new()} = {one} if {condition(world)} else {other}"


@rule("core", 4)
def either(world: World) -> str:
    return f"{world.new()} = {world.need(is_list)} or {world.need(is_anything)}"


@rule("core", 6)
def reduction(world: World) -> str:
    name = world.need(is_ints)
    call = world.one_of("sum", "max", "min", "len")
    return f"{world.new(INTS)} = {call}({name})"


@rule("core", 3)
def formatted(world: World) -> str:
    return f'{world.new(OTHERS)} = f"{{{integer(world)}}}-{{{integer(world)} + 1:03d}}"'


@rule("core", 3)
def walrus(world: World) -> str:
    name, source = world.new(INTS), world.need(is_list)
    return f"if ({name} := len({source})) > 1:\n    {source}.append({name})"


@rule("core", 3)
def lookup_or_new(world: World) -> str:
    return f"{world.new()} = {world.need(is_dict)}.setdefault('r', {list_display(world)})"

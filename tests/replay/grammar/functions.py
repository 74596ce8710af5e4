"""Functions: pure ones, those that read or change variables, closures, defaults, generators."""

from __future__ import annotations

import inspect
from typing import Any

from ..world import (
    INTS,
    KINDS,
    LISTS,
    OTHERS,
    Refused,
    World,
    is_anything,
    is_dict,
    is_function,
    is_int,
    is_ints,
    is_list,
    is_object,
)
from .rules import rule
from .values import element, integer

NAMES = ("f", "g", "h", "step", "work")
FACTORIES = ("make", "build")


def argument(world: World, name: str) -> str:
    """Return an argument for a parameter of this name."""
    kind = KINDS.get(name)
    if kind == "int":
        return integer(world)
    if kind == "list":
        return world.need(is_list)
    if kind == "dict":
        return world.need(is_dict)
    if kind == "function":
        return world.need(lambda value: is_function(value) and len(required(value)) == 1)
    if kind == "object":
        return world.need(is_object)
    return world.need(is_anything) if world.chance(0.6) else element(world)


def required(function: Any) -> list[str]:
    return [
        parameter.name
        for parameter in inspect.signature(function).parameters.values()
        if parameter.default is parameter.empty
        and parameter.kind in (parameter.POSITIONAL_ONLY, parameter.POSITIONAL_OR_KEYWORD)
    ]


def call(world: World) -> str:
    name = world.need(is_function)
    arguments = [argument(world, each) for each in required(world.space[name])]
    return f"{name}({', '.join(arguments)})"


@rule("core", 22)
def plain_call(world: World) -> str:
    return call(world)


@rule("core", 18)
def kept_call(world: World) -> str:
    return f"{world.new()} = {call(world)}"


@rule("core", 3)
def unpacked_call(world: World) -> str:
    return f"{world.new()}, {world.new()} = {call(world)}, {call(world)}"


@rule("core", 8)
def pure(world: World) -> str:
    name = world.new(NAMES)
    return world.one_of(
        f"def {name}(n):\n    return n * 2 + 1",
        f"def {name}(xs):\n    return [each for each in xs if each]",
        f"def {name}(v, n=2):\n    return [v, n]",
        f"def {name}(*values, **options):\n    return list(values) + sorted(options)",
        f"def {name}(n):\n    return 1 if n < 2 or n > 9 else n * {name}(n - 1)",
        f"def {name}(xs):\n    result = list(xs)\n    result.append(len(xs))\n    return result",
        f"{name} = lambda n: n + 1",
    )


@rule("core", 10)
def reading(world: World) -> str:
    name, other = world.new(NAMES), world.need(is_anything)
    number = world.need(is_int)
    return world.one_of(
        f"def {name}():\n    return {other}",
        f"def {name}(n):\n    return [n, {number}]",
        f"def {name}(v):\n    return [v, {other}]",
        f"def {name}(n):\n    def inner():\n        return n + {number}\n    return inner()",
        f"{name} = lambda: [{other}]",
        f"{name} = lambda n: n * {number}",
    )


@rule("core", 12)
def changing(world: World) -> str:
    name, target = world.new(NAMES), world.need(is_list)
    number, table = world.need(is_int), world.need(is_dict)
    return world.one_of(
        f"def {name}(v):\n    {target}.append(v)",
        f"def {name}():\n    {target}.append(len({target}))\n    return {target}",
        f"def {name}(n):\n    global {number}\n    {number} += n\n    return {number}",
        f"def {name}():\n    global {world.new(LISTS)}\n    {world.new(LISTS)} = 1\n    return 2",
        f"def {name}(v):\n    {table}['p'] = v",
        f"def {name}(xs):\n    xs.append(1)\n    return xs",
        f"def {name}(xs):\n    xs = xs + [1]\n    xs.append(2)\n    return xs",
        f"def {name}(xs):\n    xs += [1]\n    return len(xs)",
        f"def {name}(xs, v):\n    xs.insert(0, v)\n    return xs[-1]",
        f"def {name}(d, v):\n    d['q'] = v\n    return d",
        f"def {name}(d):\n    d.setdefault('s', []).append(1) if 's' not in d else None",
        f"{name} = lambda v: {target}.append(v)",
    )


@rule("core", 16)
def with_default(world: World) -> str:
    name = world.new(NAMES)
    return world.one_of(
        f"def {name}(v, kept=[]):\n    kept.append(v)\n    return kept",
        f"def {name}(v, kept=[]):\n    kept.append(v)\n    return len(kept)",
        f"def {name}(n, k={world.need(is_int)}):\n    return n + k",
        f"def {name}(v, kept={world.need(is_list)}):\n    kept.append(v)\n    return len(kept)",
        f"def {name}(*, kept={{}}):\n    kept['p'] = len(kept)\n    return sorted(kept)",
    )


@rule("core", 8)
def calling_others(world: World) -> str:
    other = world.need(lambda value: is_function(value) and len(required(value)) == 1)
    (parameter,) = required(world.space[other])
    name = world.new([each for each in NAMES if world.prefix + each != other])
    return world.one_of(
        f"def {name}({parameter}):\n    return [{other}({parameter}), 1]",
        f"def {name}(fn, v):\n    return fn(v)",
        f"def {name}({parameter}):\n    result = {other}({parameter})\n    return result",
    )


@rule("core", 10)
def factory(world: World) -> str:
    name = world.new(FACTORIES)
    return world.one_of(
        f"def {name}(n):\n    def inner():\n        nonlocal n\n        n += 1\n        return n\n"
        "    return inner",
        f"def {name}(xs):\n    return lambda: list(xs)",
        f"def {name}(xs):\n    def inner(v):\n        xs.append(v)\n        return len(xs)\n"
        "    return inner",
        f"def {name}():\n    kept = []\n    def inner(v):\n        kept.append(v)\n"
        "        return list(kept)\n    return inner",
        f"def {name}(v):\n    return lambda n: [v, n]",
        f"def {name}(fn):\n    def inner(*values):\n        return [fn(*values)]\n    return inner",
    )


@rule("core", 14)
def made_by_factory(world: World) -> str:
    names = [world.prefix + each for each in FACTORIES if world.prefix + each in world.space]
    if not names:
        raise Refused("no factory")
    name = world.random.choice(names)
    arguments = [argument(world, each) for each in required(world.space[name])]
    return f"{world.new(NAMES)} = {name}({', '.join(arguments)})"


@rule("core", 4)
def shared_cell(world: World) -> str:
    names = [world.prefix + name for name in ("inc", "get")]
    made = world.prefix + "counter"
    return (
        f"def {made}(n):\n    def inc():\n        nonlocal n\n        n += 1\n        return n\n"
        f"    def get():\n        return n\n    return inc, get\n\n"
        f"{names[0]}, {names[1]} = {made}({integer(world)})"
    )


@rule("core", 4)
def table_of_functions(world: World) -> str:
    name, target = world.new(LISTS), world.need(is_list)
    return (
        f"{name} = [lambda v: {target}.append(v), lambda v: v]\n"
        f"{name}[0]({integer(world)})\n{name}[1]({integer(world)})"
    )


@rule("core", 4)
def higher_order(world: World) -> str:
    function = world.need(lambda value: is_function(value) and len(required(value)) == 1)
    name = world.need(is_ints)
    return world.one_of(
        f"{world.new(LISTS)} = [{function}(each) for each in {name}]",
        f"{world.new(LISTS)} = list(map({function}, {name}))",
    )


@rule("core", 4)
def generator(world: World) -> str:
    name, source = world.new(NAMES), world.need(is_list)
    made = world.new(LISTS)
    return world.one_of(
        f"def {name}(xs):\n    for each in xs:\n        yield [each]\n\n"
        f"{made} = list({name}({source}))",
        f"def {name}():\n    yield from {source}\n    yield {integer(world)}\n\n"
        f"{made} = list({name}())",
        f"stream = (each for each in {source})\n{made} = list(stream)\ndel stream",
        f"{made} = [*zip({source}, range(3))]",
    )


@rule("core", 3)
def decorated(world: World) -> str:
    name, deco = world.new(NAMES), world.prefix + "loud"
    count = world.new(INTS)
    return (
        f"def {deco}(fn):\n    def inner(*values):\n        return [fn(*values), {count!r}]\n"
        f"    return inner\n\n@{deco}\ndef {name}(n):\n    return n + {integer(world)}"
    )


@rule("core", 2)
def partial(world: World) -> str:
    function = world.need(lambda value: is_function(value) and len(required(value)) >= 1)
    first = argument(world, required(world.space[function])[0])
    name = world.new(OTHERS)
    return (
        f"import functools\n{name} = functools.partial({function}, {first})\n{name} = {name}.func"
    )

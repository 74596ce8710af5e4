"""What is easily overlooked: late binding, attributes of functions, aliases by detours."""

from __future__ import annotations

import itertools

from ..world import (
    DICTS,
    INTS,
    LISTS,
    OTHERS,
    World,
    is_anything,
    is_full_list,
    is_function,
    is_ints,
    is_list,
    is_object,
)
from .functions import NAMES, argument, required
from .rules import rule
from .values import element, integer, list_display


@rule("core", 6)
def reading_later(world: World) -> str:
    """A function may read what is not there yet."""
    name, later = world.new(NAMES), world.new()
    return world.one_of(
        f"def {name}():\n    return [{later}]",
        f"def {name}(n):\n    return [n, {later}, {world.new()}]",
        f"def {name}(n):\n    return {world.new(NAMES)}(n)",
    )


@rule("core", 4)
def binding_globals(world: World) -> str:
    name, target = world.new(NAMES), world.new()
    return world.one_of(
        f"def {name}(v):\n    global {target}\n    {target} = v",
        f"def {name}():\n    global {target}\n    {target} = {list_display(world)}",
        f"def {name}():\n    global {target}\n    for {target} in range(3):\n        pass",
        f"def {name}(n):\n    global {target}\n    if n > 4:\n        {target} = n",
        f"def {name}():\n    global {target}\n    del {target}",
        f"def {name}():\n    global {world.new(NAMES)}\n    def {world.new(NAMES)}(n):\n"
        "        return -n",
    )


@rule("core", 4)
def attribute_of_function(world: World) -> str:
    name = world.need(is_function)
    value = world.space[name]
    choices = [f"{name}.calls = {list_display(world)}", f"{name}.calls = {world.need(is_list)}"]
    if hasattr(value, "calls"):
        choices += [f"{name}.calls.append({element(world)})", f"{world.new()} = {name}.calls"] * 2
    if value.__defaults__ and isinstance(value.__defaults__[-1], list):
        choices += [f"{name}.__defaults__[-1].append({integer(world)})"] * 2
    return world.random.choice(choices)


@rule("core", 4)
def late_binding_in_loop(world: World) -> str:
    name = world.new(LISTS)
    target = world.one_of("v", world.new(INTS))
    return world.one_of(
        f"{name} = [(lambda: {target}) for {target} in range(3)]\n"
        f"{name} = [each() for each in {name}]",
        f"{name} = []\nfor {target} in range(2):\n    {name}.append(lambda: {target})",
        f"{name} = [lambda v, k={target}: [v, k] for {target} in range(2)]",
    )


@rule("core", 5)
def call_of_part(world: World) -> str:
    """A function that is kept in a list or a dict."""
    name = world.need(lambda value: is_full_list(value) and is_function(value[0]))
    arguments = [argument(world, each) for each in required(world.space[name][0])]
    return f"{world.new()} = {name}[0]({', '.join(arguments)})"


@rule("core", 4)
def arguments_in_bulk(world: World) -> str:
    name = world.new(NAMES)
    one, other = world.need(is_list), world.need(is_anything)
    return world.one_of(
        f"def {name}(*values):\n    values[0].append(len(values))\n\n{name}({one}, {other})",
        f"def {name}(**values):\n    values['one'].append(1)\n    return values\n\n"
        f"{world.new(DICTS)} = {name}(one={one}, other={other})",
        f"def {name}(v, *rest, k=3):\n    return [v, rest, k]\n\n"
        f"{world.new()} = {name}(*{one}, k={other})",
    )


@rule("core", 4)
def alias_by_detour(world: World) -> str:
    one, other = world.need(is_list), world.need(is_anything)
    target = world.new()
    return world.one_of(
        f"{target} = max([{one}, {one}], key=len)",
        f"{target} = dict(p={one})['p']",
        f"{target} = (lambda v: v)({one})",
        f"{target} = [{one}] * 2",
        f"{target} = [*{one}, {other}]",
        f"{target} = next(iter([{one}]))",
        f"{target} = list(zip([{one}], [{other}]))",
        f"{target} = sorted([{one}, {one}], key=id)[0]",
        f"[({target}, _)] = [({one}, {other})]",
        f"{target} = {{**{{'p': {one}}}}}",
        f"{target} = [each for each in [{one}, {other}]][0]",
        f"{target} = {one} and {other}",
        f"for {target} in ({one}, {other}):\n    pass",
        f"{target} = [{one}].pop()",
        f"{target} = [[]]\n{target}[0] = {one}",
        f"{target} = {{}}\n{target}['p'], {target}['q'] = {one}, {other}",
    )


@rule("core", 3)
def order_of_targets(world: World) -> str:
    index, name = world.new(INTS), world.need(is_full_list)
    return f"{index}, {name}[0] = 0, {integer(world)}"


@rule("core", 3)
def loop_with_else(world: World) -> str:
    name, target = world.need(is_ints), world.new(INTS)
    return (
        f"for {target} in {name}:\n    if {target} > {integer(world)}:\n        break\n"
        f"else:\n    {world.need(is_list)}.append({element(world)})"
    )


@rule("core", 3)
def walrus_in_comprehension(world: World) -> str:
    name, last = world.need(is_ints), world.new(INTS)
    return f"{world.new(LISTS)} = [({last} := v) + 1 for v in {name}]"


@rule("core", 2)
def annotated(world: World) -> str:
    return world.one_of(
        f"{world.new(INTS)}: int = {integer(world)}",
        f"{world.new(LISTS)}: list[int] = {list_display(world)}",
        f"{world.new(OTHERS)}: int",
    )


@rule("core", 3)
def shadowed_builtin(world: World) -> str:
    name = world.prefix + world.one_of("list_", "sorted_", "input", "hash", "vars_")
    if name in world.space:
        return f"{world.new()} = {name}"
    return f"{name} = {element(world)}"


@rule("core", 3)
def iterator(world: World) -> str:
    """An iterator goes on where it was."""
    name = world.prefix + "it"
    if name not in world.space:
        source = world.need(is_full_list)
        return f"{name} = " + world.one_of(
            f"iter({source})", f"enumerate({source})", f"reversed({source})", f"zip({source}, 'ab')"
        )
    return f"{world.new()} = next({name}, None)"


@rule("core", 3)
def counting(world: World) -> str:
    name = world.prefix + "ids"
    if isinstance(world.space.get(name), itertools.count):
        return f"{world.new(INTS)} = next({name})"
    return f"import itertools\n{name} = itertools.count({integer(world)})"


@rule("core", 3)
def memory(world: World) -> str:
    name = world.new(NAMES)
    return (
        f"import functools\n\n@functools.lru_cache(maxsize=None)\n"
        f"def {name}(n):\n    return n * 3 if n < 2 else n + 1"
    )


@rule("core", 3)
def attributes_of_object(world: World) -> str:
    name = world.need(lambda value: is_object(value) and hasattr(value, "__dict__"))
    return world.one_of(
        f"vars({name})['extra'] = {element(world)}",
        f"{world.new(DICTS)} = vars({name})",
        f"{name}.__dict__.update(extra={element(world)})",
        f"{world.new()} = getattr({name}, 'extra', {element(world)})",
    )

"""Classes and their instances."""

from __future__ import annotations

from typing import Any

from ..world import Refused, World, is_anything, is_class, is_int, is_list, is_object
from .functions import argument, required
from .rules import rule
from .values import element, integer

NAMES = ("Box", "Node", "Pile", "Thing")


@rule("classes", 10)
def plain(world: World) -> str:
    name = world.new(NAMES)
    return world.one_of(
        f"class {name}:\n    def __init__(self, v):\n        self.v = v\n"
        "    def get(self):\n        return self.v\n"
        "    def put(self, v):\n        self.v = v\n        return self",
        f"class {name}:\n    def __init__(self):\n        self.parts = []\n"
        "    def add(self, v):\n        self.parts.append(v)\n        return len(self.parts)\n"
        "    @property\n    def size(self):\n        return len(self.parts)",
        f"class {name}:\n    def __init__(self, xs):\n        self.xs = xs\n"
        "    def __len__(self):\n        return len(self.xs)\n"
        "    def __getitem__(self, i):\n        return self.xs[i]\n"
        "    def __iadd__(self, v):\n        self.xs.append(v)\n        return self",
        f"class {name}(list):\n    def twice(self):\n        return [*self, *self]",
        f"class {name}:\n    def __init__(self, o):\n        self.o = o\n        o.seen = True\n"
        "    def show(self):\n        return sorted(vars(self.o))",
    )


@rule("classes", 4)
def dataclass(world: World) -> str:
    name = world.new(NAMES)
    return (
        "from dataclasses import dataclass, field\n\n@dataclass\n"
        f"class {name}:\n    v: object\n    parts: list = field(default_factory=list)\n"
        "    def add(self, v):\n        self.parts.append(v)\n        return self.parts"
    )


@rule("classes", 5)
def with_state_of_its_own(world: World) -> str:
    name = world.new(NAMES)
    return world.one_of(
        f"class {name}:\n    count = 0\n    def __init__(self):\n        {name}.count += 1\n"
        f"        self.number = {name}.count",
        f"class {name}:\n    kept = []\n    def add(self, v):\n        self.kept.append(v)\n"
        "        return len(self.kept)",
        f"class {name}:\n    limit = {world.need(is_int)}\n    def get(self):\n"
        "        return self.limit",
        f"class {name}:\n    def get(self):\n        return [{world.need(is_anything)}]\n"
        f"    @staticmethod\n    def add(v):\n        {world.need(is_list)}.append(v)",
    )


@rule("classes", 4)
def derived(world: World) -> str:
    base = world.need(is_class)
    name = world.new([each for each in NAMES if world.prefix + each != base])
    return (
        f"class {name}({base}):\n    def more(self):\n        return [type(self).__name__, "
        f"{integer(world)}]"
    )


@rule("classes", 16)
def instance(world: World) -> str:
    name = world.need(is_class)
    arguments = _arguments(world, world.space[name])
    return f"{world.new()} = {name}({', '.join(arguments)})"


def _arguments(world: World, cls: type) -> list[str]:
    try:
        names = required(cls)
    except ValueError:
        return []
    return [argument(world, each) for each in names]


@rule("classes", 16)
def method_call(world: World) -> str:
    name = world.need(is_object)
    methods = _methods(world.space[name])
    if not methods:
        raise Refused("no methods")
    method = world.random.choice(methods)
    bound = getattr(world.space[name], method)
    arguments = ", ".join(argument(world, each) for each in required(bound))
    return world.one_of(
        f"{name}.{method}({arguments})", f"{world.new()} = {name}.{method}({arguments})"
    )


def _methods(value: Any) -> list[str]:
    return [
        name
        for cls in type(value).__mro__
        if cls.__module__ == "__main__"
        for name, member in vars(cls).items()
        if callable(member) and not name.startswith("_")
    ]


@rule("classes", 4)
def attribute_of_class(world: World) -> str:
    name = world.need(is_class)
    return world.one_of(
        f"{name}.extra = {element(world)}",
        f"{world.new()} = getattr({name}, 'extra', {integer(world)})",
        f"{name}.kept = {world.need(is_list)}",
    )


@rule("classes", 4)
def linked(world: World) -> str:
    one = world.need(lambda value: is_object(value) and hasattr(value, "__dict__"))
    return f"{one}.other = {world.need(is_anything)}"


@rule("classes", 3)
def list_of_instances(world: World) -> str:
    name = world.need(is_class)
    arguments = ", ".join(_arguments(world, world.space[name]))
    return f"{world.new()} = [{name}({arguments}) for _ in range(2)]"

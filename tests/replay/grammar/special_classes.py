"""Classes that do more than hold values: patched, derived, with special methods."""

from __future__ import annotations

from ..world import (
    Refused,
    World,
    is_anything,
    is_class,
    is_function,
    is_list,
    is_object,
)
from .rules import rule
from .values import element, integer


@rule("classes", 4)
def patched_class(world: World) -> str:
    name = world.need(is_class)
    return world.one_of(
        f"{name}.more = lambda self: {world.need(is_anything)}",
        f"def more(self):\n    self.extra = 1\n    return self\n\n{name}.more = more",
        f"setattr({name}, 'limit', {integer(world)})",
    )


@rule("classes", 4)
def special_methods(world: World) -> str:
    name, target = world.prefix + world.one_of("Wrap", "Log"), world.need(is_list)
    return world.one_of(
        f"class {name}:\n    def __init__(self, v):\n        self.v = v\n"
        f"    def __enter__(self):\n        {target}.append(1)\n        return self\n"
        f"    def __exit__(self, *error):\n        {target}.append(2)\n"
        f"    def __call__(self, v):\n        self.v = v\n        return [v]",
        f"class {name}:\n    def __init__(self, v):\n        self.v = v\n"
        f"        {target}.append(self)\n"
        "    def __eq__(self, other):\n        return isinstance(other, type(self))\n"
        "    def __repr__(self):\n        return 'wrapped'",
        f"class {name}(dict):\n    def __missing__(self, key):\n        self[key] = []\n"
        "        return self[key]\n    def note(self, v):\n        self['p'].append(v)",
        f"class {name}:\n    def __init_subclass__(cls):\n        {target}.append(cls.__name__)\n"
        "    def get(self):\n        return 1",
    )


@rule("classes", 3)
def used_as_context(world: World) -> str:
    name = world.need(lambda value: is_object(value) and hasattr(value, "__exit__"))
    return f"with {name} as {world.new()}:\n    {world.need(is_list)}.append({integer(world)})"


@rule("classes", 3)
def called_object(world: World) -> str:
    name = world.need(lambda value: is_object(value) and not is_function(value) and callable(value))
    return f"{world.new()} = {name}({element(world)})"


@rule("classes", 3)
def family(world: World) -> str:
    base, name = world.prefix + "Base", world.prefix + world.one_of("Left", "Right")
    if base not in world.space:
        return (
            f"class {base}:\n    made = []\n    def __init__(self, v):\n        self.v = v\n"
            f"        self.made.append(v)\n    def get(self):\n        return [self.v]"
        )
    if not isinstance(world.space[base], type):
        raise Refused("no base")
    return (
        f"class {name}({base}):\n    def __init__(self, v):\n        super().__init__([v])\n"
        f"    def get(self):\n        return super().get() + [{integer(world)}]"
    )


@rule("classes", 2)
def enumeration(world: World) -> str:
    name = world.prefix + "Colour"
    if isinstance(world.space.get(name), type):
        return f"{world.new()} = [{name}.RED, {name}(2), {name}.RED is {name}(1)]"
    return f"import enum\n\nclass {name}(enum.Enum):\n    RED = 1\n    BLUE = 2"


@rule("classes", 2)
def named_tuple(world: World) -> str:
    name = world.prefix + "Point"
    if isinstance(world.space.get(name), type):
        return f"{world.new()} = {name}({element(world)}, {element(world)})"
    return f"from collections import namedtuple\n{name} = namedtuple('{name}', 'p q')"

"""What lies outside of variables: files, modules, random numbers, arrays."""

from __future__ import annotations

import random
import sys

from ..world import LISTS, OTHERS, Refused, World, is_anything, is_int, is_ints, is_list
from .rules import rule
from .values import integer

FILES = ("one.txt", "two.txt")


@rule("core", 3)
def use_of_a_module(world: World) -> str:
    name = world.need(is_int)
    return world.one_of(
        f"import math\n{world.new()} = math.floor({name} / 2)",
        f"from math import sqrt as root\n{world.new()} = int(root(abs({name})))",
        f"import copy\n{world.new()} = copy.deepcopy({world.need(is_anything)})",
        f"import itertools\n{world.new(LISTS)} = list(itertools.chain({world.need(is_list)}, [1]))",
        f"from collections import Counter\n{world.new()} = dict(Counter({world.need(is_ints)}))",
        f"import json\n{world.new()} = json.loads(json.dumps({world.need(is_ints)}))",
        f"from collections import defaultdict\n{world.new(OTHERS)} = defaultdict(list, p=[1])",
    )


@rule("files", 10)
def write_file(world: World) -> str:
    path = world.random.choice(FILES)
    if path not in world.files:
        world.files.append(path)
    value = world.need(is_ints)
    return world.one_of(
        f"with open({path!r}, 'w') as file:\n    file.write(str({value}))",
        f"from pathlib import Path\nlength = Path({path!r}).write_text(str({value}))",
        f"with open({path!r}, 'a') as file:\n    print({value}, file=file)",
        f"path = {path!r}\nwith open(path, 'w') as file:\n    file.write(str({value}))",
    )


@rule("files", 12)
def read_file(world: World) -> str:
    if not world.files:
        raise Refused("no file")
    path = world.random.choice(world.files)
    name = world.new(OTHERS)
    return world.one_of(
        f"{name} = open({path!r}).read()",
        f"with open({path!r}) as file:\n    {name} = len(file.read())",
        f"from pathlib import Path\n{name} = Path({path!r}).read_text()",
        f"import os\n{name} = os.path.exists({path!r})",
    )


@rule("random", 8)
def seed(world: World) -> str:
    return f"import random\nrandom.seed({world.random.randint(0, 9)})"


@rule("random", 12)
def draw(world: World) -> str:
    if not any("random.seed" in source for source in world.done):
        raise Refused("not seeded")
    name = world.new()
    return "import random\n" + world.one_of(
        f"{name} = random.randint(0, 99)",
        f"{name} = random.choice({world.need(is_ints)})",
        f"random.shuffle({world.need(is_list)})",
        f"{name} = [random.random() < 0.5 for _ in range(3)]",
    )


@rule("random", 4)
def own_generator(world: World) -> str:
    name = world.prefix + "rng"
    if isinstance(world.space.get(name), random.Random) and world.chance(0.8):
        return f"{world.new()} = {name}.randint(0, 99)"
    return f"import random\n{name} = random.Random({integer(world)})"


def is_array(value: object) -> bool:
    numpy = sys.modules.get("numpy")
    return numpy is not None and isinstance(value, numpy.ndarray) and value.ndim == 1


@rule("numpy", 12)
def new_array(world: World) -> str:
    return f"import numpy as np\n{world.new(LISTS)} = np." + world.one_of(
        f"arange({world.random.randint(2, 6)})",
        f"array({world.need(is_ints)})",
        "zeros(4, dtype=int)",
        f"array([{integer(world)}, {integer(world)}])",
    )


@rule("numpy", 22)
def of_array(world: World) -> str:
    name = world.need(is_array)
    return world.one_of(
        f"{world.new(LISTS)} = {name}[1:]",
        f"{world.new(LISTS)} = {name}[::2]",
        f"{world.new(LISTS)} = {name} + {integer(world)}",
        f"{world.new(LISTS)} = {name}.copy()",
        f"{world.new(LISTS)} = {name}.reshape(-1)",
        f"{world.new(LISTS)} = {name}[{name} > 2]",
        f"{name}[0] = {integer(world)}",
        f"{name} += {integer(world)}",
        f"{name}[1:] *= 2",
        f"{name}.sort()",
        f"{name}.fill({integer(world)})",
        f"np.add({name}, 1, out={name})",
        f"{world.new()} = int({name}.sum())",
        f"{world.new()} = {name}.tolist()",
    )


@rule("numpy", 3)
def numpy_draw(world: World) -> str:
    if not any("np.random.seed" in source for source in world.done):
        return f"import numpy as np\nnp.random.seed({integer(world)})"
    return f"import numpy as np\n{world.new()} = int(np.random.randint(0, 99))"

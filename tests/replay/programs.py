"""Random programs, as notebooks, that Run All runs without an exception."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from . import grammar
from .showing import show
from .world import Refused, World

CORE = ("core",)
"""Features of programs of which nothing may be told."""
LIKELY = {"awkward": 0.1}
"""The share of programs that use a feature, where it is not 0.4."""
ALL = ("core", "classes", "files", "random", "numpy", "awkward")


@dataclass(frozen=True)
class ProgramCell:
    type: str
    tags: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class ProgramStep:
    name: str
    statements: tuple[str, ...]
    split: int = 0
    """The number of statements of a first cell of its own; 0 for one cell only."""


@dataclass(frozen=True)
class Program:
    steps: tuple[ProgramStep, ...]

    def cells(self) -> list[ProgramCell]:
        cells = []
        for step in self.steps:
            parts = [step.statements[: step.split], step.statements[step.split :]]
            tags: tuple[str, ...] = (f"step:{step.name}",)
            for part in parts:
                if part:
                    cells.append(ProgramCell("code", tags, "\n".join(part)))
                    tags = ()
        return cells

    def without_step(self, index: int) -> Program:
        return Program(self.steps[:index] + self.steps[index + 1 :])

    def with_step(self, index: int, **changes: Any) -> Program:
        step = replace(self.steps[index], **changes)
        return Program((*self.steps[:index], step, *self.steps[index + 1 :]))

    def with_merged(self, index: int) -> Program:
        """Make one step of this one and the next."""
        one, other = self.steps[index : index + 2]
        merged = ProgramStep(one.name, one.statements + other.statements)
        return Program((*self.steps[:index], merged, *self.steps[index + 2 :]))

    def text(self) -> str:
        return "\n".join(
            f"# %% {' '.join(cell.tags)}".rstrip() + f"\n{cell.source}" for cell in self.cells()
        )


def program(seed: int, features: Iterable[str] = ALL) -> Program:
    """Return the program of a seed, which uses some of the features."""
    generator = random.Random(seed)
    chosen = [
        each for each in features if each == "core" or generator.random() < LIKELY.get(each, 0.4)
    ]
    with _states_kept():
        world = World(generator, chosen)
        try:
            return Program(tuple(_steps(world, generator.randint(3, 9))))
        finally:
            world.close()


def branches(seed: int, number: int, features: Iterable[str] = CORE) -> Program:
    """Return programs that have nothing to do with each other, mixed into one."""
    generator = random.Random(seed)
    with _states_kept():
        worlds = [World(generator, features, f"{'pqrs'[index]}_") for index in range(number)]
        try:
            chains = [_steps(world, generator.randint(2, 4)) for world in worlds]
        finally:
            for world in worlds:
                world.close()
    mixed: list[ProgramStep] = []
    while any(chains):
        chain = generator.choice([each for each in chains if each])
        mixed.append(chain.pop(0))
    return Program(tuple(mixed))


def _steps(world: World, number: int) -> list[ProgramStep]:
    steps = []
    for index in range(number):
        statements = []
        for _ in range(world.random.randint(1, 5)):
            try:
                statements.append(grammar.statement(world))
            except Refused:
                continue
        last = index == number - 1
        statements += show(world, 12 if last else world.random.randint(1, 4))
        if not statements or not statements[-1].startswith("print("):
            statements.append("print()")  # what is shown at the end of a cell may be an address
        split = world.random.randint(1, len(statements)) if world.chance(0.2) else 0
        steps.append(ProgramStep(f"{world.prefix}s{index}", tuple(statements), split))
    return steps


class _states_kept:
    """Programs use the generators of this process while they are made."""

    def __enter__(self) -> None:
        self._random = random.getstate()
        numpy = sys.modules.get("numpy")
        self._numpy = numpy.random.get_state() if numpy else None

    def __exit__(self, *error: object) -> None:
        random.setstate(self._random)
        if self._numpy is not None:
            sys.modules["numpy"].random.set_state(self._numpy)

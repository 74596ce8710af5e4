"""Makes a failing program as small as it can be while it still fails."""

from __future__ import annotations

from collections.abc import Callable

from .programs import Program


def minimise(program: Program, fails: Callable[[Program], bool], passes: int = 6) -> Program:
    """Return a part of the program that fails, with no step or statement that can be left out."""
    for _ in range(passes):
        before = program
        program = _without_steps(program, fails)
        program = _without_statements(program, fails)
        program = _merged(program, fails)
        if program == before:
            break
    return program


def _without_steps(program: Program, fails: Callable[[Program], bool]) -> Program:
    for index in reversed(range(len(program.steps))):
        smaller = program.without_step(index)
        if smaller.steps and fails(smaller):
            program = smaller
    return program


def _without_statements(program: Program, fails: Callable[[Program], bool]) -> Program:
    for index in reversed(range(len(program.steps))):
        if program.steps[index].split and fails(program.with_step(index, split=0)):
            program = program.with_step(index, split=0)
        for place in reversed(range(len(program.steps[index].statements))):
            statements = program.steps[index].statements
            rest = statements[:place] + statements[place + 1 :]
            smaller = program.with_step(index, statements=rest, split=0)
            if rest and fails(smaller):
                program = smaller
    return program


def _merged(program: Program, fails: Callable[[Program], bool]) -> Program:
    for index in reversed(range(len(program.steps) - 1)):
        smaller = program.with_merged(index)
        if fails(smaller):
            program = smaller
    return program

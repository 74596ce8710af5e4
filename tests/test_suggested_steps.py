"""The promise, on what is suggested: cases, examples and programs without their tags."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from notebook_cases import Case, Cell, read_cases
from replay.harness import Harness
from replay.planner import Planner, SuggestedPlan
from replay.programs import ALL, CORE, Program, ProgramCell, branches, program
from replay.verdict import describe
from test_run_all_cases import Harnesses, skip_if_it_cannot_run

CASES = read_cases(Path(__file__).parent / "notebooks")
KEPT = ("skip", "raises-exception")
"""Tags that say what a cell is, whoever suggests what."""
PROGRAMS = int(os.environ.get("CELLWAY_PROGRAMS", "1000")) // 20
FIRST_SEED = 1

each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.group}:{case.name}")


@pytest.fixture(scope="module")
def harnesses(tmp_path_factory: pytest.TempPathFactory, planner: Planner) -> Iterator[Harnesses]:
    with closing(Harnesses(tmp_path_factory.mktemp("replays"), planner)) as harnesses:
        yield harnesses


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory, planner: Planner) -> Iterator[Harness]:
    folder = tmp_path_factory.mktemp("programs")
    with closing(Harness(folder, planner, "numpy", plain=True)) as harness:
        yield harness


def untagged(case: Case) -> list[Cell]:
    return [
        replace(cell, tags=tuple(tag for tag in cell.tags if tag in KEPT)) for cell in case.cells
    ]


def sources(cells: list[Cell], plan: SuggestedPlan) -> list[str]:
    """The sources that Run All runs: it leaves out what is skipped, here and there."""
    return [
        cell.source
        if cell.type == "code" and "skip" not in cell.tags and index not in plan["skipped"]
        else ""
        for index, cell in enumerate(cells)
    ]


@each_case
def test_a_case_shows_what_run_all_shows(
    case: Case, harnesses: Harnesses, planner: Planner
) -> None:
    skip_if_it_cannot_run(case)
    cells = untagged(case)
    plan = planner.suggest(cells)
    run = sources(cells, plan)
    harness = harnesses.of(case)
    outcome = harness.run_all(run, case.files, case.may_raise())
    trial = harness.trial(plan, outcome, run, None, case.files)
    assert not trial.untold(), f"{case.name}: {case.about}\n{trial.report()}"


def bare(made: Program) -> list[ProgramCell]:
    return [replace(cell, tags=()) for cell in made.cells()]


def test_programs_show_what_run_all_shows(plain: Harness, planner: Planner) -> None:
    steps = 0
    for seed in range(FIRST_SEED, FIRST_SEED + PROGRAMS):
        cells = bare(program(seed, CORE if seed % 2 else ALL))
        run = [cell.source for cell in cells]
        plan = planner.suggest(cells)
        outcome = plain.run_all(run)
        if outcome.errors:
            continue
        trial = plain.trial(plan, outcome, run, None if seed % 2 else seed)
        assert not trial.untold(), f"seed {seed}:\n{trial.report()}"
        steps += len(plan["pipeline"]["steps"])
    assert steps > 1.5 * PROGRAMS, "Programs of one step show nothing."


@pytest.mark.parametrize("number", [2, 3])
def test_programs_side_by_side_are_steps_side_by_side(number: int, planner: Planner) -> None:
    mixed = steps = 0
    for seed in range(FIRST_SEED, FIRST_SEED + max(1, PROGRAMS // 2)):
        made = branches(seed, number)
        plan = planner.suggest(bare(made))
        chains = chains_of(made, plan)
        for step in plan["pipeline"]["steps"]:
            own = chains[step["id"]]
            steps += 1
            mixed += len(own) > 1
            strange = [each for each in step["after"] if not own & chains[each]]
            assert not strange, f"seed {seed}: {step['id']}\n{made.text()}\n{describe(plan)}"
    assert mixed <= 0.1 * steps, f"{mixed} of {steps} steps are of several programs"


def chains_of(made: Program, plan: SuggestedPlan) -> dict[str, set[str]]:
    """Return the programs, of those mixed into one, that each step has cells of."""
    chain = ""
    of_cell = []
    for cell in made.cells():
        chain = cell.tags[0].removeprefix("step:")[0] if cell.tags else chain
        of_cell.append(chain)
    return {
        step["id"]: {of_cell[each["cell"]] for each in step["cells"]}
        for step in plan["pipeline"]["steps"]
    }

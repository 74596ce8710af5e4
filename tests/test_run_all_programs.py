"""The promise, on random programs: what a pipeline shows is what Run All shows, or is told.

`CELLWAY_PROGRAMS` is the number of programs, `CELLWAY_SEED` the first seed, or `random`: a failure
names the seed of its program, and `CELLWAY_PROGRAMS=1 CELLWAY_SEED=…` repeats it.
"""

from __future__ import annotations

import os
import random
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from conftest import SUMMARY
from replay.census import KINDS, census
from replay.harness import Harness, Trial
from replay.minimise import minimise
from replay.planner import Plan, Planner, PlannerCrash
from replay.programs import ALL, CORE, Program, branches, program
from replay.verdict import TELLING, ancestors, describe, told_cells

pytestmark = pytest.mark.long


def _first_seed() -> int:
    """Return the same seed in every run, unless another one or any one is asked for."""
    seed = os.environ.get("CELLWAY_SEED", "1")
    return random.SystemRandom().randrange(10**6) if seed == "random" else int(seed)


PROGRAMS = int(os.environ.get("CELLWAY_PROGRAMS", "1000"))
FIRST_SEED = _first_seed()
LANES = 2
PARSING = threading.Lock()
"""Python 3.11 counts the depth of trees for all threads together."""
MANY = 200
"""So few programs may lack something."""
SHARE_OF_KIND = 0.05
"""The share of programs, at least, that have each kind of statement."""
MINIMISED = 3
"""So many failing programs are made small and shown."""

# Nothing may be told of a program in this grammar: assignments, containers in containers,
# changes through aliases and functions, comprehensions, closures, lambdas, defaults,
# generators, branches, loops, exceptions, deletions, global variables, a few modules.
CORE_GRAMMAR = CORE


@dataclass
class Results:
    """What came out of all programs."""

    programs: int = 0
    cells: int = 0
    failing: list[int] = field(default_factory=list)
    crashed: dict[int, str] = field(default_factory=dict)
    raising: list[int] = field(default_factory=list)
    told_in_core: list[tuple[int, str]] = field(default_factory=list)
    told: int = 0
    told_and_different: int = 0
    needless: list[tuple[int, str]] = field(default_factory=list)
    found: Counter[str] = field(default_factory=Counter)
    """How often each kind of statement stands in the programs."""
    programs_with: Counter[str] = field(default_factory=Counter)

    def lines(self) -> Iterator[str]:
        """Give what a person may want to know of a run."""
        yield f"{self.programs} programs, {self.cells} cells, CELLWAY_SEED={FIRST_SEED}"
        yield f"told of {self.told} cells, of which {self.told_and_different} differ"
        for kind in KINDS:
            yield f"{self.found[kind]:7} {kind}, in {self.programs_with[kind]} programs"


class Runner:
    """Makes and runs programs, with servers of its own for each lane."""

    def __init__(self, folder: Path, planner: Planner) -> None:
        self.planner = planner
        self.lanes = [
            Harness(folder / f"{lane}", planner, "numpy", plain=True) for lane in range(LANES)
        ]
        self.results = Results()

    def close(self) -> None:
        for lane in self.lanes:
            lane.close()

    def made(self, seed: int) -> Program:
        return program(seed, CORE_GRAMMAR if seed % 2 else ALL)

    def trial(self, made: Program, seed: int, order: int | None, lane: int = 0) -> Trial:
        cells = made.cells()
        return self.lanes[lane].run(cells, [cell.source for cell in cells], order)

    def order(self, seed: int) -> int | None:
        """Half of the programs run in a random order of their steps, half the last step first."""
        return seed if seed // 2 % 2 else None

    def run(self, made: Program, seed: int, lane: int) -> None:
        results = self.results
        results.programs += 1
        try:
            trial = self.trial(made, seed, self.order(seed), lane)
        except PlannerCrash as crash:
            results.crashed[seed] = str(crash)
            return
        if trial.outcome.errors:
            results.raising.append(seed)
            return
        results.cells += len(trial.outcome.outputs)
        with PARSING:
            kinds = census(trial.sources)
        results.found.update(kinds)
        results.programs_with.update(set(kinds))
        if trial.untold():
            results.failing.append(seed)
        marked = {each["cell"] for each in telling(trial)}
        if marked:
            results.told += len(marked)
            if seed % 2:
                results.told_in_core.append((seed, describe(trial.plan)))
            right = marked & self.rightly_told(made, seed, trial, lane)
            results.told_and_different += len(right)
            if marked - right:
                results.needless.append((seed, describe(trial.plan)))

    def rightly_told(self, made: Program, seed: int, trial: Trial, lane: int) -> set[int]:
        """Return the cells told of that matter in some order of the steps."""
        trials = [trial, *(self.trial(made, seed, order, lane) for order in (None, 1, 2))]
        wrong = {difference.cell for each in trials for difference in each.differences()}
        right: set[int] = set()
        for each in telling(trial):
            alone: Plan = {"pipeline": trial.plan["pipeline"], "diagnostics": [each]}
            if wrong & told_cells(alone):
                right.add(each["cell"])
        return right

    def small(self, seed: int) -> str:
        """Return the report of a failing program, as small as it can be."""
        order = self.order(seed)

        def fails(smaller: Program) -> bool:
            try:
                trial = self.trial(smaller, seed, order)
            except PlannerCrash:
                return False
            if trial.outcome.errors or not trial.untold():
                return False
            return self.trial(smaller, seed, order).outcome == trial.outcome  # no chance in it

        smallest = minimise(self.made(seed), fails)
        report = self.trial(smallest, seed, order).report()
        return f"seed {seed}:\n{smallest.text()}\n{report}"


def telling(trial: Trial) -> list[dict[str, Any]]:
    return [
        each
        for each in trial.plan["diagnostics"]
        if each["severity"] in TELLING and each.get("cell") is not None
    ]


@pytest.fixture(scope="module")
def runner(
    tmp_path_factory: pytest.TempPathFactory, planner: Planner, request: pytest.FixtureRequest
) -> Iterator[Runner]:
    pytest.importorskip("numpy")
    with closing(Runner(tmp_path_factory.mktemp("programs"), planner)) as runner:
        with ExitStack() as stack:
            lanes = [stack.enter_context(ThreadPoolExecutor(1)) for _ in range(LANES)]
            waiting = []
            for seed in range(FIRST_SEED, FIRST_SEED + PROGRAMS):
                lane = seed // 4 % LANES
                waiting.append(lanes[lane].submit(runner.run, runner.made(seed), seed, lane))
            for each in waiting:
                each.result()
        request.config.stash.setdefault(SUMMARY, []).extend(runner.results.lines())
        yield runner


def test_pipelines_of_programs_show_what_run_all_shows(runner: Runner) -> None:
    failing = runner.results.failing
    shown = [runner.small(seed) for seed in failing[:MINIMISED]]
    assert not failing, f"{len(failing)} programs of seeds {failing}\n\n" + "\n\n".join(shown)


def test_every_program_has_a_pipeline(runner: Runner) -> None:
    crashed = runner.results.crashed
    assert not crashed, "\n\n".join(
        f"seed {seed}:\n{runner.made(seed).text()}\n{text}" for seed, text in crashed.items()
    )


def test_programs_run(runner: Runner) -> None:
    """The generator runs every statement, so that there is nearly nothing to leave out."""
    assert len(runner.results.raising) <= PROGRAMS / 100


def test_programs_have_something_of_everything(runner: Runner) -> None:
    results = runner.results
    rare = [kind for kind in KINDS if results.programs_with[kind] < SHARE_OF_KIND * PROGRAMS]
    assert not rare or PROGRAMS < MANY, "\n".join(results.lines())


def test_nothing_is_told_of_programs_in_the_core_grammar(runner: Runner) -> None:
    told = runner.results.told_in_core
    assert not told, "\n\n".join(
        f"seed {seed}:\n{runner.made(seed).text()}\n{text}" for seed, text in told[:MINIMISED]
    )


def test_little_is_told_and_it_is_true(runner: Runner) -> None:
    results = runner.results
    assert results.told <= 0.03 * results.cells, f"{results.told} of {results.cells} cells"
    needless = "\n\n".join(
        f"seed {seed}:\n{runner.made(seed).text()}\n{text}"
        for seed, text in results.needless[:MINIMISED]
    )
    share = f"{results.told_and_different} of {results.told} cells told"
    assert results.told_and_different >= 0.8 * results.told, f"{share}\n\n{needless}"


@pytest.mark.parametrize("number", [2, 3, 4])
def test_programs_side_by_side_do_not_wait_for_each_other(number: int, planner: Planner) -> None:
    waits: list[str] = []
    longest = steps = 0
    for seed in range(FIRST_SEED, FIRST_SEED + max(1, PROGRAMS // 20)):
        made = branches(seed, number)
        plan = planner.plan(made.cells())
        above = ancestors(plan["pipeline"])
        for step, earlier in above.items():
            waits += [
                f"seed {seed}: {step} waits for {each}\n{made.text()}\n{describe(plan)}"
                for each in sorted(earlier)
                if each[0] != step[0]
            ]
        steps += len(above)
        longest += max(_depth(plan["pipeline"]["steps"]).values())
    assert not waits, "\n\n".join(waits[:MINIMISED])
    assert longest <= steps / number * 1.6


def _depth(steps: list[dict[str, Any]]) -> dict[str, int]:
    """Return how many steps have to run one after the other until each has run."""
    depth: dict[str, int] = {}
    for step in steps:
        depth[step["id"]] = 1 + max((depth[each] for each in step["after"]), default=0)
    return depth

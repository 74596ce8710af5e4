"""The promise, on random programs, through the whole engine: run, run again, ended and resumed.

`CELLWAY_ENGINE_PROGRAMS` is the number of programs, `CELLWAY_SEED` the first seed, or `random`.
"""

from __future__ import annotations

import json
import os
import random
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from engine.homes import Homes, emptied
from engine.runs import Engine, EngineCrash, Ran
from notebook_cases import Case, Cell, to_ipynb
from replay.planner import Plan
from replay.programs import ALL, Program, program
from replay.verdict import ancestors, describe, differences, report
from run_all import Outcome, RunAll
from test_run_all_programs import FIRST_SEED

pytestmark = pytest.mark.long

PROGRAMS = int(os.environ.get("CELLWAY_ENGINE_PROGRAMS", "100"))
SEEDS = range(FIRST_SEED, FIRST_SEED + PROGRAMS)
KILLED = SEEDS[:: max(1, PROGRAMS // 5)]
"""Of these the engine is killed, which each needs one of its own for; of the others the run."""
AT_ONCE = 3
APPENDING = ", 'a') as file"
DONE = ("succeeded", "cached")
BEGUN = (*DONE, "failed")


class Trials:
    """Runs programs; what is wrong with each is a text."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._oracle = RunAll("numpy")
        self._lock = threading.Lock()
        self._homes = Homes(folder, AT_ONCE)
        self._engine = Engine(folder)

    def close(self) -> None:
        self._engine.close()
        self._oracle.close()

    def problems(self, seed: int, made: Program) -> list[str]:
        sources = [cell.source for cell in made.cells()]
        with self._lock:
            expected = self._oracle.run(emptied(self._folder / f"{seed}"), sources)
        if expected.errors:
            return []
        with self._homes.one() as home:
            notebook = write(made, home)
            ran = self._engine.run(notebook)
            again = self._engine.run(notebook) if ran.status == "succeeded" else None
            resumed = self._resumed(write(made, emptied(home)), seed, ran)
        assert ran.plan is not None
        found = [
            f"{what}: {problem}"
            for what, each in (("run", ran), ("resumed", resumed))
            if (problem := wrong(expected, each, ran.plan, sources))
        ]
        if again and (problem := wrong_again(ran, again, sources)):
            found.append(f"run again: {problem}")
        return [f"seed {seed}, {each}\n{made.text()}" for each in found]

    def _resumed(self, notebook: Path, seed: int, whole: Ran) -> Ran:
        """Run a program that is ended as some step begins, and resumed then."""
        begun = sum(status in BEGUN for status in whole.steps.values())
        step = random.Random(seed).randint(1, begun)
        if seed not in KILLED:
            cancelled = self._engine.run(notebook, cancelAt=step)
            if cancelled.status != "cancelled":
                return cancelled  # it was too fast
            return self._engine.resume(cancelled.handle)
        folder = emptied(self._folder / f"engine-{seed}")
        with closing(Engine(folder, like=self._engine)) as engine, pytest.raises(EngineCrash):
            engine.run(notebook, id="killed", dieAt=step)
        place = str(notebook.parent / ".cellway")
        try:
            return self._engine.resume({"engine": "local", "id": "killed", "place": place})
        except EngineCrash as crash:
            if "are done" in str(crash):
                return whole  # it was too fast
            raise


def write(made: Program, home: Path) -> Path:
    cells = tuple(Cell("code", cell.tags, cell.source) for cell in made.cells())
    case = Case("program", "programs", "", cells, {}, (), (), None)
    notebook = home / "program.ipynb"
    notebook.write_text(json.dumps(to_ipynb(case)), encoding="utf-8")
    return notebook


def wrong(expected: Outcome, ran: Ran, plan: Plan, sources: list[str]) -> str | None:
    """Say where a run shows something else than Run All, and nothing is told of it."""
    told = [*plan["diagnostics"], *ran.told]
    plan = {"pipeline": plan["pipeline"], "diagnostics": told}
    found = differences(expected, ran.shown(), plan)
    # That is the fault of a step that failed, which is among the others.
    not_reached = {
        each["cell"]
        for step in plan["pipeline"]["steps"]
        for each in step["cells"]
        if ran.steps[step["id"]] not in BEGUN
    }
    if any(not each.told and each.cell not in not_reached for each in found):
        return report(found, plan, sources, list(ran.steps))
    if not found and set(ran.steps.values()) - set(DONE):
        return f"{ran.status}, steps {ran.steps}"
    return None


def wrong_again(first: Ran, again: Ran, sources: list[str]) -> str | None:
    """Say what a second run has executed needlessly, and where it shows something else.

    A step that appends to a file finds more in it each time, as in Run All.
    """
    assert first.plan is not None
    steps = first.plan["pipeline"]["steps"]
    told = {each.get("cell") for each in (*first.told, *first.plan["diagnostics"])}
    untold = {
        step["id"]
        for step in steps
        if not any(
            each["cell"] in told or APPENDING in sources[each["cell"]] for each in step["cells"]
        )
    }
    above = ancestors(first.plan["pipeline"])
    cacheable = [step for step in untold if above[step] <= untold]
    executed = [step for step in cacheable if again.steps[step] != "cached"]
    if executed:
        return f"{executed} of {again.steps} executed, told {first.told}\n{describe(first.plan)}"
    cells = [each["cell"] for step in steps if step["id"] in cacheable for each in step["cells"]]
    outputs = first.shown().outputs, again.shown().outputs
    changed = [cell for cell in cells if outputs[0][cell] != outputs[1][cell]]
    return f"cells {changed} show something else" if changed else None


@pytest.fixture(scope="module")
def trials(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trials]:
    pytest.importorskip("numpy")
    with closing(Trials(tmp_path_factory.mktemp("engine"))) as trials:
        yield trials


def test_programs_show_what_run_all_shows(trials: Trials) -> None:
    print(f"CELLWAY_SEED={FIRST_SEED} CELLWAY_ENGINE_PROGRAMS={PROGRAMS}")
    programs = [program(seed, ALL) for seed in SEEDS]  # which changes this process's folder
    with ThreadPoolExecutor(AT_ONCE) as pool:
        problems = [text for found in pool.map(trials.problems, SEEDS, programs) for text in found]
    assert not problems, f"{len(problems)} of {PROGRAMS}\n\n" + "\n\n".join(problems[:3])

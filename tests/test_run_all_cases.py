"""The promise, on the notebook cases: what a pipeline shows is what Run All shows, or is told."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from notebook_cases import Case, Expectation, read_cases
from replay.harness import Harness
from replay.planner import Plan, Planner
from replay.replay import different_orders
from replay.verdict import ancestors, describe

pytestmark = pytest.mark.long

CASES = read_cases(Path(__file__).parent / "notebooks")
LIBRARIES = ("numpy", "pandas", "sklearn.linear_model", "matplotlib.pyplot")
ORDERS = (1, None)
"""Of the steps: one at random, and the last of the notebook first wherever that can be."""

each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.group}:{case.name}")


class Harnesses:
    """One with the libraries loaded and one without, made when they are needed."""

    def __init__(self, folder: Path, planner: Planner) -> None:
        self._folder = folder
        self._planner = planner
        self._made: dict[bool, Harness] = {}

    def of(self, case: Case) -> Harness:
        with_libraries = case.group.startswith("lib_")
        if with_libraries not in self._made:
            folder = self._folder / str(with_libraries)
            loaded = LIBRARIES if with_libraries else ()
            self._made[with_libraries] = Harness(folder, self._planner, *loaded)
        return self._made[with_libraries]

    def close(self) -> None:
        for harness in self._made.values():
            harness.close()


@pytest.fixture(scope="module")
def harnesses(tmp_path_factory: pytest.TempPathFactory, planner: Planner) -> Iterator[Harnesses]:
    with closing(Harnesses(tmp_path_factory.mktemp("replays"), planner)) as harnesses:
        yield harnesses


def sources(case: Case) -> list[str]:
    """The sources that Run All runs: those of skipped cells and of texts are empty."""
    steps = zip(case.cells, case.steps(), strict=True)
    return ["" if step is None else cell.source for cell, step in steps]


def may_differ(case: Case) -> set[int]:
    """The cells whose output may differ: of steps that are told something, and of later ones."""
    steps = case.steps()
    first = min((steps.index(told.step) for told in case.told), default=len(steps))
    return set(range(first, len(steps)))


def ids(case: Case, plan: Plan, step: str) -> set[str]:
    """The steps of the pipeline that run cells of this step of the case.

    Imports, functions and parameters have no step where nothing is left to run.
    """
    cells = {index for index, name in enumerate(case.steps()) if name == step}
    return {
        each["id"]
        for each in plan["pipeline"]["steps"]
        if any(cell["cell"] in cells for cell in each["cells"])
    }


def holds(case: Case, plan: Plan, expectation: Expectation) -> bool:
    above = ancestors(plan["pipeline"])
    own = ids(case, plan, expectation.step)
    others = ids(case, plan, expectation.other) if expectation.other else set()
    if expectation.kind == "after":
        return any(above[step] & others for step in own)
    if expectation.kind == "apart":
        return not any(above[step] & others for step in own)
    flows = [
        flow
        for step in plan["pipeline"]["steps"]
        if step["id"] in own
        for flow in step["reads"]
        if flow["name"] == expectation.name
    ]
    outside = {flow["from"] for flow in flows} - own
    return bool(outside & others) if expectation.other else not outside


def skip_if_it_cannot_run(case: Case) -> None:
    prefix, _, version = case.group.partition("_")
    if prefix == "syntax" and version > f"{sys.version_info[0]}{sys.version_info[1]}":
        pytest.skip(f"needs Python {version}")
    if prefix == "lib":
        pytest.importorskip("sklearn")


@each_case
def test_a_case_shows_what_run_all_shows(
    case: Case, harnesses: Harnesses, planner: Planner
) -> None:
    skip_if_it_cannot_run(case)
    harness = harnesses.of(case)
    plan = planner.plan(case.cells)
    outcome = harness.run_all(sources(case), case.files, case.may_raise())
    allowed = may_differ(case)
    for seed in different_orders(plan["pipeline"], ORDERS):
        trial = harness.trial(plan, outcome, sources(case), seed, case.files)
        wrong = [each for each in trial.untold() if each.cell not in allowed]
        assert not wrong, f"{case.name}: {case.about}\n{trial.report()}"


@each_case
def test_the_pipeline_of_a_case_is_as_expected(case: Case, planner: Planner) -> None:
    plan = planner.plan(case.cells)
    wrong = [str(each) for each in case.expectations if not holds(case, plan, each)]
    told = _told(case, plan)
    wrong += [
        f"told {each.code} in {each.step}"
        for each in case.told
        if (each.code, each.step) not in told
    ]
    assert not wrong, f"{case.name}: not so: {'; '.join(wrong)}\n{describe(plan)}\n" + "\n".join(
        f"# %% {' '.join(cell.tags)}\n{cell.source}" for cell in case.cells
    )


def _told(case: Case, plan: Plan) -> Sequence[tuple[str, str | None]]:
    steps = case.steps()
    return [
        (each["code"], steps[each["cell"]])
        for each in plan["diagnostics"]
        if each.get("cell") is not None
    ]

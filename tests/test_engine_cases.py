"""The promise, through the whole engine: real runner processes, the store, the executed notebook.

Every case is replayed, step by step, by test_run_all_cases.py; here a part of them runs as
`cellway run` runs them: about a third of each group, and all of which something is told.
`CELLWAY_CASES=all` runs all.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from engine.homes import Homes, emptied
from engine.runs import Engine, Ran
from notebook_cases import Case, read_cases, to_ipynb
from replay.planner import Plan
from replay.verdict import differences, report
from run_all import Outcome, RunAll
from test_run_all_cases import LIBRARIES, may_differ, skip_if_it_cannot_run, sources

pytestmark = pytest.mark.long

SHARE = 3
AT_ONCE = 3
"""Notebooks that run at the same time."""


def chosen() -> list[Case]:
    """Return every third case, of all groups in turn, and those with something rare."""
    cases = read_cases(Path(__file__).parent / "notebooks")
    if os.environ.get("CELLWAY_CASES") == "all":
        return cases
    seen: set[str] = set()
    kept = []
    for index, case in enumerate(cases):
        rare = rarities([case])
        if index % SHARE == 0 or case.told or case.raises or rare - seen:
            kept.append(case)
            seen |= rare
    return kept


def rarities(cases: Iterable[Case]) -> set[str]:
    """Return the groups, the kinds of tags and the diagnostics of cases."""
    tags = {tag.partition(":")[0] for case in cases for cell in case.cells for tag in cell.tags}
    told = {told.code for case in cases for told in case.told}
    return tags | told | {case.group for case in cases}


CASES = chosen()


class Runs:
    """Runs the cases that are asked for, several at once, and Run All beside them."""

    def __init__(self, folder: Path, engine: Engine | None = None) -> None:
        self._folder = folder
        self._engine = engine or Engine(folder)
        self._oracles = {False: RunAll(), True: RunAll(*LIBRARIES)}
        self._homes = Homes(folder, AT_ONCE)
        self._pool = ThreadPoolExecutor(AT_ONCE)
        self._ran: dict[str, Future[Ran]] = {}

    def close(self) -> None:
        self._pool.shutdown(cancel_futures=True)
        self._engine.close()
        for oracle in self._oracles.values():
            oracle.close()

    def start(self, case: Case) -> None:
        self._ran[case.name] = self._pool.submit(self._run, case)

    def _run(self, case: Case) -> Ran:
        with self._homes.one() as home:
            return self._engine.run(write(case, home))

    def start_all(self, request: pytest.FixtureRequest) -> None:
        """Start the cases of all tests of a module that will be run."""
        for item in request.session.items:
            if isinstance(item, pytest.Function) and item.module is request.module:
                callspec = getattr(item, "callspec", None)
                if callspec is not None:
                    self.start(callspec.params["case"])

    def ran(self, case: Case) -> Ran:
        if case.name not in self._ran:
            self.start(case)
        return self._ran[case.name].result()

    def expected(self, case: Case) -> Outcome:
        home = emptied(self._folder / case.name)
        write(case, home)
        return self._oracles[case.group.startswith("lib_")].run(
            home, sources(case), may_raise=case.may_raise()
        )


def write(case: Case, home: Path) -> Path:
    for name, content in case.files.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_bytes(content)
    notebook = home / f"{case.name}.ipynb"
    notebook.write_text(json.dumps(to_ipynb(case)), encoding="utf-8")
    return notebook


@pytest.fixture(scope="module")
def runs(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Runs]:
    with closing(Runs(tmp_path_factory.mktemp("engine"))) as runs:
        runs.start_all(request)
        yield runs


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.group}:{case.name}")
def test_a_case_shows_what_run_all_shows(case: Case, runs: Runs) -> None:
    skip_if_it_cannot_run(case)
    check(case, runs)


def check(case: Case, runs: Runs) -> None:
    """Check that a case shows what Run All shows, or is told that it does not."""
    expected, ran = runs.expected(case), runs.ran(case)
    assert ran.plan is not None
    told = [*ran.plan["diagnostics"], *ran.told]
    plan: Plan = {"pipeline": ran.plan["pipeline"], "diagnostics": told}
    found = differences(expected, ran.shown(), plan)
    allowed = may_differ(case)
    wrong = [each for each in found if not each.told and each.cell not in allowed]
    order = list(ran.steps)
    assert not wrong, f"{case.name}: {case.about}\n{report(found, plan, sources(case), order)}"
    assert ran.status == ("failed" if ran.failures else "succeeded")


def test_there_are_many_of_every_kind() -> None:
    everything = read_cases(Path(__file__).parent / "notebooks")
    assert len(CASES) >= 200
    assert rarities(CASES) == rarities(everything)

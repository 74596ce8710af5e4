"""What a quick fix or an action does to the code of a notebook leaves Run All as it was."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from notebook_cases import Case, read_cases
from replay.planner import Planner
from run_all import Outcome, RunAll

CASES = [
    case
    for case in read_cases(Path(__file__).parent / "notebooks")
    if not case.group.startswith("lib_")
]
MEANT_TO_CHANGE = {"not-reproducible", "unsupported-magic"}
"""Seeds, and takes away what prints the state of a kernel."""


@pytest.fixture(scope="module")
def server() -> Iterator[RunAll]:
    with closing(RunAll()) as server:
        yield server


def run(server: RunAll, case: Case, folder: Path, sources: list[str]) -> Outcome:
    folder.mkdir()
    for name, content in case.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return server.run(folder, sources)


def test_run_all_shows_the_same_after_a_fix(
    server: RunAll, planner: Planner, tmp_path: Path
) -> None:
    wrong: list[str] = []
    done: set[str] = set()
    for case in CASES:
        fixes = planner.fixes(case.cells)
        changes = [each for each in fixes["fixed"] if each["code"] not in MEANT_TO_CHANGE]
        if not changes:
            continue
        before = run(server, case, tmp_path / case.name, fixes["before"])
        if before.errors:
            continue  # It mends what stops Run All itself.
        for number, fixed in enumerate(changes):
            folder = tmp_path / f"{case.name}-{number}"
            after = run(server, case, folder, fixed["after"])
            done.add(fixed["code"])
            if after.errors or "".join(after.outputs) != "".join(before.outputs):
                wrong.append(f"{case.group}:{case.name}: {fixed['title']}: {after}")
    assert wrong == []
    assert {"action", "not-storable"} <= done

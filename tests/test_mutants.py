"""Every rule of the analysis is needed: without it, some notebook case goes wrong.

The rules, and the edit that takes each away, are in `mutants.toml`.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from notebook_cases import read_cases
from replay.expectations import unmet
from replay.planner import MODULES, ROOT, Planner

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

MUTANTS: list[dict[str, Any]] = tomllib.loads((ROOT / "tests" / "mutants.toml").read_text())[
    "mutant"
]
CASES = read_cases(ROOT / "tests" / "notebooks")


def failing_case(folder: Path, root: Path) -> str | None:
    """Return the name of a case whose expectations the sources below `root` do not meet."""
    planner = Planner(folder, root)
    try:
        return next((case.name for case in CASES if unmet(case, planner.plan(case.cells))), None)
    finally:
        planner.close()


@pytest.fixture(scope="module")
def copied_sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sources, to be changed without touching the real ones."""
    root = tmp_path_factory.mktemp("mutant")
    shutil.copytree(ROOT / "src", root / "src", ignore=shutil.ignore_patterns("__tests__", "lab"))
    (root / "tests" / "replay").mkdir(parents=True)
    shutil.copy(ROOT / "tests" / "replay" / "planner.ts", root / "tests" / "replay")
    (root / "node_modules").symlink_to(MODULES)
    return root


def test_the_unchanged_analysis_meets_every_expectation(
    copied_sources: Path, tmp_path: Path
) -> None:
    assert failing_case(tmp_path, copied_sources) is None


@pytest.mark.parametrize("mutant", MUTANTS, ids=[each["rule"].split(":")[0] for each in MUTANTS])
def test_a_rule_that_is_taken_away_is_missed(
    mutant: dict[str, Any], copied_sources: Path, tmp_path: Path
) -> None:
    file = copied_sources / mutant["file"]
    source = file.read_text()
    assert source.count(mutant["find"]) == 1, "the text to replace must stand once in the file"
    file.write_text(source.replace(mutant["find"], mutant["replace"]))
    try:
        assert failing_case(tmp_path, copied_sources)
    finally:
        file.write_text(source)

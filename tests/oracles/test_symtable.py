"""The analysis against CPython: the scopes, names and definitions of real files.

Every file of the standard library, with its tests, and of three large packages.
"""

from __future__ import annotations

import gc
import os
import sysconfig
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from comparison import Comparison, compare_files
from facts_program import bundle

pytestmark = pytest.mark.long

PACKAGES = ["numpy", "pandas", "sklearn"]

# Files that the grammar itself does not understand, each with the reason.
NOT_UNDERSTOOD: dict[str, str] = {}


def python_files() -> list[Path]:
    paths = sysconfig.get_paths()
    library = Path(paths["stdlib"])
    files = [path for path in library.rglob("*.py") if "site-packages" not in path.parts]
    for package in PACKAGES:
        files += Path(paths["purelib"], package).rglob("*.py")
    return sorted(path for path in files if str(path) not in NOT_UNDERSTOOD)


@pytest.fixture(scope="session")
def comparison(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    command = bundle(tmp_path_factory.mktemp("oracle"))
    files = python_files()
    parts = min(4, os.cpu_count() or 1)
    total = Comparison()
    # Trees are large and have no cycles: to look for some takes longer than to parse.
    with ProcessPoolExecutor(parts, initializer=gc.disable) as pool:
        for part in pool.map(
            compare_files, [command] * parts, [files[index::parts] for index in range(parts)]
        ):
            total.add(part)
    return total


def test_every_scope_is_cpythons(
    comparison: Comparison, capsys: pytest.CaptureFixture[str]
) -> None:
    rate = comparison.characters / 1000 / max(comparison.parse_ms, 1)
    with capsys.disabled():
        print(
            f"\n{comparison.files} files ({comparison.refused} refused by CPython), "
            f"{comparison.scopes} scopes, {comparison.names} names, "
            f"{comparison.definitions} definitions, {comparison.detailed} files in detail: "
            f"{len(comparison.disagreements)} disagreements, {len(comparison.errors)} errors; "
            f"{rate:.1f} MB/s"
        )
    assert comparison.disagreements[:50] == []


def test_no_accepted_file_has_an_error(comparison: Comparison) -> None:
    assert comparison.errors[:50] == []


def test_the_comparison_is_not_empty(comparison: Comparison) -> None:
    assert comparison.files > 3000
    assert comparison.names > 500_000
    assert comparison.detailed > 100

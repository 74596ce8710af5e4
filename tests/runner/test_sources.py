"""The runner runs wherever the notebook's Python is: in an old one, and without packages."""

from __future__ import annotations

import ast
import re
import runpy
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from .steps import Runner, Workplace

ROOT = Path(__file__).parent.parent.parent
SOURCES = sorted((ROOT / "cellway/runner").rglob("*.py"))
OLDEST = (3, 9)
MAY_BE_THERE = {
    "jupyter": {"IPython", "traitlets"},
    # What shows values of these, which only exist where they are installed.
    "looking": {"IPython", "matplotlib", "numpy"},
}
"""Packages that the files of a folder import where a step has them."""


def imported(source: Path) -> set[str]:
    """The packages that a file imports, as far as they are not the runner itself."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source.read_text())):
        if isinstance(node, ast.Import):
            found.update(name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found.add(str(node.module).split(".")[0])
    return found


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_needs_nothing_but_an_old_python(source: Path) -> None:
    ast.parse(source.read_text(), feature_version=OLDEST)
    allowed = MAY_BE_THERE.get(source.parent.name, set())
    assert imported(source) - set(sys.stdlib_module_names) <= allowed


def test_the_program_is_the_same_whenever_it_is_built(packed: Path, tmp_path: Path) -> None:
    build: Callable[[Path], None] = runpy.run_path(str(ROOT / "scripts/build-runner.py"))["build"]
    build(tmp_path / "again.pyz")
    assert (tmp_path / "again.pyz").read_bytes() == packed.read_bytes()


def test_the_program_hides_no_module(packed: Path) -> None:
    names = {name.split("/")[0] for name in zipfile.ZipFile(packed).namelist()}
    assert names == {"__main__.py", "_cellway_runner"}


def test_the_folder_holds_what_the_file_holds(packed: Path, program: Path) -> None:
    archive = zipfile.ZipFile(packed)
    sources = {path.relative_to(program).as_posix(): path for path in program.rglob("*.py")}
    assert set(sources) == set(archive.namelist())
    assert all(path.read_bytes() == archive.read(name) for name, path in sources.items())


def test_a_start_of_the_folder_compiles_nothing(plain: Workplace) -> None:
    command, result = plain.command(plain.request("x = 1", outputs=["x"]))
    told = subprocess.run([command[0], "-v", *command[1:]], capture_output=True, text=True)
    assert result.exists()
    assert "/_cellway_runner/__pycache__/program." in told.stderr
    assert not re.findall(r"code object from '(.*/_cellway_runner/.*\.py)'", told.stderr)


@pytest.mark.parametrize("options", [(), ("-S",)])
def test_a_step_sees_the_same_search_path_from_both(
    packed: Path, program: Path, tmp_path: Path, options: tuple[str, ...]
) -> None:
    (tmp_path / "of").mkdir()
    work = Workplace(tmp_path / "of", Runner(packed, options))
    of_file = work.run("import sys\nprint(sys.path)")
    work.runner = Runner(program, options)
    of_folder = work.run("import sys\nprint(sys.path)")
    assert of_file.text() == of_folder.text() != ""


@pytest.mark.parametrize(
    "arguments",
    [[], ["one"], ["a", "b", "c"], ["a", "b", "--events-fd"], ["a", "b", "--events-fd", "x"]],
)
def test_a_wrong_call_is_refused(plain: Workplace, arguments: list[str]) -> None:
    command, result = plain.command(plain.request())
    outcome = plain.execute([*command[:-2], *arguments], result)
    assert outcome.code == 2
    assert "Usage: runner.pyz" in outcome.error

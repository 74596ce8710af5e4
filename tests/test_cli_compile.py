"""`cellway compile --engine script` as it is installed: the script prints what Run All shows."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from run_all import RunAll

CELLWAY = Path(sys.executable).with_name("cellway")
EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*/*.ipynb"))
DIRECTORY_HISTORY = re.compile(r".*setting dhist requires.*\n.*\n")
FIGURE = re.compile(r"<Figure size .*>")
PLAIN = {"MPLBACKEND": "agg", "NO_COLOR": "1", "OMP_NUM_THREADS": "1", "PYTHONHASHSEED": "0"}


def compile_script(*args: str | Path) -> subprocess.CompletedProcess[str]:
    command = [CELLWAY, "compile", *args]
    environment = os.environ | PLAIN
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def run_script(script: Path, *args: str) -> str:
    command = [sys.executable, script.name, *args]
    environment = os.environ | PLAIN
    ended = subprocess.run(
        command, cwd=script.parent, env=environment, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def code_of(notebook: Path) -> list[str]:
    """The cells that Run All runs."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return [
        "".join(cell["source"])
        for cell in cells
        if cell["cell_type"] == "code" and "skip" not in cell["metadata"].get("tags", [])
    ]


def write_notebook(folder: Path, *cells: tuple[str, str]) -> Path:
    path = folder / "some.ipynb"
    content = {
        "cells": [
            {
                "cell_type": "code",
                "execution_count": None,
                "metadata": {"tags": tags.split()},
                "outputs": [],
                "source": source,
            }
            for tags, source in cells
        ],
        "metadata": {},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def run_all() -> Iterator[RunAll]:
    with closing(RunAll("matplotlib.pyplot", "pandas", "sklearn.ensemble")) as server:
        yield server


def values_in(text: str) -> list[str]:
    """The words of a text; how long values are broken into lines is the shell's affair."""
    return re.findall(r"[^\s,()\[\]{}]+", FIGURE.sub("", text))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_a_script_prints_what_run_all_shows(example: Path, run_all: RunAll, tmp_path: Path) -> None:
    original, copy = tmp_path / "original", tmp_path / "copy"
    shutil.copytree(example.parent, original)
    shutil.copytree(example.parent, copy)
    script = copy / f"{example.stem}.py"
    compiled = compile_script(example, "--engine", "script", "-o", script)
    assert (compiled.returncode, compiled.stderr) == (0, "")
    expected = run_all.run(original, code_of(example))
    assert not expected.errors
    assert values_in(run_script(script)) == values_in("".join(expected.outputs))
    made = {path.relative_to(original) for path in original.rglob("*")}
    assert {path.relative_to(copy) for path in copy.rglob("*")} == made | {Path(script.name)}


def test_options_of_a_script_are_the_parameters(tmp_path: Path) -> None:
    notebook = write_notebook(
        tmp_path,
        ("pipeline-parameters", "n = 3\nname = 'a'\nflag = True\nsizes = [1]\ntwice = n * 2"),
        ("step:a", "print(n, name, flag, sizes, twice)"),
    )
    script = tmp_path / "some.py"
    # A hyphen is the standard output, as for other programs.
    script.write_text(compile_script(notebook, "--engine", "script", "-o", "-").stdout)
    assert run_script(script) == "3 a True [1] 6\n"
    options = ["--n", "5", "--name", "b c", "--no-flag", "--sizes", "[2, 3]"]
    assert run_script(script, *options) == "5 b c False [2, 3] 10\n"


def test_a_script_leaves_out_what_a_step_excludes_and_says_what_it_ignores(tmp_path: Path) -> None:
    notebook = write_notebook(
        tmp_path, ("step:a", "x = 1\ny = 2"), ("step:b limit:cpu:1", "print(y, 'x' in globals())")
    )
    content = json.loads(notebook.read_text())
    content["cells"][0]["metadata"]["cellway"] = {"exclude": ["x"], "environment": {"A": "1"}}
    notebook.write_text(json.dumps(content))
    compiled = compile_script(notebook, "--engine", "script")
    assert compiled.returncode == 0
    assert "asks for variables of the environment" in compiled.stderr
    # It makes no difference to what comes out.
    assert "cpu" not in compiled.stderr
    script = tmp_path / "some.py"
    script.write_text(compiled.stdout)
    assert run_script(script) == "2 False\n"


def test_the_notebooks_own_syntax_does_the_same_in_a_script(
    run_all: RunAll, tmp_path: Path
) -> None:
    cells = [
        ("", "%matplotlib inline\nfolder = 'inner'"),
        ("", "%%writefile lines.txt\na\\b\n'c' \"d\" {e}\n"),
        ("", "!mkdir {folder} && cat lines.txt"),
        ("", "!echo $HOME {folder}"),
        ("", "lines = !cat lines.txt\nlines[1]"),
        ("", "%cd inner"),
        ("", "%env GREETING=hello\nprint('after')"),
        ("", "%%bash\necho $GREETING\npwd | sed 's/.*.inner/inner/'\n"),
        ("", "%time x = 3\nx"),
        ("", "None"),
    ]
    notebook = write_notebook(tmp_path, *cells)
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    expected = run_all.run(first, [source for _, source in cells])
    assert not expected.errors
    script = second / "some.py"
    compiled = compile_script(notebook, "--engine", "script", "-o", script)
    assert (compiled.returncode, compiled.stderr) == (0, "")
    printed = run_script(script).replace(str(second), str(first))
    assert printed == DIRECTORY_HISTORY.sub("", "".join(expected.outputs))


def test_what_a_script_cannot_do_is_told_with_its_place(tmp_path: Path) -> None:
    notebook = write_notebook(tmp_path, ("step:a", "x = 1"), ("step:b", "y = 2\n%run other.py"))
    result = compile_script(notebook, "--engine", "script", "-o", tmp_path / "some.py")
    assert result.returncode == 2
    assert "cell 2, line 2: %run has no counterpart" in result.stderr
    assert not (tmp_path / "some.py").exists()


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ([], "Say what to compile for"),
        (["--engine", "argo", "--options", "none.yaml"], "--options none.yaml: This file cannot"),
        (["--engine", "argo", "-p", "n=1"], "There is no parameter 'n'"),
        (["--engine", "script", "--image", "python"], "--image is for '--engine argo'"),
        (["--engine", "kubeflow", "--namespace", "a"], "--namespace is for '--engine argo'"),
        (["--engine", "magic"], "no such engine"),
        (["--engine", "script", "-o", "some.ipynb"], "This is the notebook itself"),
    ],
)
def test_a_wrong_call_is_told(args: list[str], message: str, tmp_path: Path) -> None:
    notebook = write_notebook(tmp_path, ("step:a", "x = 1"))
    before = notebook.read_bytes()
    result = compile_script(
        notebook, *(str(notebook) if each == "some.ipynb" else each for each in args)
    )
    assert (result.returncode, result.stdout) == (2, "")
    assert message in result.stderr
    assert notebook.read_bytes() == before

"""A pipeline that is compiled for Kubeflow, run by Kubeflow's own SDK: it shows what Run All shows.

`kfp.local` does the work of the server: it orders the tasks, gives them their inputs, puts
values in the place of placeholders, and takes their outputs.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from engine.runs import printed
from notebook_cases import Case, read_cases
from run_all import RunAll
from test_cli_compile import PLAIN, compile_script, write_notebook
from test_cli_run import cellway, write

ROOT = Path(__file__).parent.parent
SDK = ROOT / ".venv" / "kubeflow"
JUDGE = ROOT / "tests" / "kubeflow" / "sdk.py"

CASES = (
    "class-instances-share-a-list",
    "file-database",
    "file-moved",
    "import-of-own-module",
    "state-random-goes-on",
)


def some_cases() -> list[Case]:
    cases = {case.name: case for case in read_cases(Path(__file__).parent / "notebooks")}
    return [cases[name] for name in CASES]


def run(notebook: Path, **parameters: Any) -> dict[str, Path]:
    """Run a notebook; return the folders of its tasks by their names."""
    file, root = notebook.with_suffix(".yaml"), notebook.parent / "root"
    compiled = compile_script(notebook, "--engine", "kubeflow", "-o", file)
    assert compiled.returncode == 0, compiled.stderr
    assert SDK.exists(), "Kubeflow's SDK is missing: make .venv/kubeflow/installed"
    home = {"CELLWAY_TASK_FOLDER": str(notebook.parent / "task"), "PYTHONPATH": str(SDK)}
    done = subprocess.run(
        [sys.executable, JUDGE, "run", file, root, json.dumps(parameters)],
        env=os.environ | PLAIN | home,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    (folder,) = root.iterdir()
    return {task.name: task for task in folder.iterdir()}


def shown(tasks: Mapping[str, Path]) -> dict[int, str]:
    """Return what the cells of a run print, by their places."""
    return {
        cell["index"]: printed(cell)
        for task in tasks.values()
        for result in task.glob("result/steps/*/result.json")
        for cell in json.loads(result.read_text())["cells"]
    }


@pytest.fixture(scope="module")
def run_all() -> Iterator[RunAll]:
    with closing(RunAll()) as server:
        yield server


@pytest.mark.parametrize("case", some_cases(), ids=lambda case: f"{case.group}:{case.name}")
def test_a_case_shows_what_run_all_shows(case: Case, run_all: RunAll, tmp_path: Path) -> None:
    oracle, home = tmp_path / "oracle", tmp_path / "home"
    for folder in (oracle, home):
        folder.mkdir()
        write(case, folder)
    sources = [
        "" if step is None else cell.source
        for cell, step in zip(case.cells, case.steps(), strict=True)
    ]
    expected = run_all.run(oracle, sources)
    found = shown(run(home / f"{case.name}.ipynb"))
    outputs = [found.get(index, "") for index in range(len(case.cells))]
    assert outputs == [*expected.outputs, *[""] * (len(outputs) - len(expected.outputs))]


def test_parameters_arrive_as_they_are_typed(tmp_path: Path) -> None:
    notebook = write_notebook(
        tmp_path,
        (
            "pipeline-parameters",
            "n = 1\nrate = 0.5\nname = 'a'\non = True\nsizes = [1]\npair = 1, 2",
        ),
        ("step:show", "print([n, rate, name, on, sizes, pair])"),
    )
    assert shown(run(notebook))[1] == "[1, 0.5, 'a', True, [1], (1, 2)]\n"
    shutil.rmtree(tmp_path / "root")
    given = {"n": 7, "rate": 2, "name": "it's {{x}}", "on": False, "sizes": [1.5], "pair": "(3,)"}
    expected = '[7, 2.0, "it\'s {{x}}", False, [1.5], (3,)]\n'
    assert shown(run(notebook, **given))[1] == expected


def test_parameters_come_back_from_a_compiled_file(tmp_path: Path) -> None:
    notebook = write_notebook(
        tmp_path,
        (
            "pipeline-parameters",
            "n = 1\nrate = 0.5\nname = 'a'\non = True\nsizes = [1]\npair = 1, 2\nnone = None",
        ),
        ("step:show", "print([n, rate, name, on, sizes, pair, none])"),
    )
    file = tmp_path / "some.yaml"
    values = ["n=7", "rate=2", "name={{x}} it's", "on=false", "sizes=[1.5, None]", "pair=(3,)"]
    words = [word for value in values for word in ("-p", value)]
    compile_script(notebook, "--engine", "kubeflow", "-o", file, *words)
    done = cellway(
        *("run", notebook, "--parameters-from", file, "-p", "n=8"),
        *("--output", "executed.ipynb"),
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    executed = json.loads((tmp_path / "executed.ipynb").read_text())
    expected = '[8, 2.0, "{{x}} it\'s", False, [1.5, None], (3,), None]\n'
    assert printed(executed["cells"][1]) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "This file cannot be read"),
        ("a: [", "unexpected end"),
        ("kind: Workflow", "This is no pipeline of Kubeflow"),
        (
            "root: {inputDefinitions: {parameters: {m: {parameterType: STRING, defaultValue: a}}}}",
            "There is no parameter 'm'",
        ),
    ],
)
def test_a_file_without_parameters_is_told(text: str | None, message: str, tmp_path: Path) -> None:
    notebook = write_notebook(tmp_path, ("pipeline-parameters", "n = 1"), ("step:a", "print(n)"))
    if text is not None:
        (tmp_path / "other.yaml").write_text(text)
    done = cellway("run", notebook, "--parameters-from", "other.yaml", cwd=tmp_path)
    assert done.returncode == 2
    assert message in done.stderr


def test_files_go_from_task_to_task_as_the_last_step_left_them(tmp_path: Path) -> None:
    notebook = write_notebook(
        tmp_path,
        ("step:one", "import os\nos.makedirs('out')\nopen('out/a.txt', 'w').write('one')"),
        ("step:two", "open('out/a.txt', 'a').write(' two')\nopen('b.txt', 'w').write('b')"),
        ("step:beside", "x = 1"),
        ("step:three", "os.remove('b.txt')\nopen('sent.txt', 'w').write('changed')"),
        (
            "step:four",
            "print(x, sorted(os.listdir('.')), open('out/a.txt').read(), open('sent.txt').read())",
        ),
    )
    (tmp_path / "sent.txt").write_text("as it was")
    expected = "1 ['out', 'sent.txt', 'some.ipynb'] one two changed\n"
    tasks = run(notebook)
    assert shown(tasks)[4] == expected
    assert (tmp_path / "sent.txt").read_text() == "as it was"


def test_metrics_and_reports_are_shown(tmp_path: Path) -> None:
    notebook = write_notebook(
        tmp_path,
        ("step:fit report:enabled", "loss = 0.25\nprint('<fitted>')"),
        ("step:name", "kind = 'tree'"),
        ("pipeline-metrics", "print(loss)\nprint(kind)"),
    )
    tasks = run(notebook)
    assert "<pre>&lt;fitted&gt;\n</pre>" in (tasks["fit"] / "report").read_text()
    (metrics,) = (
        json.loads((task / "executor_output.json").read_text())["artifacts"]["metrics"]
        for task in tasks.values()
        if "metrics" in json.loads((task / "executor_output.json").read_text())["artifacts"]
    )
    assert metrics["artifacts"][0]["metadata"] == {"loss": 0.25, "kind": "tree"}

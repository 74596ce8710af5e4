"""`cellway run` as it is installed, on real notebooks: each cell shows what Run All shows."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import nbclient
import nbformat
import pytest

from engine.runs import printed
from notebook_cases import Case, Cell, read_cases, to_ipynb
from run_all import RunAll

FORMAT: Any = nbformat  # it is typed in part only
CELLWAY = Path(sys.executable).with_name("cellway")
EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*/*.ipynb"))
CASES = (
    "alias-by-swap",
    "assertion-that-fails",
    "bound-method-of-an-own-class",
    "branch-five-models-and-a-fan-in",
    "class-instances-share-a-list",
    "file-overwritten",
    "file-read-modify-write",
    "function-with-a-local-of-that-name",
    "import-of-own-module",
    "ipython-shell-output",
    "ipython-time-cell",
    "kale-unit-with-pipeline-parameters",
    "parameter-list-mutated",
    "parameters-and-metrics",
    "parameters-of-all-kinds",
    "state-random-goes-on",
    "state-working-directory",
    "zip-shares-an-iterator",
)
"""One of each kind: every case is replayed, without the command, by test_run_all_cases.py."""


def some_cases() -> list[Case]:
    cases = {case.name: case for case in read_cases(Path(__file__).parent / "notebooks")}
    return [cases[name] for name in CASES]


def cellway(*args: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"HOME": str(cwd), "NO_COLOR": "1"}
    return subprocess.run(
        [CELLWAY, *args], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def run_all() -> Iterator[RunAll]:
    with closing(RunAll()) as server:
        yield server


def write(case: Case, folder: Path) -> Path:
    for name, content in case.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    notebook = folder / f"{case.name}.ipynb"
    notebook.write_text(json.dumps(to_ipynb(case)), encoding="utf-8")
    return notebook


@pytest.mark.parametrize("case", some_cases(), ids=lambda case: f"{case.group}:{case.name}")
def test_a_case_shows_what_run_all_shows(case: Case, run_all: RunAll, tmp_path: Path) -> None:
    oracle, home = tmp_path / "oracle", tmp_path / "home"
    oracle.mkdir()
    home.mkdir()
    write(case, oracle)
    sources = [
        "" if step is None else cell.source
        for cell, step in zip(case.cells, case.steps(), strict=True)
    ]
    expected = run_all.run(oracle, sources)
    done = cellway("run", write(case, home), "--output", "executed.ipynb", cwd=home)
    assert done.returncode == (1 if expected.errors else 0), done.stderr
    cells = json.loads((home / "executed.ipynb").read_text())["cells"]
    shown = [printed(cell) for cell in cells]
    missing = len(shown) - len(expected.outputs)
    assert shown == [*expected.outputs, *[""] * missing]
    errors = {
        index: output["ename"]
        for index, cell in enumerate(cells)
        for output in cell.get("outputs", [])
        if output["output_type"] == "error"
    }
    assert errors == expected.errors


def comparable(notebook: dict[str, Any]) -> list[Any]:
    """What a person sees of each cell."""
    return [
        (cell.get("execution_count"), [seen(output) for output in merged(cell)])
        for cell in notebook["cells"]
        if cell["cell_type"] == "code"
    ]


def merged(cell: dict[str, Any]) -> list[dict[str, Any]]:
    """The outputs of a cell; how a stream was cut into pieces does not matter."""
    outputs: list[dict[str, Any]] = []
    for output in cell["outputs"]:
        last = outputs[-1] if outputs else None
        if last and output["output_type"] == "stream" and last.get("name") == output["name"]:
            last["text"] += "".join(output["text"])
        else:
            text = {"text": "".join(output["text"])} if "text" in output else {}
            outputs.append({**output, **text})
    return outputs


def seen(output: dict[str, Any]) -> Any:
    """An output without what is another one each time."""
    bundle = {
        kind: re.sub(r"0x[0-9a-f]+|sk-[\w-]+", "", "".join(data))
        for kind, data in output.get("data", {}).items()
        if isinstance(data, (str, list))
    }
    return (output["output_type"], output.get("name"), output.get("text"), bundle)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_shows_what_jupyter_shows(example: Path, tmp_path: Path) -> None:
    oracle, home = tmp_path / "oracle", tmp_path / "home"
    for folder in (oracle, home):
        shutil.copytree(example.parent, folder)
    notebook = FORMAT.read(oracle / example.name, as_version=4)
    for cell in notebook["cells"]:
        if "skip" in cell["metadata"].get("tags", []):
            cell["source"] = ""
    client = nbclient.NotebookClient(notebook, resources={"metadata": {"path": str(oracle)}})
    client.execute(env=os.environ | {"PYTHONHASHSEED": "0"})
    before = (home / example.name).read_bytes()
    done = cellway("run", example.name, "--output", "executed.ipynb", cwd=home)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (home / example.name).read_bytes() == before
    executed = json.loads((home / "executed.ipynb").read_text())
    FORMAT.validate(FORMAT.from_dict(executed))
    assert comparable(executed) == comparable(notebook)


def test_parameters_and_json(tmp_path: Path) -> None:
    digits = next(path for path in EXAMPLES if path.stem == "digits")
    notebook = shutil.copy(digits, tmp_path)
    wrong = cellway("run", notebook, "-p", "nothing=1", cwd=tmp_path)
    assert wrong.returncode == 2
    assert "There is no parameter 'nothing'" in wrong.stderr
    name, kind, _ = wrong.stderr.splitlines()[2].split(maxsplit=2)
    assert kind in ("int", "float")
    done = cellway("run", notebook, "-p", f"{name}=1", "--json", cwd=tmp_path)
    events = [json.loads(line) for line in done.stdout.splitlines()]
    assert events[0]["type"] == "start"
    last = events[-1]
    assert last["type"] == "run"
    assert set(last) >= {"id", "status", "seconds", "steps"}
    assert (last["status"] == "succeeded") == (done.returncode == 0)
    shown = cellway("runs", "show", last["id"], "--json", cwd=tmp_path)
    assert json.loads(shown.stdout)["parameters"][name] in ("1", "1.0")


SLEEPING = """
import os, pathlib, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
print("before", flush=True)
pathlib.Path("pids.tmp").write_text(f"{os.getpid()} {child.pid}")
os.rename("pids.tmp", "pids")
time.sleep(60)
"""


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGINT, "cancelled"), (signal.SIGKILL, "interrupted")]
)
def test_a_run_that_is_ended_leaves_nothing_running(
    number: signal.Signals, status: str, tmp_path: Path
) -> None:
    first = Cell("code", ("step:a",), "begun = 1")
    cells = (first, Cell("code", ("step:b",), f"print(begun)\n{SLEEPING}"))
    case = Case("sleeping", "none", "", cells, {}, (), (), None)
    write(case, tmp_path)
    command = subprocess.Popen([CELLWAY, "run", "sleeping.ipynb"], cwd=tmp_path)
    pids = tmp_path / "pids"
    deadline = time.monotonic() + 60
    while not pids.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    started = [int(pid) for pid in pids.read_text().split()]
    assert all(map(is_alive, started))
    command.send_signal(number)
    assert command.wait(timeout=60) != 0
    deadline = time.monotonic() + 60
    while any(map(is_alive, started)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(is_alive, started))
    (run,) = json.loads(cellway("runs", "--json", cwd=tmp_path).stdout)
    assert run["status"] == status
    assert [step["status"] for step in run["steps"]] == ["succeeded", status]

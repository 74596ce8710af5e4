"""Bad input is normal input: each kind has its answer, with place, reason and way out."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

CELLWAY = Path(sys.executable).with_name("cellway")
JsonObject = dict[str, Any]


def cellway(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"HOME": str(folder), "NO_COLOR": "1"}
    return subprocess.run(
        [CELLWAY, *args],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def notebook(*sources: str, kernel: JsonObject | None = None, minor: int = 5) -> JsonObject:
    """A notebook of one step a cell; a first line `# tag` tags the cell otherwise."""
    cells: list[JsonObject] = []
    for number, source in enumerate(sources):
        tag = re.match(r"# tag (.*)\n", source)
        cells.append(
            {
                "cell_type": "code",
                "execution_count": None,
                "id": f"cell-{number}",
                "metadata": {"tags": [tag[1] if tag else f"step:s{number}"]},
                "outputs": [],
                "source": source,
            }
        )
    metadata = {} if kernel is None else {"kernelspec": kernel}
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": minor}


def text(*sources: str, **options: Any) -> str:
    return json.dumps(notebook(*sources, **options), indent=1)


class Bad(NamedTuple):
    content: str | bytes
    message: str
    """A pattern that is found in what is told."""
    args: tuple[str, ...] = ()


PARAMETERS = "# tag pipeline-parameters\nn = 3\nrate: float = 0.5"
GOOD = text(PARAMETERS, "print(n, rate)")
R = {"name": "ir", "display_name": "R", "language": "R"}
UNKNOWN = {"name": "no-such-kernel", "display_name": "None", "language": "python"}

BAD = {
    "an empty file": Bad("", r"a\.ipynb:1:1: .*"),
    "no JSON": Bad("hello", r"a\.ipynb:1:1: "),
    "a notebook that was cut": Bad(GOOD[:-150], r"a\.ipynb:\d+:\d+: "),
    "JSON that is no notebook": Bad('{"a": 1}', r"a\.ipynb:1:1: .* no notebook"),
    "bytes that are no text": Bad(b"\xff\xfe\x00", r"not UTF-8"),
    "a notebook of an old format": Bad('{"nbformat": 3, "worksheets": []}', r"nbformat|format 3"),
    "a notebook in R": Bad(text("x <- 1", kernel=R), r"\bR\b"),
    "a kernel that is not there": Bad(text("x = 1", kernel=UNKNOWN), r"no-such-kernel"),
    "a syntax error": Bad(text("x = 1", "print(x\ny = 2"), r"cell 2.*syntax|syntax.*cell 2"),
    "a value of another type": Bad(GOOD, r"'n' takes an int, not 'many'", ("-p", "n=many")),
    "a parameter that is none": Bad(GOOD, r"no parameter 'm'", ("-p", "m=1")),
    "a step that is not there": Bad(GOOD, r"no such step.* Its steps: ", ("--from", "nowhere")),
    "a number that is none": Bad(GOOD, r"--workers takes a number", ("--workers", "many")),
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_input_is_told_and_nothing_is_run(kind: str, tmp_path: Path) -> None:
    content, message, args = BAD[kind]
    data = content if isinstance(content, bytes) else content.encode()
    (tmp_path / "a.ipynb").write_bytes(data)
    done = cellway(tmp_path, "run", "a.ipynb", *args)
    assert done.returncode == 2
    assert done.stdout == ""
    assert re.search(message, done.stderr), done.stderr
    assert "internal error" not in done.stderr
    assert (tmp_path / "a.ipynb").read_bytes() == data
    assert not list(tmp_path.glob(".cellway/runs/*"))


def test_a_notebook_of_fifty_megabytes_runs(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    big = notebook("x = 1\nprint(x)", "print(x + 1)")
    image = "iVBORw0KGgo" * (50 * 2**20 // 11)
    big["cells"][0]["outputs"] = [
        {"output_type": "display_data", "data": {"image/png": image}, "metadata": {}}
    ]
    big["cells"].append({**big["cells"][0], "id": "kept", "metadata": {"tags": ["skip"]}})
    big["cells"][0]["outputs"] = []
    content = json.dumps(big)
    (tmp_path / "a.ipynb").write_text(content)
    begun = time.monotonic()
    done = cellway(tmp_path, "run", "a.ipynb", "--output", "done.ipynb")
    seconds = round(time.monotonic() - begun, 1)
    record_property("seconds", seconds)
    print(f"{len(content) / 2**20:.0f} MB in {seconds} s")
    assert done.returncode == 0, done.stderr
    cells = json.loads((tmp_path / "done.ipynb").read_text())["cells"]
    assert [cell["outputs"][0].get("text") for cell in cells[:2]] == ["1\n", "2\n"]
    assert (tmp_path / "a.ipynb").read_text() == content


def test_a_second_run_of_a_notebook_is_refused_while_the_first_goes_on(tmp_path: Path) -> None:
    waits = "import os, time\nwhile not os.path.exists('go'):\n    time.sleep(0.05)"
    content = text(f"open('began', 'x').close()\n{waits}", "print(os.getcwd())")
    (tmp_path / "a.ipynb").write_text(content)
    environment = os.environ | {"HOME": str(tmp_path)}
    command = [str(CELLWAY), "run", "a.ipynb"]
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE) as first:
        try:
            while not (tmp_path / "began").exists():
                assert first.poll() is None
                time.sleep(0.05)
            second = cellway(tmp_path, "run", "a.ipynb")
        finally:
            (tmp_path / "go").touch()
        first.communicate(timeout=300)
    assert second.returncode == 2
    assert re.search(r"a\.ipynb is being run already: run \S+", second.stderr), second.stderr
    running = next(tmp_path.glob(".cellway/runs/*")).name
    assert f"'cellway runs cancel {running}'" in second.stderr
    assert "--force" in second.stderr
    assert first.returncode == 0
    assert len(list(tmp_path.glob(".cellway/runs/*"))) == 1


BROKEN = ("import time\nx = [time.time()]\nprint(x)", "open('missing').close()\nprint(x)")


def failed_run(folder: Path) -> Path:
    """The folder of a run whose second step fails as long as a file is missing."""
    (folder / "a.ipynb").write_text(text(*BROKEN))
    assert cellway(folder, "run", "a.ipynb").returncode == 1
    (run,) = folder.glob(".cellway/runs/*")
    (folder / "missing").touch()
    return run


def test_a_step_runs_again_whose_stored_object_is_damaged(tmp_path: Path) -> None:
    run = failed_run(tmp_path)
    for path in tmp_path.glob(".cellway/objects/*/*"):
        path.chmod(0o600)
        path.write_bytes(path.read_bytes()[:-1] + b"?")
    done = cellway(tmp_path, "runs", "resume", run.name, "--json")
    assert done.returncode == 0, done.stderr
    events = [json.loads(line) for line in done.stdout.splitlines()]
    ran = [each["step"] for each in events if each.get("status") == "running" and "cell" in each]
    assert ran == ["s0", "s1"]
    executed = json.loads((run / "executed.ipynb").read_text())["cells"]
    first, second = ("".join(cell["outputs"][0]["text"]) for cell in executed)
    assert first == second


def change_record(run: Path, **change: Any) -> None:
    record = json.loads((run / "run.json").read_text())
    (run / "run.json").write_text(json.dumps(record | change))


DAMAGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "of a newer version": (lambda run: change_record(run, format=99), "newer Cellway"),
    "whose record is cut": (
        lambda run: (run / "run.json").write_text('{"format": 1, "id"'),
        "is damaged",
    ),
    "whose pipeline is cut": (
        lambda run: (run / "pipeline.json").write_text('{"steps": ['),
        "is damaged",
    ),
    "whose notebook is gone": (lambda run: (run / "notebook.ipynb").unlink(), "is damaged"),
    "whose notebook is cut": (
        lambda run: (run / "notebook.ipynb").write_text('{"cells": ['),
        "is damaged",
    ),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_stored_run_is_refused(damage: str, tmp_path: Path) -> None:
    run = failed_run(tmp_path)
    spoil, message = DAMAGES[damage]
    spoil(run)
    done = cellway(tmp_path, "runs", "resume", run.name)
    assert done.returncode == 2
    assert message in done.stderr
    assert "internal error" not in done.stderr
    assert cellway(tmp_path, "runs", "list").returncode == 0
    assert cellway(tmp_path, "run", "a.ipynb").returncode == 0
    assert cellway(tmp_path, "runs", "rm", run.name).returncode == 0

"""A step in a pod: what is laid out for it, and what it refuses."""

from __future__ import annotations

import base64
import gzip
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from cellway.runner.pod.project import lay_out
from cellway.runner.request import RequestRefusedError

STEP: dict[str, Any] = {
    "step": "one",
    "definitions": [],
    "parameters": [],
    "reads": [],
    "takes": [],
    "cells": [{"index": 0, "source": "print(open('a/data.txt').read())", "omit": []}],
    "makes": [],
    "outputs": [],
    "states": [],
    "environment": {},
}
PLAN: dict[str, Any] = {
    "format": 1,
    "run": "r1",
    "definitions": [],
    "parameters": [],
    "steps": [STEP, {**STEP, "step": "two", "reads": [{"name": "x", "from": "one"}]}],
    "outputLimit": 1000,
}


def write_parts(code: Path, name: str, content: Any) -> None:
    """Write JSON in two parts, as ConfigMaps hold it."""
    code.mkdir(exist_ok=True)
    data = gzip.compress(json.dumps(content).encode())
    (code / f"{name}.000").write_bytes(data[:20])
    (code / f"{name}.001").write_bytes(data[20:])


def project(*files: tuple[str, str]) -> dict[str, Any]:
    return {
        "files": [
            {
                "path": path,
                "isExecutable": False,
                "content": base64.b64encode(text.encode()).decode(),
            }
            for path, text in files
        ]
    }


def plan_of(source: str) -> dict[str, Any]:
    """Return the plan of one step with one cell."""
    cell = {"index": 0, "source": source, "omit": []}
    return {**PLAN, "steps": [{**STEP, "cells": [cell]}], "outputLimit": 1_000_000}


def events(log: str) -> list[dict[str, Any]]:
    return [json.loads(each.split("\n")[0]) for each in log.split("\x1e")[1:]]


def told_result(log: str) -> str:
    """Return the result that stands in parts in a log."""
    parts = [each for each in events(log) if each["event"] == "result"]
    assert [each["part"] for each in parts] == list(range(1, parts[0]["of"] + 1))
    data = b"".join(base64.b64decode(each["data"]) for each in parts)
    return gzip.decompress(data).decode()


def result_of(folder: Path) -> str:
    return (folder / "runs/r1/steps/1/result.json").read_text()


def run_pod(folder: Path, step: int, work: Path | None = None) -> subprocess.CompletedProcess[str]:
    work = work or folder / "work"
    call = ["--pod", folder / "code", "--step", step, "--data", folder, "--work", work]
    program = "import sys; from cellway.runner.program import main; sys.exit(main(sys.argv[1:]))"
    return subprocess.run(
        [sys.executable, "-c", program, *map(str, call)],
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_step_finds_the_files_of_the_project(tmp_path: Path) -> None:
    write_parts(tmp_path / "code", "plan", PLAN)
    write_parts(tmp_path / "code", "files", project(("a/data.txt", "of the project")))
    done = run_pod(tmp_path, 1)
    assert (done.returncode, done.stderr) == (0, "")
    assert "of the project\n" in done.stdout
    result = result_of(tmp_path)
    assert json.loads(result)["status"] == "succeeded"
    assert told_result(done.stdout) == result


def test_the_log_of_a_failed_step_ends_with_its_result(tmp_path: Path) -> None:
    write_parts(tmp_path / "code", "plan", plan_of("1 / 0"))
    done = run_pod(tmp_path, 1)
    assert done.returncode == 1
    assert told_result(done.stdout) == result_of(tmp_path)
    assert json.loads(told_result(done.stdout))["error"]["name"] == "ZeroDivisionError"


def test_a_result_that_is_too_large_for_a_log_is_not_in_it(tmp_path: Path) -> None:
    source = "import random; print(random.Random(1).randbytes(1_500_000).hex())"
    write_parts(tmp_path / "code", "plan", {**plan_of(source), "outputLimit": 10_000_000})
    done = run_pod(tmp_path, 1)
    size = len(result_of(tmp_path))
    assert events(done.stdout)[-1] == {"event": "result-withheld", "size": size}
    assert all(each["event"] != "result" for each in events(done.stdout))


@pytest.mark.parametrize(
    ("plan", "step", "message"),
    [
        ({**PLAN, "format": 2}, 1, "the plan is of format 2, and this runner reads 1 only"),
        ([], 1, "the plan of the run is no JSON object"),
        (PLAN, 2, "the result of step 'one' cannot be read"),
        (None, 1, "there is no plan in"),
    ],
)
def test_what_cannot_be_done_is_told(tmp_path: Path, plan: Any, step: int, message: str) -> None:
    if plan is None:
        (tmp_path / "code").mkdir()
    else:
        write_parts(tmp_path / "code", "plan", plan)
    done = run_pod(tmp_path, step)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr


def test_a_try_that_dies_does_not_leave_the_result_of_an_earlier_one(tmp_path: Path) -> None:
    write_parts(tmp_path / "code", "plan", plan_of("1 / 0"))
    assert run_pod(tmp_path, 1).returncode == 1
    write_parts(tmp_path / "code", "plan", plan_of("import os; os._exit(137)"))
    assert run_pod(tmp_path, 1).returncode == 137
    assert not (tmp_path / "runs/r1/steps/1/result.json").exists()


def test_files_are_laid_out_once_and_whole(tmp_path: Path) -> None:
    files = [(f"{number}/data.txt", "x" * 1000) for number in range(50)]
    write_parts(tmp_path / "code", "files", project(*files))
    work = tmp_path / "work"

    def begin(_: int) -> int:
        lay_out(str(tmp_path / "code"), str(work))
        return len(list(work.rglob("data.txt")))

    with ThreadPoolExecutor(8) as pods:
        assert set(pods.map(begin, range(8))) == {50}
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith("work")] == ["work"]


def test_no_file_is_laid_out_outside_of_the_project(tmp_path: Path) -> None:
    write_parts(tmp_path / "code", "files", project(("../outside.txt", "x")))
    with pytest.raises(RequestRefusedError, match="outside of it"):
        lay_out(str(tmp_path / "code"), str(tmp_path / "work"))
    assert not (tmp_path / "outside.txt").exists()

"""A step of a pod that ends at once, since it would leave what it left before."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from .test_pod import STEP, plan_of, project, run_pod, told_result, write_parts

READS = "print('text', open('data.txt').read())"
TERMS = {"salt": "image", "volumes": [], "always": False}


def run(folder: Path, name: str, source: str = READS, **changes: Any) -> dict[str, Any]:
    """Run a step as one of another run that shares the data folder, with files of its own."""
    code = folder / "code"
    plan = plan_of(source)
    text = changes.pop("text", "as it was")
    step = {**STEP, **plan["steps"][0], "earlier": TERMS, **changes}
    write_parts(code, "plan", {**plan, "run": name, "steps": [step]})
    write_parts(code, "files", project(("data.txt", text)))
    work = folder / "runs" / name / "work"
    done = run_pod(folder, 1, work)
    assert (done.returncode, done.stderr) == (0, "")
    result = (folder / "runs" / name / "steps/1/result.json").read_text()
    assert told_result(done.stdout) == result
    content: dict[str, Any] = json.loads(result)
    assert content["run"] == name
    return content


def test_it_is_found_in_another_run(tmp_path: Path) -> None:
    first = run(tmp_path, "r1")
    again = run(tmp_path, "r2")
    assert "cached" not in first
    assert again["cached"] is True
    assert again["cells"] == first["cells"]
    assert again["observed"]["read"][0]["path"] == str(tmp_path / "runs/r2/work/data.txt")
    assert run(tmp_path, "r3")["cached"] is True


@pytest.mark.parametrize(
    "changes",
    [
        {"text": "another text"},
        {"source": READS + " # as written counts here"},
        {"earlier": {**TERMS, "salt": "another image"}},
        {"earlier": None},
        {"environment": {"NEW": "1"}},
    ],
)
def test_it_runs_where_anything_is_otherwise(tmp_path: Path, changes: dict[str, Any]) -> None:
    run(tmp_path, "r1")
    assert "cached" not in run(tmp_path, "r2", **changes)


@pytest.mark.parametrize(
    "source",
    [
        "open('left.txt', 'w').write('x')",
        "import random; print(random.random())",
        "import subprocess; subprocess.run(['true'])",
    ],
)
def test_it_runs_where_nobody_can_tell_what_comes_of_it(tmp_path: Path, source: str) -> None:
    run(tmp_path, "r1", source)
    assert "cached" not in run(tmp_path, "r2", source)


def test_files_of_a_volume_are_not_trusted(tmp_path: Path) -> None:
    volume = tmp_path / "volume"
    volume.mkdir()
    (volume / "shared.txt").write_text("of all")
    source = f"print(open({str(volume / 'shared.txt')!r}).read())"
    terms = {**TERMS, "volumes": [str(volume)]}
    run(tmp_path, "r1", source, earlier=terms)
    assert "cached" not in run(tmp_path, "r2", source, earlier=terms)


def test_it_runs_where_an_object_or_the_record_is_damaged(tmp_path: Path) -> None:
    source = "x = [1] * 1000"
    first = run(tmp_path, "r1", source, outputs=["x"])
    stored = first["objects"][0]["hash"]
    (tmp_path / "objects" / stored[:2] / stored).write_bytes(b"torn")
    assert "cached" not in run(tmp_path, "r2", source, outputs=["x"])
    assert run(tmp_path, "r3", source, outputs=["x"])["cached"] is True
    for record in (tmp_path / "cache" / "steps").rglob("*.json"):
        record.write_text("{}")
    assert "cached" not in run(tmp_path, "r4", source, outputs=["x"])

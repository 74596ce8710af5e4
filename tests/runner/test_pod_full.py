"""A step in a pod where the claim is full: it is told, and nothing half-written stays."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

from disks import ballast, remount

from .test_pod import plan_of, project, result_of, run_pod, told_result, write_parts
from .test_pod_pack import parts_of, start
from .test_pod_pack import plan_of as plan_of_chain

FULL = "No space left on device"

TERMS = {"salt": "image", "volumes": [], "always": False}

VALUE = "import random\nx = random.Random(0).randbytes({size})\nprint('made', len(x))"


def make_code(folder: Path, source: str, **more: Any) -> None:
    plan = plan_of(source)
    step = {**plan["steps"][0], "outputs": ["x"], **more}
    write_parts(folder / "code", "plan", {**plan, "steps": [step]})
    write_parts(folder / "code", "files", project(("data.txt", "text " * 2000)))


def assert_whole(data: Path) -> None:
    """Nothing is half there: no file under a temporary name, no object that is another one."""
    assert [each for each in data.rglob("*") if each.name.endswith(".tmp")] == []
    for each in (data / "objects").rglob("*"):
        if each.is_file():
            assert hashlib.sha256(each.read_bytes()).hexdigest() == each.name


def test_a_value_without_room_is_told_by_its_name(small_disk: Path) -> None:
    make_code(small_disk, VALUE.format(size=30_000_000))
    done = run_pod(small_disk, 1)
    assert done.returncode == 1
    result = json.loads(told_result(done.stdout))
    assert result == json.loads(result_of(small_disk))
    assert result["status"] == "failed"
    (unstored,) = result["unstored"]
    assert (unstored["name"], unstored["type"]) == ("x", "bytes")
    assert f"no room for its 30.0 MB ({FULL})" in unstored["message"]
    assert result["cells"][0]["outputs"][0]["text"] == "made 30000000\n"
    assert_whole(small_disk)


def test_what_a_cell_writes_fails_in_the_cell(small_disk: Path) -> None:
    source = "with open('large', 'wb') as file:\n    file.write(bytes(30_000_000))"
    make_code(small_disk, source)
    done = run_pod(small_disk, 1)
    assert done.returncode == 1
    result = json.loads(told_result(done.stdout))
    assert FULL in result["error"]["message"]
    assert result["error"]["line"] == 2


def test_with_any_room_that_is_too_little_it_fails_and_then_goes_on(small_disk: Path) -> None:
    make_code(small_disk, VALUE.format(size=20_000), earlier=TERMS)
    place = small_disk / "runs/r1/steps/1/result.json"
    ends = set()
    for free in range(0, 100, 4):
        with ballast(small_disk, free=free * 1024):
            done = run_pod(small_disk, 1)
        assert "Traceback" not in done.stderr
        assert_whole(small_disk)
        ends.add(done.returncode)
        if done.returncode == 0:
            assert json.loads(place.read_text())["status"] == "succeeded"
            # To be found by later runs, it would need a bit more: that is no fault of the step.
            assert list((small_disk / "cache").rglob("*.json")) == []
            break
        if done.returncode == 2:
            assert f"there is no room to begin the step: [Errno 28] {FULL}" in done.stderr
        else:
            result = json.loads(told_result(done.stdout))
            assert result["status"] == "failed"
            assert FULL in json.dumps([result["unstored"], result.get("error")])
            assert result["cells"][0]["outputs"][0]["text"] == "made 20000\n"
            assert not place.exists() or json.loads(place.read_text()) == result
        for each in ("runs", "objects", "work"):
            shutil.rmtree(small_disk / each, ignore_errors=True)
    assert ends == {0, 1, 2}


def test_a_pod_of_several_steps_goes_on_with_the_one_that_had_no_room(
    program: Path, small_disk: Path
) -> None:
    sources = ("x = 20_000_000\nprint('first')", "x = bytes(x)\nprint('second')", "print(len(x))")
    write_parts(small_disk / "code", "plan", plan_of_chain(*sources))
    pod = start(program, small_disk, "1.2.3", "--workflow", "a")
    log, _ = pod.communicate()
    assert pod.returncode == 1
    parts = parts_of(log)
    assert list(parts) == [1, 2]
    assert json.loads(told_result(parts[1]))["status"] == "succeeded"
    (unstored,) = json.loads(told_result(parts[2]))["unstored"]
    assert FULL in unstored["message"]
    assert_whole(small_disk)
    remount(small_disk, "size=64m")
    again = start(program, small_disk, "1.2.3", "--workflow", "a")
    log, errors = again.communicate()
    assert (again.returncode, errors) == (0, "")
    parts = parts_of(log)
    has_begun = ["cell-started" in part for part in parts.values()]
    assert has_begun == [False, True, True]
    assert "20000000" in parts[3]

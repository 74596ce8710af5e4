"""However a step is ended, nothing remains of it: not even what it has started far from itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .command import Place, wait_for

pytestmark = pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="needs /proc")

FAMILY = """
import os, subprocess, sys, time
sleep = [sys.executable, "-c", "import time; time.sleep(300)"]
subprocess.Popen(sleep)
start = f"import subprocess; subprocess.Popen({sleep!r}, start_new_session=True)"
subprocess.run([sys.executable, "-c", start], start_new_session=True)
print("started", flush=True)
"""
"""A child, and the orphan of a child, in a session of its own."""

STUBBORN = """
while True:
    try:
        time.sleep(300)
    except BaseException:
        pass
"""


def ended(place: Place, *args: str) -> dict[str, Any]:
    """Run to the end and give the record of the first step; nothing may remain."""
    done = place.call("run", "a.ipynb", *args)
    assert done.returncode == 1, done.stderr
    place.assert_unharmed()
    (run,) = place.runs()
    step: dict[str, Any] = run["steps"][0]
    assert step["status"] == "failed"
    return step


def has_printed(place: Place, text: str) -> bool:
    return any(text in log.read_text() for log in place.store.glob("runs/*/events.jsonl"))


def test_time_out(tmp_path: Path) -> None:
    place = Place(tmp_path / "work", [("step:a", FAMILY + STUBBORN)], {"timeout": 6})
    assert ended(place)["error"]["kind"] == "timeout"


def test_every_try_ends_with_all_of_it(tmp_path: Path) -> None:
    code = FAMILY + "open('tries', 'a').write('x')\n1 / 0"
    place = Place(tmp_path / "work", [("step:a", code)], {"retry": {"limit": 2}})
    assert ended(place)["tries"] == 3


def test_memory(tmp_path: Path) -> None:
    code = FAMILY + "blocks = [bytearray(b'x' * 2**20) for _ in range(800)]\ntime.sleep(60)"
    settings = {"resources": {"memory": "300Mi"}}
    place = Place(tmp_path / "work", [("step:a", code)], settings)
    error = ended(place)["error"]
    assert (error["kind"], error["cell"]) == ("memory", 0)
    assert "of 0.29 GiB of memory" in error["message"]


def test_cancelling_from_another_process(tmp_path: Path) -> None:
    place = Place(tmp_path / "work", [("step:a", FAMILY + STUBBORN)])
    command = place.start("run", "a.ipynb")
    try:
        assert wait_for(lambda: has_printed(place, "started"), 60)
        (run,) = place.runs()
        assert run["status"] == "running"
        cancelled = place.call("runs", "cancel", run["id"])
        assert cancelled.returncode == 0, cancelled.stderr
        assert command.wait(timeout=60) == 1
        place.assert_unharmed()
        assert [each["status"] for each in place.runs()] == ["cancelled"]
    finally:
        place.end()

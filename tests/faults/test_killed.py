"""Processes of a run are killed at random moments: it is whole, and can be resumed.

`CELLWAY_FAULT_ROUNDS` sets how often (10), `CELLWAY_FAULT_SEED` repeats a failure.
"""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

import pytest

from .command import Place, arguments, wait_for
from .thirty_steps import cells, expected

pytestmark = pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="needs /proc")

ROUNDS = int(os.environ.get("CELLWAY_FAULT_ROUNDS", "10"))
SEED = os.environ.get("CELLWAY_FAULT_SEED") or str(random.randrange(10**6))


@pytest.fixture(scope="module")
def duration(tmp_path_factory: pytest.TempPathFactory) -> float:
    """How long a run takes that nobody disturbs, in seconds."""
    place = Place(tmp_path_factory.mktemp("undisturbed"), cells())
    begun = time.monotonic()
    done = place.call("run", "a.ipynb")
    assert done.returncode == 0, done.stderr
    (run,) = place.runs()
    assert place.shown(run["id"]) == expected()
    place.assert_unharmed()
    return time.monotonic() - begun


def kill_one(place: Place, command: int, choice: random.Random) -> str:
    """Kill the command, or something that it has started."""
    others = [pid for pid in place.processes() if pid != command]
    pid = command if not others or choice.random() < 0.4 else choice.choice(others)
    name = arguments(pid).replace(b"\0", b" ").decode()
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return f"{name} (too late)"
    return name


@pytest.mark.parametrize("number", range(ROUNDS))
def test_a_run_outlives_the_death_of_its_processes(
    number: int, duration: float, tmp_path: Path
) -> None:
    choice = random.Random(f"{SEED}:{number}")
    place = Place(tmp_path / "work", cells())
    told = [f"CELLWAY_FAULT_SEED={SEED}"]
    args = ["run", "a.ipynb"]
    try:
        for _ in range(choice.randint(1, 2)):
            command = place.start(*args)
            time.sleep(choice.uniform(0, duration))
            told.append(kill_one(place, command.pid, choice))
            command.wait(timeout=120)
            place.assert_unharmed()
            runs = place.runs()
            if runs and runs[0]["status"] != "succeeded":
                told.append(runs[0]["status"])
                args = ["runs", "resume", runs[0]["id"]]
            elif runs:
                break
        if not runs or runs[0]["status"] != "succeeded":
            done = place.call(*args)
            assert done.returncode == 0, (told, done.stdout, done.stderr)
        (run,) = place.runs()
        assert run["status"] == "succeeded"
        assert place.shown(run["id"]) == expected(), told
        place.assert_unharmed()
    except BaseException:
        print(told)
        raise
    finally:
        place.end()
        wait_for(lambda: not place.processes())

"""Several steps in one pod."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from .test_pod import PLAN, STEP, told_result, write_parts

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="pods are of Linux")


def step(name: str, cell: int, source: str, reads: str | None = None) -> dict[str, Any]:
    return {
        **STEP,
        "step": name,
        "cells": [{"index": cell, "source": source, "omit": []}],
        "after": [reads] if reads else [],
        "reads": [{"name": "x", "from": reads}] if reads else [],
        "outputs": ["x"],
    }


def plan_of(*sources: str) -> dict[str, Any]:
    """Return the plan of steps `s1`, `s2`…, each of which takes `x` of the one before."""
    steps = [
        step(f"s{n}", n - 1, source, f"s{n - 1}" if n > 1 else None)
        for n, source in enumerate(sources, 1)
    ]
    return {**PLAN, "steps": steps}


def start(
    program: Path,
    scratch: Path,
    steps: str,
    *more: str,
    folder: Path | None = None,
    options: Sequence[str] = (),
) -> subprocess.Popen[str]:
    """Start a pod; `folder` is the one in which it starts, `options` are Python's."""
    call = ["--pod", scratch / "code", "--step", steps, "--data", scratch]
    return subprocess.Popen(
        [
            sys.executable,
            *options,
            str(program),
            *map(str, call),
            "--work",
            scratch / "work",
            *more,
        ],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def parts_of(log: str) -> dict[int, str]:
    """Return what a log has of each step."""
    found: dict[int, str] = {}
    for part in log.split('\x1e{"event":"step",')[1:]:
        line, _, rest = part.partition("\n")
        found[json.loads("{" + line)["step"]] = rest
    return found


def test_they_run_one_after_the_other(program: Path, tmp_path: Path) -> None:
    plan = plan_of("x = 1\nprint('first')", "x += 1\nprint('second', end='')", "print('x is', x)")
    write_parts(tmp_path / "code", "plan", plan)
    pod = start(program, tmp_path, "1.2.3")
    log, errors = pod.communicate()
    assert (pod.returncode, errors) == (0, "")
    parts = parts_of(log)
    assert list(parts) == [1, 2, 3]
    for number, said in {1: "first", 2: "second", 3: "x is 2"}.items():
        assert said in parts[number]
        result = (tmp_path / f"runs/r1/steps/{number}/result.json").read_text()
        assert told_result(parts[number]) == result
        assert json.loads(result)["status"] == "succeeded"


def test_each_is_a_process_with_a_module_of_its_own(program: Path, tmp_path: Path) -> None:
    look = "import __main__, os\nprint(os.getpid(), 'y' in dir(__main__))"
    write_parts(tmp_path / "code", "plan", plan_of(f"x = y = 1\n{look}", look))
    log, errors = start(program, tmp_path, "1.2").communicate()
    assert errors == ""
    first, second = parts_of(log).values()
    pids = [first.split(" True")[0].split()[-1], second.split(" False")[0].split()[-1]]
    assert len(set(pids)) == 2


def test_those_behind_one_that_fails_do_not_begin(program: Path, tmp_path: Path) -> None:
    write_parts(tmp_path / "code", "plan", plan_of("x = 1", "x / 0", "print(x)"))
    pod = start(program, tmp_path, "1.2.3")
    log, _ = pod.communicate()
    assert pod.returncode == 1
    parts = parts_of(log)
    assert list(parts) == [1, 2]
    assert json.loads(told_result(parts[2]))["error"]["name"] == "ZeroDivisionError"


def test_one_that_dies_ends_the_pod_as_it_died(program: Path, tmp_path: Path) -> None:
    die = "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"
    write_parts(tmp_path / "code", "plan", plan_of(die, "x = 1"))
    pod = start(program, tmp_path, "1.2")
    log, _ = pod.communicate()
    assert pod.returncode == 128 + signal.SIGKILL
    assert list(parts_of(log)) == [1]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_pod_that_is_asked_to_end_ends_its_step(
    program: Path, tmp_path: Path, number: signal.Signals
) -> None:
    wait = "open('begun', 'w').close()\nimport time\ntime.sleep(60)"
    write_parts(tmp_path / "code", "plan", plan_of("x = 1", wait, "print(x)"))
    pod = start(program, tmp_path, "1.2.3")
    while not (tmp_path / "work/begun").exists() and pod.poll() is None:
        time.sleep(0.01)
    pod.send_signal(number)
    log, _ = pod.communicate()
    assert pod.returncode == (128 + number if number == signal.SIGTERM else 1)
    assert list(parts_of(log)) == [1, 2]


def test_a_pod_ends_whatever_a_step_makes_of_being_asked(program: Path, tmp_path: Path) -> None:
    wait = (
        "import signal, time\n"
        "asked = []\n"
        "signal.signal(signal.SIGTERM, lambda *_: asked.append(1))\n"
        "open('begun', 'w').close()\n"
        "while not asked: time.sleep(0.01)\n"
        "x = 1"
    )
    write_parts(tmp_path / "code", "plan", plan_of(wait, "print(x)"))
    pod = start(program, tmp_path, "1.2")
    while not (tmp_path / "work/begun").exists() and pod.poll() is None:
        time.sleep(0.01)
    pod.send_signal(signal.SIGTERM)
    log, _ = pod.communicate()
    assert pod.returncode == 128 + signal.SIGTERM
    assert list(parts_of(log)) == [1]


def test_another_try_goes_on_where_the_first_was_ended(program: Path, tmp_path: Path) -> None:
    count = "with open('count', 'a') as file: file.write('1')\n"
    fail_once = "import os\nif not os.path.exists('again'): open('again', 'w').close(); 1 / 0\n"
    plan = plan_of(f"{count}x = 5", f"{fail_once}print('x is', x)")
    write_parts(tmp_path / "code", "plan", plan)
    pod = start(program, tmp_path, "1.2", "--workflow", "a")
    pod.communicate()
    assert pod.returncode == 1
    pod = start(program, tmp_path, "1.2", "--workflow", "a")
    log, _ = pod.communicate()
    assert pod.returncode == 0
    assert (tmp_path / "work/count").read_text() == "1"
    parts = parts_of(log)
    assert json.loads(told_result(parts[1]))["status"] == "succeeded"
    assert "x is 5" in parts[2]
    # A run that is taken up again is another workflow, with what is left to be done of it.
    start(program, tmp_path, "1.2", "--workflow", "b").communicate()
    assert (tmp_path / "work/count").read_text() == "11"


def test_none_finds_what_another_has_left_in_the_pod_alone(program: Path, tmp_path: Path) -> None:
    alone = tmp_path / "alone"
    alone.mkdir()
    (alone / "of the image").touch()
    leave = (
        f"import os, subprocess\n"
        f"os.makedirs({str(alone / 'folder')!r})\n"
        f"open({str(alone / 'file')!r}, 'w').close()\n"
        f"x = subprocess.Popen(['sleep', '60']).pid"
    )
    look = f"import os\nprint(os.listdir({str(alone)!r}), os.path.exists(f'/proc/{{x}}/exe'))"
    write_parts(tmp_path / "code", "plan", plan_of(leave, look))
    log, _ = start(
        program, tmp_path, "1.2", "--passing", f"{alone}:{tmp_path / 'no'}"
    ).communicate()
    assert "['of the image'] False" in parts_of(log)[2]


def test_none_finds_a_daemon_that_another_has_left(program: Path, tmp_path: Path) -> None:
    daemon = (
        "import os, time\n"
        "reading, writing = os.pipe()\n"
        "if os.fork() == 0:\n"
        "    os.setsid()\n"
        "    if os.fork() == 0:\n"
        "        os.write(writing, str(os.getpid()).encode())\n"
        "        time.sleep(60)\n"
        "    os._exit(0)\n"
        "x = int(os.read(reading, 20))\n"
    )
    look = "import os\nprint('runs' if os.path.exists(f'/proc/{x}/exe') else 'is gone')"
    write_parts(tmp_path / "code", "plan", plan_of(daemon, look))
    log, errors = start(program, tmp_path, "1.2").communicate()
    assert errors == ""
    assert "is gone" in parts_of(log)[2]


def test_threads_that_settings_start_are_there_in_each(
    program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile = tmp_path / "ipython" / "profile_default"
    profile.mkdir(parents=True)
    (profile / "ipython_config.py").write_text(
        "import threading\n"
        "threading.Thread(target=threading.Event().wait, name='of-config', daemon=True).start()\n"
    )
    monkeypatch.setenv("IPYTHONDIR", str(profile.parent))
    look = "import threading\nprint('of-config' in {each.name for each in threading.enumerate()})"
    plan = plan_of(f"x = 1\n{look}", f"x += 1\n{look}")
    write_parts(tmp_path / "code", "plan", plan)
    pod = start(program, tmp_path, "1.2", "--workflow", "a")
    log, errors = pod.communicate()
    assert (pod.returncode, errors) == (0, "")
    assert ["True" in each for each in parts_of(log).values()] == [True, True]
    log, _ = start(program, tmp_path, "1.2", "--workflow", "a").communicate()
    assert [told_result(each) != "" for each in parts_of(log).values()] == [True, True]


def test_each_finds_the_modules_that_its_image_names(
    program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = tmp_path / "app"
    app.mkdir()
    (app / "mine_of_the_image.py").write_text("y = 7")
    monkeypatch.setenv("PYTHONPATH", str(app))
    find = "import mine_of_the_image\nx = mine_of_the_image.y\nprint('found', x)"
    write_parts(tmp_path / "code", "plan", plan_of(find, find))
    log, errors = start(program, tmp_path, "1.2", folder=app).communicate()
    assert errors == ""
    assert all("found 7" in each for each in parts_of(log).values())

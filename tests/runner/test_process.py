"""The process of a step: what its cells find in it, and how it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from .steps import Workplace, environment


@contextmanager
def started(workplace: Workplace, source: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """Start a step with a lifeline; gives the end that keeps it alive. Waits for `READY`."""
    ready = workplace.folder / "READY"
    command, _ = workplace.command(workplace.request(source))
    reading, writing = os.pipe()
    process = subprocess.Popen(
        [*command, "--lifeline-fd", str(reading)],
        pass_fds=[reading],
        env=environment(),
        text=True,
        start_new_session=True,
    )
    os.close(reading)
    try:
        wait_for(ready.exists)
        yield process, writing
    finally:
        process.kill()
        process.wait()


def wait_for(condition: object, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


def alive(process: int) -> bool:
    try:
        stat = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_all_processes_end_with_the_lifeline(plain: Workplace) -> None:
    (plain.folder / "child.py").write_text(
        "import subprocess, time\n"
        "print(subprocess.Popen(['sleep', '60']).pid, flush=True)\ntime.sleep(60)"
    )
    source = """
import os, subprocess, sys, time
command = [sys.executable, 'child.py']
pids = [os.getpid()]
for session in (False, True):
    child = subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=session)
    pids += [child.pid, int(child.stdout.readline())]
open('PIDS', 'w').write(repr(pids))
open('READY', 'w').close()
time.sleep(60)
"""
    with started(plain, source) as (process, lifeline):
        pids = json.loads((plain.folder / "PIDS").read_text())
        assert all(alive(pid) for pid in pids)
        os.close(lifeline)
        process.wait(20)
        assert process.returncode == -signal.SIGKILL
        wait_for(lambda: not any(alive(pid) for pid in pids))


@pytest.mark.parametrize(
    "source",
    [
        "open('READY', 'w').close()\nwhile True: pass",
        "import asyncio\nopen('READY', 'w').close()\nawait asyncio.sleep(60)",
        "import subprocess\nopen('READY', 'w').close()\nsubprocess.run(['sleep', '60'])",
    ],
)
def test_an_interrupt_ends_the_cell(workplace: Workplace, source: str) -> None:
    with started(workplace, source) as (process, lifeline):
        time.sleep(0.2)
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(20) == 0
        os.close(lifeline)
    result = json.loads((workplace.folder.parent / "result.json").read_text())
    assert result["status"] == "failed"
    assert result["error"]["name"] in ("KeyboardInterrupt", "CancelledError")
    assert result["cells"][0]["outputs"]


def test_a_process_that_is_killed_leaves_no_result(plain: Workplace) -> None:
    outcome = plain.run("print('before')\nimport os\nos._exit(7)")
    assert (outcome.code, outcome.result) == (7, {})
    assert [event["event"] for event in outcome.events] == ["cell-started", "output"]


def test_a_crash_is_told_where_the_program_was_started(plain: Workplace) -> None:
    outcome = plain.run("import ctypes\nctypes.string_at(0)")
    assert (outcome.code, outcome.result) == (-signal.SIGSEGV, {})
    assert "Segmentation fault" in outcome.error
    assert "<ipython-input-0-cell>" in outcome.error


def test_what_the_notebook_leaves_running_does_not_hold_the_step(plain: Workplace) -> None:
    outcome = plain.run(
        "import threading, time\nthreading.Thread(target=time.sleep, args=[60]).start()\nprint('a')"
    )
    assert (outcome.code, outcome.text()) == (0, "a\n")


def test_exit_handlers_run(plain: Workplace) -> None:
    plain.run("import atexit, pathlib\natexit.register(pathlib.Path('left').touch);")
    assert (plain.folder / "left").exists()


def test_nobody_has_to_read_the_events(plain: Workplace) -> None:
    command, result = plain.command(plain.request("for i in range(5):\n    print('x' * 3_000_000)"))
    reading, writing = os.pipe()
    started_at = time.monotonic()
    subprocess.run(
        [*command, "--events-fd", str(writing)], pass_fds=[writing], check=True, timeout=60
    )
    assert time.monotonic() - started_at < 20
    assert json.loads(result.read_text())["status"] == "succeeded"
    os.close(reading)
    result.unlink()
    subprocess.run([*command, "--events-fd", str(writing)], pass_fds=[writing], check=True)
    assert json.loads(result.read_text())["status"] == "succeeded"
    os.close(writing)


@pytest.mark.parametrize("source", ["x = 1\nexit()\nprint('to the end')", "quit"])
def test_exit_ends_the_notebook(workplace: Workplace, source: str) -> None:
    outcome = workplace.run(source, "print('not reached')", outputs=["x"])
    assert outcome.result["status"] == "failed"
    assert outcome.result["error"]["name"] == "SystemExit"
    assert "exit()" in outcome.result["error"]["message"]
    assert [cell["status"] for cell in outcome.cells] == ["failed", "not run"]
    assert outcome.text() == ("to the end\n" if "end" in source else "")
    assert outcome.cells[0]["outputs"][-1]["ename"] == "SystemExit"
    assert outcome.result["objects"] == []


@pytest.mark.parametrize("place", ["workplace", "plain"])
@pytest.mark.parametrize("call", ["input('Name?')", "import getpass\ngetpass.getpass()"])
def test_nobody_can_type(place: str, call: str, request: pytest.FixtureRequest) -> None:
    work: Workplace = request.getfixturevalue(place)
    error = work.run(call).result["error"]
    assert error["name"] == "StdinNotImplementedError"
    assert "parameter" in error["message"]


def test_a_value_that_cannot_be_shown_fails_the_cell(workplace: Workplace) -> None:
    outcome = workplace.run("class R:\n    def __repr__(self): raise ValueError('no repr')\nR()")
    assert outcome.result["error"] == {"cell": 0, "name": "ValueError", "message": "no repr"}
    assert outcome.cells[0]["outputs"][0]["ename"] == "ValueError"


@pytest.mark.parametrize("place", ["workplace", "plain"])
def test_the_notebook_does_not_see_the_runner(place: str, request: pytest.FixtureRequest) -> None:
    work: Workplace = request.getfixturevalue(place)
    outcome = work.run(
        "import os, sys\n"
        "print([path for path in sys.path if 'runner' in path], '' in sys.path)\n"
        "print(sys.argv[1:], os.path.basename(sys.argv[0]))\n"
        "print(os.getcwd(), os.environ['CELLWAY_GIVEN'])\n"
        "print(sorted(name for name in globals() if 'cellway' in name.lower()))\n"
        "print(__name__, sys.modules['__main__'].__dict__ is globals())",
        environment={"CELLWAY_GIVEN": "given"},
    )
    assert outcome.text() == (
        "[] True\n"
        "['-f', 'kernel.json'] ipykernel_launcher.py\n"
        f"{work.folder} given\n"
        "[]\n"
        "__main__ True\n"
    )


def test_the_installed_package_is_the_one_that_is_imported(workplace: Workplace) -> None:
    outcome = workplace.run("import cellway\nprint(cellway.__file__)")
    assert outcome.text() == f"{Path(__file__).parent.parent.parent}/cellway/__init__.py\n"


def test_modules_of_python_come_before_those_beside_the_notebook(workplace: Workplace) -> None:
    (workplace.folder / "queue.py").write_text("raise ValueError")
    (workplace.folder / "mine.py").write_text("WHERE = __file__")
    outcome = workplace.run("import mine, queue\nprint(mine.WHERE)")
    assert outcome.text() == f"{workplace.folder}/mine.py\n"


def test_settings_and_start_up_files_are_those_of_a_kernel(
    workplace: Workplace, tmp_path: Path
) -> None:
    profile = tmp_path / "ipython" / "profile_default"
    (profile / "startup").mkdir(parents=True)
    (profile / "startup" / "first.py").write_text("print('unseen')\nprepared = 'by a file'")
    (profile / "ipython_config.py").write_text("c.InteractiveShell.ast_node_interactivity = 'all'")
    (profile / "ipython_kernel_config.py").write_text("c.IPKernelApp.exec_lines = ['import math']")
    outcome = workplace.run(
        "prepared\nmath.floor(2.5)", environment={"IPYTHONDIR": str(tmp_path / "ipython")}
    )
    results = [output["data"]["text/plain"] for output in outcome.cells[0]["outputs"]]
    assert results == ["'by a file'", "2"]


def test_parameters_that_are_replaced_do_not_run(workplace: Workplace) -> None:
    source = "'🐴'; x = 1\ny = [\n  2,\n]; print(x, y)\nz=3\nraise ValueError(z)"
    omitted = ("x = 1", "y = [\n  2,\n]", "z=3")
    # The horse counts twice in offsets.
    spans = [[source.index(each) + 1, source.index(each) + 1 + len(each)] for each in omitted]
    cell = {"index": 2, "source": source, "omit": spans, "count": 9}
    restore = [{"kind": "parameter", "name": name, "source": f"'{name} given'"} for name in "xyz"]
    outcome = workplace.run(cells=[cell], restore=restore)
    assert outcome.text() == "x given y given\n"
    assert outcome.result["error"]["line"] == 6
    traceback = "\n".join(outcome.cells[0]["outputs"][-1]["traceback"])
    assert "pass" not in traceback

"""Steps that are forked from a server are as if each had a process of its own."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from .servers import MARK, Server
from .steps import Workplace
from .test_process import alive, wait_for

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks on Linux only")


@pytest.fixture
def server(plain: Workplace) -> Iterator[Server]:
    with closing(Server(plain)) as server:
        yield server


@pytest.fixture
def jupyter(workplace: Workplace) -> Iterator[Server]:
    with closing(Server(workplace)) as server:
        yield server


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder of installed packages, to fill; it has to be on PYTHONPATH."""
    folder = tmp_path / "site-packages"
    folder.mkdir()
    return folder


def test_steps_see_nothing_of_each_other(server: Server) -> None:
    change = (
        "import builtins, gc, json, logging, os, random, signal, sys, threading, warnings\n"
        "json.left = builtins.left = left = os.environ['LEFT'] = 'left'\n"
        "os.chdir('/')\nos.umask(0)\nsys.path.append('left')\nrandom.seed(1)\ngc.disable()\n"
        "signal.signal(signal.SIGUSR1, print)\nwarnings.simplefilter('error')\n"
        "logging.getLogger().setLevel(1)\nsys.setrecursionlimit(5000)\n"
        "threading.Thread(target=threading.Event().wait, daemon=True).start()\n"
    )
    look = (
        "import builtins, gc, json, logging, os, signal, sys, threading, warnings\n"
        "[hasattr(json, 'left'), hasattr(builtins, 'left'), 'left' in globals(),"
        " 'LEFT' in os.environ, os.getcwd(), os.umask(0o22), 'left' in sys.path, gc.isenabled(),"
        " signal.getsignal(signal.SIGUSR1), warnings.filters,"
        " logging.getLogger().level, sys.getrecursionlimit(),"
        " sorted(each.name for each in threading.enumerate()), sys.argv]"
    )

    def seen() -> str:
        outcome = server.run(look)
        return str(outcome.cells[0]["outputs"][0]["data"]["text/plain"])

    before = seen()
    assert server.run(change).result["status"] == "succeeded"
    assert seen() == before


def test_a_step_finds_what_it_would_find_in_a_process_of_its_own(
    workplace: Workplace, jupyter: Server
) -> None:
    source = (
        "import asyncio, gc, logging, os, signal, sys, threading, warnings\n"
        "for each in ["
        "sorted(set(globals()) - {'gc', 'logging', 'warnings'}), os.getcwd(), sys.path, sys.argv,\n"
        "sys.flags, sys.getrecursionlimit(), gc.isenabled(), gc.get_threshold(),\n"
        "signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGCHLD),\n"
        "signal.set_wakeup_fd(-1) == -1, signal.pthread_sigmask(signal.SIG_BLOCK, []),\n"
        "{each.name for each in threading.enumerate()} - {'cellway-lifeline'}, sys.stdin.read(),\n"
        "warnings.filters, logging.root.handlers, sorted(logging.root.manager.loggerDict),\n"
        "hash('text'),"
        "sorted(set(os.environ) - {'CELLWAY_STEP'}), asyncio.get_running_loop().is_running(),\n"
        "sorted(os.listdir('/proc/self/fd'))]:\n"
        "    print(each)"
    )
    alone = workplace.run(source).text().splitlines()
    served = jupyter.run(source).text().splitlines()
    # Which numbers descriptors have differs; how many there are may not.
    assert served[:-1] == alone[:-1]
    assert len(served[-1].split(",")) <= len(alone[-1].split(",")) + 1


def test_steps_draw_numbers_of_their_own(jupyter: Server) -> None:
    source = "import random, numpy\nprint(random.random(), numpy.random.random())"
    drawn = [jupyter.run(source, needs=("numpy",)).text().split() for _ in range(3)]
    assert len({number for numbers in drawn for number in numbers}) == 6


def test_what_a_step_needs_is_loaded_before(jupyter: Server) -> None:
    look = "import sys\nprint([each in sys.modules for each in ('numpy', 'numpy.linalg', 'wave')])"
    assert jupyter.run(look).text() == "[False, False, False]\n"
    assert jupyter.run(look, needs=("numpy", "wave:open")).text() == "[True, True, True]\n"
    multiply = "import numpy\nprint((numpy.ones((300, 300)) @ numpy.ones((300, 300))).sum())"
    for _ in range(2):
        assert jupyter.run(multiply, needs=("numpy",)).text() == "27000000.0\n"


def test_what_had_to_be_loaded_is_told(jupyter: Server) -> None:
    for needs in (("wave", "wave:open", "missing", "os"), ("wave", "json")):
        assert jupyter.run("1", needs=needs).answers[0]["loaded"] == ["wave"]


def test_what_imports_look_at_is_observed_of_the_steps(
    plain: Workplace, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (site / "reader.py").write_text(
        "import os\nif os.path.exists('reader.ini'): open('reader.ini').close()\n"
        "try: import nowhere_to_be_found\nexcept ImportError: pass"
    )
    monkeypatch.setenv("PYTHONPATH", str(site))
    with closing(Server(plain)) as server:
        alone = plain.run("import reader").result["observed"]
        assert any(each["path"].endswith("reader.ini") for each in alone["read"])
        served = server.run("import reader", needs=("reader",)).result["observed"]
        for part in ("read", "environment"):
            assert served[part] == alone[part]
        assert set(served["packages"]) >= set(alone["packages"])
        (plain.folder / "reader.ini").touch()
        refusal = server.run("1").refusal
        assert refusal is not None and "reader.ini" in refusal["reason"]


def test_from_imports_load_modules_but_not_in_place_of_members(
    plain: Workplace, site: Path
) -> None:
    package = site / "package"
    package.mkdir()
    (package / "__init__.py").write_text("def member(): return 'function'\n")
    (package / "member.py").write_text("")
    (package / "module.py").write_text("")
    with closing(Server(plain, variables={"PYTHONPATH": str(site)})) as server:
        outcome = server.run(
            "import sys\nprint(sorted(each for each in sys.modules if 'package' in each))\n"
            "from package import member\nprint(member())",
            needs=("package:member", "package:module", "package:missing"),
        )
    assert outcome.refusal is None
    assert outcome.text() == "['package', 'package.module']\nfunction\n"


def test_modules_of_the_project_are_never_loaded_ahead(plain: Workplace, tmp_path: Path) -> None:
    library = tmp_path / "library"
    library.mkdir()
    for folder in (plain.folder, library):
        (folder / f"of_{folder.name}.py").write_text("open('LOADED', 'a').write(__name__)")
    variables = {"PYTHONPATH": f"{library}{os.pathsep}."}
    with closing(Server(plain, variables=variables)) as server:
        needs = ("of_notebook", "of_library")
        outcome = server.run("import sys\nprint('of_library' in sys.modules)", needs=needs)
        assert outcome.text() == "False\n"
        assert not (plain.folder / "LOADED").exists()
        assert server.run("import of_notebook, of_library", needs=needs).code == 0
    assert (plain.folder / "LOADED").read_text() == "of_notebookof_library"


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("print('hello')", "what is printed"),
        ("import warnings\nwarnings.warn('old')", "what is printed"),
        (
            "import threading\n"
            "threading.Thread(target=threading.Event().wait, daemon=True).start()",
            "threads",
        ),
        ("import random\nrandom.seed(0)", "the state of random"),
        ("import sys\nsys.path.append('x')", "the search path"),
        ("import os\nos.chdir('/')", "the folder"),
        ("raise ValueError('broken')", "broken"),
        ("import sys\nsys.exit(3)", "SystemExit"),
        ("import forbidden", "imports forbidden"),
    ],
)  # fmt: skip
def test_an_import_that_does_more_than_load_is_left_to_the_steps(
    plain: Workplace, site: Path, source: str, reason: str
) -> None:
    (site / "active.py").write_text(source)
    (site / "forbidden.py").write_text("")
    with closing(
        Server(plain, "--never", "forbidden", variables={"PYTHONPATH": str(site)})
    ) as server:
        refusal = server.run("1", needs=("csv", "active")).refusal
        assert refusal is not None
        assert refusal["without"] == "active"
        assert reason in refusal["reason"]
        assert server.process.wait(20) == 0


def test_a_change_of_what_is_installed_ends_the_server(plain: Workplace, site: Path) -> None:
    (site / "package.py").write_text("")
    with closing(Server(plain, variables={"PYTHONPATH": str(site)})) as server:
        (site / "__pycache__").mkdir()
        assert server.run("1", needs=("package",)).refusal is None
        (site / "other.py").write_text("")
        refusal = server.run("1").refusal
        assert refusal is not None and refusal["without"] is None
        assert str(site) in refusal["reason"]
        assert server.process.wait(20) == 0


def test_a_module_beside_the_notebook_that_hides_an_installed_one_is_respected(
    plain: Workplace, site: Path
) -> None:
    (site / "package.py").write_text("")
    with closing(Server(plain, variables={"PYTHONPATH": str(site)})) as server:
        assert server.run("1", needs=("package",)).refusal is None
        (plain.folder / "package.py").write_text("")
        refusal = server.run("1", needs=("package",)).refusal
        assert refusal is not None and "package of its own" in refusal["reason"]


@pytest.mark.parametrize(
    ("source", "code", "signal_name"),
    [
        ("import os\nos._exit(7)", 7, None),
        ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", None, "SIGKILL"),
        ("import ctypes\nctypes.string_at(0)", None, "SIGSEGV"),
    ],
)
def test_how_a_step_ended_is_told(
    server: Server, source: str, code: int | None, signal_name: str | None
) -> None:
    outcome = server.run(source)
    assert outcome.result == {}
    end = outcome.answers[-1]["exit"]
    assert (end["code"], end["signal"]) == (code, signal_name)
    assert end["peak"] > 1_000_000
    assert server.run("print('next')").text() == "next\n"


def test_steps_run_at_the_same_time(server: Server, plain: Workplace) -> None:
    wait = "import os, time\nwhile not os.path.exists('GO'): time.sleep(0.02)\nprint('gone')"
    waiting = [server.start(wait) for _ in range(3)]
    assert server.run("open('GO', 'w').close()").code == 0
    assert [each.end().text() for each in waiting] == ["gone\n"] * 3


FAMILY = """
import os, subprocess, sys, time
pids = [os.getpid(), subprocess.Popen(['sleep', '60']).pid]
reading, writing = os.pipe()
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.write(writing, str(os.getpid()).encode())
        time.sleep(60)
    os._exit(0)
pids.append(int(os.read(reading, 20)))
open('PIDS', 'w').write(repr(pids))
os.rename('PIDS', 'READY')
"""
"""A step, a program that it has started, and a daemon that it has forked."""


def family(plain: Workplace) -> list[int]:
    ready = plain.folder / "READY"
    wait_for(ready.exists)
    return [int(pid) for pid in ready.read_text().strip("[]").split(",")]


def test_all_processes_of_a_step_have_its_mark(server: Server, plain: Workplace) -> None:
    step = server.start(FAMILY + "time.sleep(60)")
    pids = family(plain)
    try:
        for pid in pids:
            variables = Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
            assert f"{MARK}=run/1".encode() in variables
        assert b"run/1" not in Path(f"/proc/{server.process.pid}/environ").read_bytes()
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGKILL)
    assert step.end().answers[-1]["exit"]["signal"] == "SIGKILL"


@pytest.mark.parametrize("what", ["connection", "lifeline", "server"])
def test_steps_end_when_nobody_waits_for_them(server: Server, plain: Workplace, what: str) -> None:
    step = server.start(FAMILY + "time.sleep(60)")
    pids = family(plain)
    try:
        if what == "connection":
            step.connection.shutdown(2)
        elif what == "lifeline":
            server.lifeline.shutdown(2)
        else:
            server.process.kill()
        wait_for(lambda: not any(alive(pid) for pid in pids[:2]))
        if what == "lifeline":
            assert server.process.wait(20) == 0
            assert not server.folder.exists()
        elif what == "connection":
            assert server.run("print('next')").text() == "next\n"
    finally:
        os.kill(pids[2], signal.SIGKILL)


def test_what_is_open_at_the_end_is_closed(server: Server, plain: Workplace) -> None:
    (plain.folder / "mine.py").write_text("file = open('of_module', 'w')\nfile.write('written')")
    outcome = server.run(
        "import atexit, mine, os, threading, time\n"
        "class Last:\n    def __del__(self): open('deleted', 'w').close()\n"
        "def generate():\n    try: yield\n    finally: open('closed', 'w').close()\n"
        "last, generated = Last(), generate()\nnext(generated)\n"
        "file = open('of_cell', 'w')\nfile.write('written')\n"
        "cycle = [open('of_cycle', 'w')]\ncycle.append(cycle)\ncycle[0].write('written')\n"
        "atexit.register(lambda: open('left', 'w').close())\n"
        "def later():\n    time.sleep(0.3)\n    open('later', 'w').close()\n"
        "threading.Thread(target=later).start()"
    )
    assert outcome.code == 0
    for name in ("of_module", "of_cell", "of_cycle"):
        assert (plain.folder / name).read_text() == "written"
    for name in ("deleted", "closed", "left", "later"):
        assert (plain.folder / name).exists()


def test_a_spare_process_becomes_its_one_step(plain: Workplace) -> None:
    with closing(Server(plain, "--once", "--preload", "csv")) as server:
        outcome = server.run(
            "import os, sys\nprint(os.getpid(), 'csv' in sys.modules)\nsys.stdout.flush()"
        )
        assert outcome.text() == f"{server.process.pid} True\n"
        assert outcome.pid == server.process.pid
        assert server.process.wait(20) == 0


def test_a_request_that_is_none_is_refused_by_the_process_of_the_step(server: Server) -> None:
    outcome = server.run("1", protocol=99)
    assert (outcome.code, outcome.result) == (2, {})
    assert "protocol 99" in outcome.error

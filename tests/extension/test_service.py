"""The service as it is installed, behind a Jupyter server, with real steps."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import pytest

from .jupyter import JupyterServer, eventually, jupyter_server

NUMBERS = count()

FIRST = "x = 1"
SECOND = """import os, time
open('pid', 'w').write(str(os.getpid()))
while not os.path.exists('go'): time.sleep(0.02)
print('secret', os.environ['A_SECRET'])
print('allocates as kernels do:', not any(name.startswith('MALLOC_') for name in os.environ))
print(x)"""


class Browser:
    """A page of JupyterLab that shows a notebook in a folder of its own."""

    def __init__(self, server: JupyterServer) -> None:
        self.server = server
        self.path = f"notes ü {next(NUMBERS)}/a.ipynb"
        self.file = server.root / self.path
        self.file.parent.mkdir()
        self.client = server.cookie_client()
        self.client.headers["X-XSRFToken"] = self.client.cookies["_xsrf"]

    def submit(self) -> dict[str, Any]:
        cells: list[dict[str, Any]] = [
            {
                "cell_type": "code",
                "metadata": {"tags": [tag]},
                "source": source,
                "outputs": [],
                "execution_count": None,
            }
            for tag, source in (("step:one", FIRST), ("step:two", SECOND))
        ]
        text = json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4})
        run = {"id": "r", "notebook": {"path": self.path, "text": text}}
        answer = self.client.post("cellway/api/runs", json=run)
        assert answer.status_code == 201, answer.text
        record: dict[str, Any] = answer.json()
        return record

    def at(self, rest: str = "") -> str:
        return f"cellway/api/runs/r{rest}?notebook={self.path}"

    def get(self, rest: str = "") -> dict[str, Any]:
        answer: dict[str, Any] = self.client.get(self.at(rest)).json()
        return answer

    def post(self, rest: str) -> int:
        headers = {"Content-Type": "application/json"}
        return self.client.post(self.at(rest), headers=headers).status_code

    def step_pid(self) -> int:
        """Return the process of the second step when it waits."""
        mark = self.file.with_name("pid")
        return eventually(lambda: mark.exists() and int(mark.read_text() or 0), "the step")

    def let_go(self) -> None:
        self.file.with_name("go").touch()

    def watch(self) -> list[dict[str, Any]]:
        with self.client.stream("GET", self.at("/events")) as answer:
            assert answer.status_code == 200
            return [json.loads(line) for line in answer.iter_lines() if line]

    def service_pid(self) -> int:
        return int(self.client.get("cellway/api/health").json()["pid"])

    def last_activity(self) -> str:
        status = self.client.get("api/status?no_track_activity=1").json()
        return str(status["last_activity"])


@pytest.fixture(scope="module")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[JupyterServer]:
    with jupyter_server(tmp_path_factory.mktemp("service"), {"A_SECRET": "x y"}) as server:
        yield server


@pytest.fixture
def page(shared_server: JupyterServer) -> Browser:
    return Browser(shared_server)


def is_gone(pid: int) -> bool:
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")")[-1].split()[0] == "Z"
    return True


def processes_of(server: JupyterServer) -> list[str]:
    """Return the commands of all that has the server's environment."""
    mark = f"TMPDIR={server.temporary}".encode()
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if mark in (process / "environ").read_bytes().split(b"\0"):
                found.append((process / "cmdline").read_text())
    return found


def test_a_run_from_its_making_to_its_removal(page: Browser) -> None:
    assert page.submit()["notebook"]["path"] == str(page.file)
    page.let_go()
    last = page.watch()[-1]
    assert (last["type"], last["status"]) == ("run", "succeeded")
    [output] = page.get("/notebook")["cells"][1]["outputs"]
    assert "".join(output["text"]) == "secret x y\nallocates as kernels do: True\n1\n"
    # JupyterLab adds the time, so that nothing is taken from a cache.
    [listed] = page.client.get(f"cellway/api/runs?notebook={page.path}&1795601526").json()
    assert listed["id"] == "r"
    assert page.client.delete(page.at()).status_code == 204
    assert page.get()["code"] == "no-such-run"


def test_a_run_is_cancelled_and_resumed(page: Browser) -> None:
    page.submit()
    step = page.step_pid()
    assert page.post("/cancel") == 204
    assert is_gone(step)
    assert page.watch()[-1]["status"] == "cancelled"
    # A form of another site could send this one.
    assert page.client.post(page.at("/resume")).status_code == 415
    page.let_go()
    assert page.post("/resume") == 204
    assert page.watch()[-1]["status"] == "succeeded"


def test_a_server_whose_runs_go_on_is_not_idle(page: Browser) -> None:
    page.submit()
    page.step_pid()
    before = page.last_activity()
    eventually(lambda: page.last_activity() > before, "a sign of activity")
    assert page.post("/cancel") == 204


def test_a_service_that_is_killed_is_back_and_its_runs_can_be_resumed(page: Browser) -> None:
    page.submit()
    step, service = page.step_pid(), page.service_pid()
    os.kill(service, signal.SIGKILL)
    # This one waits until there is a service again.
    assert page.get()["status"] == "interrupted"
    assert page.service_pid() != service
    eventually(lambda: is_gone(step), "the end of the step")
    page.let_go()
    assert page.post("/resume") == 204
    assert page.watch()[-1]["status"] == "succeeded"
    # The folder of the first is gone.
    assert len(list(page.server.temporary.glob("cellway-service-*"))) == 1


def test_who_watches_a_service_that_is_killed_sees_no_end(page: Browser) -> None:
    page.submit()
    page.step_pid()
    service = page.service_pid()
    with page.client.stream("GET", page.at("/events")) as answer:
        lines = answer.iter_lines()
        next(lines)
        os.kill(service, signal.SIGKILL)
        with pytest.raises(httpx.HTTPError):
            list(lines)


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGKILL])
def test_nothing_outlives_the_server(tmp_path: Path, sign: signal.Signals) -> None:
    with jupyter_server(tmp_path, {"A_SECRET": "x"}) as server:
        page = Browser(server)
        page.submit()
        step, service = page.step_pid(), page.service_pid()
        assert len(processes_of(server)) > 2
        server.process.send_signal(sign)
        server.process.wait(60)
        eventually(lambda: is_gone(step) and is_gone(service), "the end of both")
        eventually(lambda: not processes_of(server), "the end of those that wait for steps")
        eventually(lambda: not list(server.temporary.glob("cellway-*")), "the socket to go")

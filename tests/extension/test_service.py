"""The service as it is installed, behind a Jupyter server, with real steps."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

from .jupyter import JupyterServer, eventually, jupyter_server

PATH = "notes ü/a.ipynb"

WAITING = (
    "import os, time",
    "open('pid', 'w').write(str(os.getpid()))",
    "while not os.path.exists('go'): time.sleep(0.02)",
    "print('secret', os.environ['A_SECRET'])",
)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[JupyterServer]:
    with jupyter_server(tmp_path, {"A_SECRET": "x y"}) as server:
        (server.root / PATH).parent.mkdir()
        yield server


def browser(server: JupyterServer) -> httpx.Client:
    """Return a client that sends what JupyterLab's pages send where no token is known."""
    client = server.cookie_client()
    client.headers["X-XSRFToken"] = client.cookies["_xsrf"]
    return client


def submit(client: httpx.Client) -> dict[str, Any]:
    cells: list[dict[str, Any]] = [
        {
            "cell_type": "code",
            "metadata": {"tags": [f"step:{name}"]},
            "source": source,
            "outputs": [],
            "execution_count": None,
        }
        for name, source in (("one", "x = 1"), ("two", "\n".join((*WAITING, "print(x)"))))
    ]
    text = json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4})
    run = {"id": "r", "notebook": {"path": PATH, "text": text}}
    answer = client.post("cellway/api/runs", json=run)
    assert answer.status_code == 201, answer.text
    record = answer.json()
    assert isinstance(record, dict)
    return record


def at(rest: str = "") -> str:
    return f"cellway/api/runs/r{rest}?notebook={PATH}"


def step_pid(server: JupyterServer) -> int:
    """Return the process of the step that waits, when it waits."""
    path = server.root / PATH
    mark = path.with_name("pid")
    return eventually(lambda: mark.exists() and int(mark.read_text() or 0), "the step")


def let_go(server: JupyterServer) -> None:
    (server.root / PATH).with_name("go").touch()


def watch(client: httpx.Client) -> list[dict[str, Any]]:
    with client.stream("GET", at("/events")) as answer:
        assert answer.status_code == 200
        return [json.loads(line) for line in answer.iter_lines() if line]


def service_of(client: httpx.Client) -> int:
    return int(client.get("cellway/api/health").json()["pid"])


def is_gone(pid: int) -> bool:
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")")[-1].split()[0] == "Z"
    return True


def assert_nothing_is_left(server: JupyterServer, *pids: int) -> None:
    eventually(lambda: all(is_gone(pid) for pid in pids), "the end of all processes")
    eventually(lambda: not list(server.temporary.glob("cellway-*")), "the socket to go")


def test_a_run_from_its_making_to_its_removal(server: JupyterServer) -> None:
    client = browser(server)
    record = submit(client)
    assert record["notebook"]["path"] == str(server.root / PATH)
    let_go(server)
    events = watch(client)
    assert events[-1]["type"] == "run" and events[-1]["status"] == "succeeded"
    executed = client.get(at("/notebook")).json()
    [output] = executed["cells"][1]["outputs"]
    assert "".join(output["text"]) == "secret x y\n1\n"
    [listed] = client.get(f"cellway/api/runs?notebook={PATH}&1795601526").json()
    assert listed["id"] == "r"
    assert client.delete(at()).status_code == 204
    assert client.get(at()).json()["code"] == "no-such-run"


def test_a_run_is_cancelled_and_resumed(server: JupyterServer) -> None:
    client = browser(server)
    submit(client)
    pid = step_pid(server)
    headers = {"Content-Type": "application/json"}
    assert client.post(at("/cancel"), headers=headers).status_code == 204
    assert is_gone(pid)
    assert watch(client)[-1]["status"] == "cancelled"
    # A form of another site could send this one.
    assert client.post(at("/resume")).status_code == 415
    let_go(server)
    assert client.post(at("/resume"), headers=headers).status_code == 204
    assert watch(client)[-1]["status"] == "succeeded"


def test_a_service_that_is_killed_is_back_and_its_runs_can_be_resumed(
    server: JupyterServer,
) -> None:
    client = browser(server)
    submit(client)
    step = step_pid(server)
    service = service_of(client)
    os.kill(service, signal.SIGKILL)
    # This one waits until there is a service again.
    record = client.get(at()).json()
    assert service_of(client) != service
    assert record["status"] == "interrupted"
    eventually(lambda: is_gone(step), "the end of the step")
    let_go(server)
    headers = {"Content-Type": "application/json"}
    assert client.post(at("/resume"), headers=headers).status_code == 204
    assert watch(client)[-1]["status"] == "succeeded"
    # The folder of the first is gone.
    assert len(list(server.temporary.glob("cellway-*"))) == 1


def test_who_watches_a_service_that_is_killed_sees_no_end(server: JupyterServer) -> None:
    client = browser(server)
    submit(client)
    step_pid(server)
    with client.stream("GET", at("/events")) as answer:
        lines = answer.iter_lines()
        next(lines)
        os.kill(service_of(server.token_client()), signal.SIGKILL)
        with pytest.raises(httpx.HTTPError):
            list(lines)


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGKILL])
def test_nothing_outlives_the_server(server: JupyterServer, sign: signal.Signals) -> None:
    client = browser(server)
    submit(client)
    step, service = step_pid(server), service_of(client)
    server.process.send_signal(sign)
    server.process.wait(60)
    assert_nothing_is_left(server, step, service)

"""Steps that have nothing to do with each other run at the same time."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from engine.runs import Engine
from notebook_cases import Case, Cell, to_ipynb

AT_ONCE = 3
PATIENCE = 120
"""Seconds after which whoever waits for another one gives up; nothing takes so long."""

MEET = f"""
import socket
meeting = socket.create_connection(("127.0.0.1", port), {PATIENCE})
met = meeting.recv(1)
meeting.close()
"""


def let_meet(server: socket.socket, number: int) -> int:
    """Wait until so many are connected at the same time, and let them all go on."""
    with ExitStack() as stack:
        connections = [stack.enter_context(server.accept()[0]) for _ in range(number)]
        for each in connections:
            each.sendall(b"x")
        return len(connections)


@pytest.fixture
def server() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(PATIENCE)
        yield server


def test_branches_meet(server: socket.socket, tmp_path: Path) -> None:
    branches = [f"{MEET}total_{name} = len(data) + {n}" for n, name in enumerate("abc")]
    sources = [
        f"port = {server.getsockname()[1]}\ndata = [1, 2]",
        *branches,
        "print(total_a, total_b, total_c)",
    ]
    cells = tuple(
        Cell("code", (f"step:{name}",), source)
        for name, source in zip(("load", *"abc", "join"), sources, strict=True)
    )
    case = Case("meeting", "parallel", "", cells, {}, (), (), None)
    notebook = tmp_path / "meeting.ipynb"
    notebook.write_text(json.dumps(to_ipynb(case)), encoding="utf-8")
    with closing(Engine(tmp_path, workers=AT_ONCE)) as engine, ThreadPoolExecutor(1) as pool:
        met = pool.submit(let_meet, server, AT_ONCE)
        ran = engine.run(notebook)
        assert met.result() == AT_ONCE
    assert ran.status == "succeeded"
    assert ran.shown().outputs[4] == "2 3 4\n"

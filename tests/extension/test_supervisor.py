"""The service is ended with the server, whatever it is doing at that moment."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

import pytest

from cellway.extension.process import ServiceProcess
from cellway.extension.supervisor import Supervisor

from .jupyter import PATIENCE

FAKE = str(Path(__file__).with_name("fake_node.py"))


def test_it_stops_at_the_very_moment_when_the_service_answers(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CELLWAY_NODE", FAKE)
    begin = ServiceProcess._begin

    async def start_and_stop() -> None:
        supervisor = Supervisor(str(tmp_path), logging.getLogger(), lambda: None)
        stopping: asyncio.Future[asyncio.Task[None]] = asyncio.get_running_loop().create_future()

        async def begin_and_stop(service: ServiceProcess, root: str, secret: str) -> None:
            await begin(service, root, secret)
            stopping.set_result(asyncio.create_task(supervisor.stop()))

        monkeypatch.setattr(ServiceProcess, "_begin", begin_and_stop)
        supervisor.start()
        stopped, _ = await asyncio.wait({await stopping}, timeout=PATIENCE)
        assert stopped

    asyncio.run(start_and_stop())

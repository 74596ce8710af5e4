"""Servers, and steps that run in them."""

from __future__ import annotations

import contextlib
import json
import shutil
import socket
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .steps import Json, Outcome, Workplace, environment

MARK = "CELLWAY_STEP"


@dataclass
class Served(Outcome):
    """The same as of a process of its own, and what the server said of it."""

    answers: list[Json] = field(default_factory=list)

    @property
    def refusal(self) -> Json | None:
        return next((each["refused"] for each in self.answers if "refused" in each), None)

    @property
    def pid(self) -> int:
        return int(next(each["started"] for each in self.answers if "started" in each))


class Server:
    """A server of one notebook's folder, started as an engine starts it."""

    def __init__(
        self, workplace: Workplace, *options: str, variables: dict[str, str] | None = None
    ) -> None:
        self._workplace = workplace
        self.folder = Path(tempfile.mkdtemp())
        self._count = 0
        own, others = socket.socketpair()
        descriptor = others.fileno()
        command = [sys.executable, *workplace.runner.options, str(workplace.runner.program)]
        serve = ["--serve", str(self.folder), "--lifeline-fd", str(descriptor)]
        self.process = subprocess.Popen(
            [*command, *serve, *options],
            pass_fds=[descriptor],
            cwd=workplace.folder,
            env=environment() | {MARK: "-" * 200} | (variables or {}),
            start_new_session=True,
            stdin=subprocess.DEVNULL,
        )
        others.close()
        self.lifeline = own
        self._listening = own.makefile("rb")
        assert self._listening.readline() == b"listening\n", self.log()

    def log(self) -> str:
        with contextlib.suppress(OSError):
            return (self.folder / "log").read_text()
        return ""

    def run(self, *sources: str, needs: tuple[str, ...] = (), **more: Any) -> Served:
        """Run a step to its end."""
        return self.start(*sources, needs=needs, **more).end()

    def start(self, *sources: str, needs: tuple[str, ...] = (), **more: Any) -> Started:
        """Ask for a step."""
        self._count += 1
        folder = self._workplace.folder.parent / f"step-{self._count}"
        folder.mkdir()
        request = folder / "request.json"
        request.write_text(json.dumps(self._workplace.request(*sources, **more)))
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(60)
        connection.connect(str(self.folder / "socket"))
        job = {
            "request": str(request),
            "result": str(folder / "result.json"),
            "log": str(folder / "log"),
            "mark": f"run/{self._count}",
            "needs": needs,
        }
        connection.sendall(json.dumps(job).encode() + b"\n")
        return Started(self, folder, connection)

    def close(self) -> None:
        self._listening.close()
        self.lifeline.close()
        try:
            self.process.wait(20)
        finally:
            self.process.kill()
            self.process.wait()
            shutil.rmtree(self.folder, ignore_errors=True)


class Started:
    """A step that has been asked for."""

    def __init__(self, server: Server, folder: Path, connection: socket.socket) -> None:
        self._server = server
        self._folder = folder
        self.connection = connection
        self._lines = connection.makefile("rb")

    def answer(self) -> Json:
        """Wait for what the server says next."""
        found: Json = json.loads(self._lines.readline())
        return found

    def end(self) -> Served:
        """Wait for the end."""
        lines = [json.loads(line) for line in self._lines if line.strip()]
        self._lines.close()
        self.connection.close()
        ends = [line["exit"] for line in lines if "exit" in line]
        code = -1
        if ends:
            code = ends[0]["code"] if ends[0]["signal"] is None else -1
        result, log = self._folder / "result.json", self._folder / "log"
        return Served(
            code=code,
            error=log.read_text() if log.exists() else "",
            events=[line for line in lines if "event" in line],
            result=json.loads(result.read_text()) if result.exists() else {},
            answers=[line for line in lines if "event" not in line],
        )

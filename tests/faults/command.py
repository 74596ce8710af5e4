"""The `cellway` command in a folder, what it leaves there, and the processes that it started."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

CELLWAY = Path(sys.executable).with_name("cellway")
MARK = "CELLWAY_FAULT_TEST"
"""A variable that all processes of a command inherit."""


class Place:
    """A folder with a notebook, its store, and all processes that commands have started in it."""

    def __init__(
        self, folder: Path, cells: Iterable[tuple[str, str]], defaults: dict[str, Any] | None = None
    ) -> None:
        self.folder = folder
        self.notebook = folder / "a.ipynb"
        self.store = folder / ".cellway"
        self._mark = uuid.uuid4().hex
        folder.mkdir(exist_ok=True)
        self.notebook.write_text(notebook_text(cells, defaults or {}), encoding="utf-8")
        self._bytes = self.notebook.read_bytes()

    @property
    def environment(self) -> dict[str, str]:
        home = {"HOME": str(self.folder), "XDG_DATA_HOME": str(self.folder / "data")}
        return os.environ | home | {"NO_COLOR": "1", MARK: self._mark}

    def start(self, *args: str) -> subprocess.Popen[str]:
        with (
            (self.folder / "stdout").open("w") as out,
            (self.folder / "stderr").open("w") as errors,
        ):
            return subprocess.Popen(
                [CELLWAY, *args],
                cwd=self.folder,
                env=self.environment,
                stdout=out,
                stderr=errors,
                text=True,
            )

    def call(self, *args: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [CELLWAY, *args],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def runs(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(self.call("runs", "--json").stdout)
        return found

    def shown(self, run: str) -> list[str]:
        """The text that each code cell shows in the executed notebook of a run."""
        executed = self.store / "runs" / run / "executed.ipynb"
        cells = json.loads(executed.read_text(encoding="utf-8"))["cells"]
        return [
            "".join("".join(each.get("text", "")) for each in cell["outputs"]) for cell in cells
        ]

    def processes(self) -> list[int]:
        """All that live and were started by commands here, whatever session they are in."""
        mark = f"{MARK}={self._mark}".encode()
        return [pid for pid in all_processes() if mark in environment_of(pid)]

    def end(self) -> None:
        for pid in self.processes():
            os.kill(pid, signal.SIGKILL)

    def assert_unharmed(self) -> None:
        """Nothing runs any more, no object is torn, and the notebook is as it was."""
        assert wait_for(lambda: not self.processes()), [arguments(pid) for pid in self.processes()]
        assert self.notebook.read_bytes() == self._bytes
        for path in self.store.glob("objects/*/*"):
            if len(path.name) == 64:  # else the draft of one that was never finished
                assert hashlib.sha256(path.read_bytes()).hexdigest() == path.name


def notebook_text(cells: Iterable[tuple[str, str]], defaults: dict[str, Any]) -> str:
    """A notebook of code cells, each with its tags; `defaults` are the settings of every step."""
    return json.dumps(
        {
            "cells": [
                {
                    "cell_type": "code",
                    "execution_count": None,
                    "metadata": {"tags": tags.split()},
                    "outputs": [],
                    "source": source,
                }
                for tags, source in cells
            ],
            "metadata": {"cellway": {"version": 1, "defaults": defaults}},
            "nbformat": 4,
            "nbformat_minor": 4,
        }
    )


def all_processes() -> list[int]:
    return [int(each.name) for each in Path("/proc").iterdir() if each.name.isdigit()]


def environment_of(pid: int) -> list[bytes]:
    """The variables that a process began with; none for one that is gone or a zombie."""
    try:
        return Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    except OSError:
        return []


def arguments(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def wait_for(condition: Callable[[], object], seconds: float = 60) -> bool:
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True

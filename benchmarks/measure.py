"""Runs programs, and says what they cost with all that they have started."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import NamedTuple

PR_SET_CHILD_SUBREAPER = 36


class Cost(NamedTuple):
    wall: float
    """Until the program has ended, in seconds."""
    cpu: float
    """Of it and of all its descendants, in seconds."""


def adopt_orphans() -> None:
    """Have processes whose parents end become ours, so that their costs are counted (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def run(command: list[str], folder: Path, **variables: str) -> Cost:
    """Run a program to its end; raises CalledProcessError with what it said if it fails."""
    before, begun = _cpu_of_children(), time.monotonic()
    done = subprocess.run(
        command,
        cwd=folder,
        env=os.environ | variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    wall = time.monotonic() - begun
    with contextlib.suppress(ChildProcessError):
        while True:  # those that end a little later
            os.waitpid(-1, 0)
    if done.returncode != 0:
        raise subprocess.CalledProcessError(done.returncode, command, done.stdout[-2000:])
    return Cost(wall, _cpu_of_children() - before)


class TimedLines:
    """The lines that a program prints, each with when it came, in seconds of one clock."""

    def __init__(self, command: list[str], folder: Path) -> None:
        self._process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True
        )
        self._lines: list[tuple[float, str]] = []
        self._reading = threading.Thread(target=self._read)
        self._reading.start()

    def to_end(self) -> list[tuple[float, str]]:
        """Wait until the program has ended."""
        self._reading.join()
        self._process.wait()
        return self._lines

    def end(self) -> list[tuple[float, str]]:
        """End the program."""
        self._process.terminate()
        return self.to_end()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.append((time.monotonic(), line))


def best(costs: list[Cost]) -> Cost:
    """Return the least of each: what else the machine does only ever adds."""
    return Cost(min(each.wall for each in costs), min(each.cpu for each in costs))


def _cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime

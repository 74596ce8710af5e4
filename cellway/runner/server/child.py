"""Turns the process into that of a step, as if it had been started for it."""

from __future__ import annotations

import contextlib
import logging
import os
import socket
import sys
import time
from typing import Any

from ..assignment import Assignment, Prepared
from ..events import Events
from ..json_text import encode
from ..lifeline import hold
from ..process import become_kernel, enter
from ..request import read_request
from .job import Job
from .mark import Mark


def become_step(
    job: Job,
    connection: socket.socket,
    loaded: list[str],
    prepared: Prepared,
    mark: Mark,
    lifeline: int,
) -> Assignment:
    """Leave all that is the server's behind.

    `loaded` is told of the server's imports; `lifeline` closes when the process ends from
    which this one was forked. Raises RequestRefusedError.
    """
    with contextlib.suppress(PermissionError):  # refused to one that leads a session already
        os.setsid()
    mark.set(job.mark)
    _say_to(job.log)
    events = connection.detach()  # from here on, it closes with the process only
    os.write(events, encode({"started": os.getpid(), "loaded": loaded}).encode() + b"\n")
    hold(events, lifeline)
    draw_anew()
    request = read_request(job.request)
    enter(request)
    become_kernel()
    return Assignment(request, job.result, Events(events), prepared)


def _say_to(log: str) -> None:
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for stream in (1, 2):
        os.dup2(descriptor, stream)
    os.close(descriptor)


def draw_anew() -> None:
    """Give this process randomness and a time of its own; `random` sees to itself."""
    numpy_random: Any = sys.modules.get("numpy.random")
    if numpy_random is not None:
        numpy_random.seed()
    if isinstance(getattr(logging, "_startTime", None), float):
        logging._startTime = time.time()  # type: ignore[attr-defined]

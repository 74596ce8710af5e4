"""The processes of steps in one pod: each is asked to end as the pod is, and leaves none behind."""

from __future__ import annotations

import ctypes
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from ..lifeline import descendants

_ASKED = (signal.SIGTERM, signal.SIGINT)
"""How a pod is asked to end."""

_PR_SET_CHILD_SUBREAPER = 36


def adopt_orphans() -> None:
    """Become the parent of what a step leaves running, whatever session it has."""
    with suppress(Exception):  # Linux only
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def run_child(start: Callable[[], int]) -> int | None:
    """Start a process, and tell how it has ended, as a shell does: then all it started has, too.

    `start` returns its id; in a child that is forked by it 0, and then this returns None.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, _ASKED)
    child = start()
    if child == 0:
        # What asks for an end reaches it, and what it has started, by its parent: once.
        os.setpgid(0, 0)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ASKED)
        return None
    with suppress(OSError):  # the child was faster
        os.setpgid(child, child)
    asked: list[int] = []

    def hand_on(number: int, _frame: Any) -> None:
        asked.append(number)
        _signal(child, number)

    before = [(each, signal.signal(each, hand_on)) for each in _ASKED]
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _ASKED)
    code = _end_of(child)
    for each, handler in before:
        signal.signal(each, handler)
    _signal(child, signal.SIGKILL)  # what it has left running
    _end_descendants()
    if code == 0 and asked:
        return 128 + asked[0]  # whatever the step has made of it, no other begins
    return code if code >= 0 else 128 - code


def _end_of(child: int) -> int:
    while True:
        process, status = os.waitpid(-1, 0)
        if process == child:
            return os.waitstatus_to_exitcode(status)


def _end_descendants() -> None:
    """Kill what has no parent but this process any more, and wait until it is gone."""
    with suppress(ChildProcessError):
        while found := descendants(os.getpid()):
            for each in found:
                with suppress(OSError):  # it has ended
                    os.kill(each, signal.SIGKILL)
            os.waitpid(-1, 0)


def _signal(group: int, number: int) -> None:
    with suppress(ProcessLookupError):  # it has ended
        os.killpg(group, number)

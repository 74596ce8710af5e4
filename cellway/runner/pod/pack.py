"""Several steps in one pod, one after the other: each is over sooner than a pod of its own begins.

All that steps have in common is made ready once; each is then a process forked from here,
which finds what it would find in a pod of its own.
"""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from ..assignment import Prepared
from ..observing.observer import Observer
from ..process import become_launched, forget_own_path
from ..server.child import draw_anew
from ..server.inherited import Inherited
from ..shell import prepare_shell

_ASKED = (signal.SIGTERM, signal.SIGINT)
"""How a pod is asked to end."""


def begin_each(steps: Sequence[str], passing: Sequence[str]) -> tuple[str, Prepared]:
    """Return in the process of each step, when those before it have ended well.

    The process that calls ends with the last, or with the first that does not end well.
    Folders that are `passing` are the pod's alone: what a step leaves there, no other finds.
    """
    prepared = _prepare()
    there = {folder: _names_in(folder) for folder in passing}
    for step in steps:
        code = _run_child()
        if code is None:
            draw_anew()
            return step, prepared
        if code != 0:
            os._exit(code)
        for folder, names in there.items():
            _remove(folder, _names_in(folder) - names)
    os._exit(0)


def _prepare() -> Prepared:
    forget_own_path()
    become_launched()
    observer = Observer()
    prepared = Prepared(prepare_shell(), observer, Inherited())
    # All of the runner that a step may need.
    from .. import module_state, values  # noqa: F401
    from ..server import leave  # noqa: F401

    return prepared.settled()


def _run_child() -> int | None:
    """Fork, and return None in the child; else how it has ended, as a shell tells it."""
    signal.pthread_sigmask(signal.SIG_BLOCK, _ASKED)
    child = os.fork()
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
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    for each, handler in before:
        signal.signal(each, handler)
    _signal(child, signal.SIGKILL)  # what it has left running
    if code == 0 and asked:
        return 128 + asked[0]  # whatever the step has made of it, no other begins
    return code if code >= 0 else 128 - code


def _signal(group: int, number: int) -> None:
    with suppress(ProcessLookupError):  # it has ended
        os.killpg(group, number)


def _names_in(folder: str) -> set[str]:
    try:
        return set(os.listdir(folder))
    except OSError:
        return set()


def _remove(folder: str, names: set[str]) -> None:
    for name in names:
        path = os.path.join(folder, name)
        if os.path.isdir(path) and not os.path.islink(path):
            shutil.rmtree(path, ignore_errors=True)
        else:
            with suppress(OSError):
                os.unlink(path)

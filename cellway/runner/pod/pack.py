"""Several steps in one pod, one after the other: each is over sooner than a pod of its own begins.

All that steps have in common is made ready once; each is then a process forked from here.
"""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from ..assignment import Prepared
from ..observing.observer import Observer
from ..process import become_launched, forget_own_path
from ..server.child import draw_anew
from ..server.inherited import Inherited
from ..server.preload import installed_only
from ..shell import prepare_shell

_ASKED = (signal.SIGTERM, signal.SIGINT)
"""How a pod is asked to end."""


def begin_each(steps: Sequence[str]) -> tuple[str, Prepared]:
    """Return in the process of each step, when those before it have ended well.

    The process that calls ends with the last, or with the first that does not end well.
    """
    prepared = _prepare()
    for step in steps:
        code = _run_child()
        if code is None:
            draw_anew()
            return step, prepared
        if code != 0:
            os._exit(code)
    os._exit(0)


def _prepare() -> Prepared:
    forget_own_path()
    become_launched()
    observer = Observer()
    with installed_only():
        shell = prepare_shell()
        # All of the runner that a step may need.
        from .. import module_state, values  # noqa: F401
        from ..server import leave  # noqa: F401
    observer.keep_packages()
    prepared = Prepared(shell, observer, Inherited())
    shell.rehearse()
    gc.collect()
    gc.freeze()
    return prepared


def _run_child() -> int | None:
    """Fork, and return None in the child; else its exit code, as a shell tells it."""
    signal.pthread_sigmask(signal.SIG_BLOCK, _ASKED)
    child = os.fork()
    if child == 0:
        # What asks for an end reaches it, and what it has started, by its parent: once.
        os.setpgid(0, 0)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ASKED)
        return None

    with suppress(OSError):  # the child was faster
        os.setpgid(child, child)

    def hand_on(number: int, _frame: Any) -> None:
        with suppress(ProcessLookupError):  # it has ended
            os.killpg(child, number)

    before = [(each, signal.signal(each, hand_on)) for each in _ASKED]
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _ASKED)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    for each, handler in before:
        signal.signal(each, handler)
    return code if code >= 0 else 128 - code

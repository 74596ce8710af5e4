"""Ends the process of a step without taking apart what it has inherited.

Python ends by destroying all modules one by one. In a forked child that copies most of
the memory which it shares with the server, and takes longer than most steps. What
matters of it is done here: exit handlers run, what the notebook has left open is closed,
and what has not been written yet is written.
"""

from __future__ import annotations

import atexit
import contextlib
import ctypes
import gc
import io
import sys
import threading
from typing import Any, NoReturn

from .preload import is_installed


def leave(inherited: frozenset[str]) -> NoReturn:
    """End the process; `inherited` are the modules that it has begun with."""
    threads: Any = threading
    handlers: Any = atexit
    threads._shutdown()
    handlers._run_exitfuncs()
    for name in ("last_type", "last_value", "last_traceback", "last_exc"):
        vars(sys).pop(name, None)
    _flush()  # first, since of a cycle Python may close a file before the text that is for it
    own = [
        module
        for name, module in list(sys.modules.items())
        if name == "__main__" or (name not in inherited and not is_installed(module))
    ]
    for module in own:
        with contextlib.suppress(Exception):
            vars(module).clear()
    gc.collect()
    _flush()
    for stream in (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__):
        with contextlib.suppress(Exception):
            stream.flush()  # type: ignore[union-attr]
    # Not `os._exit`: libraries in C have exit handlers, too. The lock of the interpreter
    # is held, so that no thread runs meanwhile.
    ctypes.PyDLL(None).exit(0)
    raise AssertionError("the process has ended")


def _flush() -> None:
    """Write what files hold back; what was there before the fork is not looked at."""
    for each in gc.get_objects():
        if isinstance(each, io.IOBase):
            with contextlib.suppress(Exception):
                each.flush()

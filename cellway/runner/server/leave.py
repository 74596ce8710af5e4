"""Ends the process of a step without taking apart what it has inherited.

Python ends by destroying all modules one by one. In a forked child that copies most of
the memory which it shares with the server, and takes longer than most steps. What
matters of it is done here: exit handlers run, what the notebook has left open is closed,
and what has not been written yet is written.
"""

from __future__ import annotations

import _io
import atexit
import contextlib
import ctypes
import gc
import os
import sys
import threading
from typing import Any, NoReturn

from .inherited import Inherited
from .preload import is_installed


def leave(inherited: Inherited, code: int) -> NoReturn:
    """End the process with an exit code."""
    threads: Any = threading
    handlers: Any = atexit
    threads._shutdown()
    handlers._run_exitfuncs()
    for name in ("last_type", "last_value", "last_traceback", "last_exc"):
        vars(sys).pop(name, None)
    _flush()  # first, since of a cycle Python may close a file before the text that is for it
    is_quiet = inherited.is_quiet_at_exit()
    for name in ("__main__", *inherited.new_modules()):
        module = sys.modules.get(name)
        if name == "__main__" or not is_installed(module):
            with contextlib.suppress(Exception):
                vars(module).clear()
    gc.collect()
    _flush()
    for stream in (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__):
        with contextlib.suppress(Exception):
            stream.flush()  # type: ignore[union-attr]
    libc = ctypes.PyDLL(None)  # which holds the lock of the interpreter: no thread runs meanwhile
    if is_quiet:
        libc.fflush(None)
    else:
        libc.exit(code)
    os._exit(code)


def _flush() -> None:
    """Write what files hold back; what was there before the fork is not looked at."""
    for each in gc.get_objects():
        if isinstance(each, _io._IOBase):  # not the one of `io`, which looks through subclasses
            with contextlib.suppress(Exception):
                each.flush()

"""Whether this process can be forked: a child has the thread that forks, and no other."""

from __future__ import annotations

import os
import threading

KNOW_FORKS = ("jemalloc_bg_thd",)
"""Threads, by the beginning of their names, of libraries that start them again in a child.

jemalloc, the allocator inside of pyarrow: it takes its locks before a fork and lets them
go on both sides (background_thread_prefork0 and its like in src/background_thread.c).
"""


def other_threads() -> list[str]:
    """Return the names of threads that a child would miss.

    Libraries that know forks end their threads before one and start them again when they
    are needed: OpenBLAS does. So the process is forked once to see which ones stay.
    """
    if not _names():
        return []
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    return _names()


def _names() -> list[str]:
    found = [
        thread.name for thread in threading.enumerate() if thread is not threading.main_thread()
    ]
    main = str(threading.main_thread().native_id)
    for task in os.listdir("/proc/self/task"):
        if task != main:
            try:
                with open(f"/proc/self/task/{task}/comm", encoding="utf-8") as file:
                    name = file.read().strip()
            except OSError:  # it has ended
                continue
            if not name.startswith(KNOW_FORKS):
                found.append(name)
    return found

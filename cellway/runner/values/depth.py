"""Room for values that are nested deeply, such as linked lists.

Pickle calls itself for every level. Python counts these calls so that the stack of the
process does not overflow, but a notebook may have raised the limit beyond what the
stack can hold. The second attempt gets a stack of its own, with room for more.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")

FIRST_LIMIT = 2_000
SECOND_LIMIT = 60_000
SECOND_STACK = 512 * 1024 * 1024
"""In bytes; the system provides only as much of it as is used."""


def with_room(work: Callable[[], T]) -> T:
    """Do the work, and once more with a large stack if it is nested too deeply.

    Raises RecursionError where that is not enough either.
    """
    try:
        return _limited(work, FIRST_LIMIT)
    except RecursionError:
        return _in_thread(lambda: _limited(work, SECOND_LIMIT))


def _limited(work: Callable[[], T], limit: int) -> T:
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(limit)
    try:
        return work()
    finally:
        sys.setrecursionlimit(before)


def _in_thread(work: Callable[[], T]) -> T:
    outcome: list[Any] = []

    def run() -> None:
        try:
            outcome.extend((True, work()))
        except BaseException as error:
            outcome.extend((False, error))

    before = threading.stack_size(SECOND_STACK)
    try:
        thread = threading.Thread(target=run)
        thread.start()
    finally:
        threading.stack_size(before)
    thread.join()
    done, result = outcome
    if not done:
        raise result
    return result  # type: ignore[no-any-return]

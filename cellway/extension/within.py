"""Waits that come to an end."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


async def within(seconds: float, work: Coroutine[Any, Any, T]) -> T:
    """Return what the work returns.

    Raises asyncio.TimeoutError, and cancels the work, where it takes longer.

    Before Python 3.12, asyncio.wait_for goes on as if it was not cancelled where the work ends at
    that very moment.
    """
    task = asyncio.create_task(work)
    try:
        done, _ = await asyncio.wait({task}, timeout=seconds)
        if not done:
            raise asyncio.TimeoutError
        return task.result()
    finally:
        task.cancel()

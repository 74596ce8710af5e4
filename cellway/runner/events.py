"""Tells those who watch what happens, one JSON object a line.

Nobody has to watch: what is told here stands in the result too. So the step never waits
for a reader. Lines that a slow one does not take are kept for a while, then left out.
"""

from __future__ import annotations

import os
import select
import threading
from typing import Any

from .json_text import encode

KEPT = 4 * 1024 * 1024
"""How many bytes wait for a slow reader; outputs beyond are not told."""

PATIENCE = 1.0
"""How long the end of a step waits for a reader that takes nothing, in seconds."""


class Events:
    """Writes events to a pipe; to nowhere where there is none."""

    patience = PATIENCE

    def __init__(self, descriptor: int | None) -> None:
        self._descriptor = descriptor
        self._waiting = bytearray()
        self.lock = threading.RLock()
        """Of all that records and tells outputs. A second one could wait for this one for
        ever: whatever is done in between may collect garbage, which may print."""
        if descriptor is not None:
            os.set_inheritable(descriptor, False)
            os.set_blocking(descriptor, False)

    def tell(self, event: str, cell: int, *, can_be_missed: bool = False, **more: Any) -> None:
        if self._descriptor is None:
            return
        line = self.form(event, cell, more)
        with self.lock:
            if can_be_missed and self._waiting and len(self._waiting) + len(line) > KEPT:
                return
            self._waiting += line
            self._write()

    def form(self, event: str, cell: int, more: dict[str, Any]) -> bytes:
        """Return what is written of an event."""
        return encode({"event": event, "cell": cell, **more}).encode("utf-8") + b"\n"

    def tell_result(self, data: bytes) -> None:
        """Tell the content of the result's file: here not, since whoever reads has the file."""

    def retry(self) -> None:
        """Write what waits, as far as the reader takes it."""
        if self._waiting:
            with self.lock:
                self._write()

    def finish(self) -> None:
        """Give the reader a last chance, as long as it takes anything."""
        while self._waiting and self._descriptor is not None:
            if not select.select([], [self._descriptor], [], self.patience)[1]:
                return
            self.retry()

    def forget(self) -> None:
        """In a forked child: events are told by the parent only."""
        self.lock = threading.RLock()
        self._descriptor = None

    def _write(self) -> None:
        while self._waiting and self._descriptor is not None:
            try:
                written = os.write(self._descriptor, self._waiting)
            except BlockingIOError:
                return
            except OSError:  # nobody reads any more
                self._descriptor = None
                self._waiting.clear()
                return
            del self._waiting[:written]

"""What is told of the step's doings, without harm to it."""

from __future__ import annotations

import os
import sys
from _thread import get_ident
from collections.abc import Callable, Mapping
from types import FrameType
from typing import Any

_OWN = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

Observe = Callable[..., None]


class Watch:
    """Passes on what is told, but not what the observing does itself.

    An error there is never the step's: it ends the watch, and nothing is said to have
    been observed.
    """

    def __init__(self) -> None:
        self.problem: Exception | None = None
        self._on = False
        self._observing: set[int] = set()
        """Threads."""
        os.register_at_fork(after_in_child=self.stop)

    def start(self, handlers: Mapping[str, Observe]) -> None:
        """Call `handlers` with the arguments of audit events."""
        global _watch
        self._on = True
        if _watch is None:
            sys.addaudithook(_hook)
        _watch = self
        _handlers.clear()
        _handlers.update(handlers)

    def stop(self) -> None:
        self._on = False
        _handlers.clear()

    def tell(self, observe: Observe, *arguments: Any, **options: Any) -> None:
        thread = get_ident()
        if not self._on or thread in self._observing:
            return
        self._observing.add(thread)
        try:
            observe(*arguments, **options)
        except Exception as error:
            self.problem = self.problem or error
            self.stop()
        finally:
            self._observing.discard(thread)


_watch: Watch | None = None
_handlers: dict[str, Observe] = {}


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    """Take all audit events; it can never be removed."""
    observe = _handlers.get(event)
    if observe is not None and _watch is not None:
        _watch.tell(observe, *arguments)


def teller() -> FrameType | None:
    """Return the frame of the code that did what is being told."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None and frame.f_code.co_filename.startswith(_OWN):
        frame = frame.f_back
    return frame

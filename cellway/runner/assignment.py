"""What a process has been started for, or has been made to do."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import Any, NamedTuple

from .events import Events
from .observing.observer import Observer
from .request import Request
from .server.inherited import Inherited
from .shell import PreparedShell


class Prepared(NamedTuple):
    """What has been made ahead of a step."""

    shell: PreparedShell
    observer: Observer
    """It has seen what imports have looked at."""
    inherited: Inherited

    def settled(self) -> Prepared:
        """Keep what is there out of what steps look through, such as for garbage."""
        self.observer.keep_packages()
        settled = self._replace(inherited=Inherited())
        self.shell.rehearse()
        gc.collect()
        gc.freeze()
        return settled


class Assignment(NamedTuple):
    """A step to run in this process, which ends with it."""

    request: Request
    result: str
    """The path of the file to write."""
    events: Events
    prepared: Prepared | None = None
    conclude: Callable[[dict[str, Any]], None] | None = None
    """In a pod, which ends as the step does: called with the result before it is written."""

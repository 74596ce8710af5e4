"""What a process has been started for, or has been made to do."""

from __future__ import annotations

from typing import NamedTuple

from .events import Events
from .request import Request
from .shell import PreparedShell


class Assignment(NamedTuple):
    """A step to run in this process, which ends with it."""

    request: Request
    result: str
    """The path of the file to write."""
    events: Events
    prepared: PreparedShell | None = None

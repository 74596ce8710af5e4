"""What a process has been started for, or has been made to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from .events import Events
from .request import Request
from .shell import PreparedShell


class Prepared(NamedTuple):
    """What has been made ahead of a step."""

    shell: PreparedShell
    seen: Mapping[str, Mapping[str, Any]]
    """The files that imports have looked at, by their paths."""
    packages: set[str]
    """The packages that imports have looked for, also those that are nowhere."""


class Assignment(NamedTuple):
    """A step to run in this process, which ends with it."""

    request: Request
    result: str
    """The path of the file to write."""
    events: Events
    prepared: Prepared | None = None

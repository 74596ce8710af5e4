"""Variables of the environment that the notebook reads."""

from __future__ import annotations

import hashlib
import os
from typing import Any, cast

from .callers import is_asked_by_notebook
from .watch import Watch, teller

_THROUGH = ("os.py", "<frozen os>", "_collections_abc.py", "<frozen _collections_abc>")
_PATHS = ("posixpath.py", "<frozen posixpath>", "pathlib.py", "pathlib/_local.py")

_GIVEN = frozenset({"TERM", "CLICOLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "PAGER", "GIT_PAGER"})
"""What the shell that runs cells sets itself."""


class Variables:
    def __init__(self) -> None:
        self.read: dict[str, str | None] = {}
        """SHA-256 of what they were when they were first read, for they may be secrets."""
        self._set: set[str] = set()

    def watch(self, watch: Watch) -> None:
        """Have what reads variables from now on told."""
        data = cast(Any, os.environ)._data
        if type(data) is dict:
            data = _WatchedData(data)
            for environment in (os.environ, os.environb):
                cast(Any, environment)._data = data
        if isinstance(data, _WatchedData):
            data.tell = lambda *of: watch.tell(self._see, *of)
            data.tell_set = lambda name: watch.tell(self._set.add, os.fsdecode(name))

    def _see(self, name: bytes, value: bytes | None) -> None:
        text = os.fsdecode(name)
        if text in self.read or text in self._set or text in _GIVEN:
            return
        if is_asked_by_notebook(teller(), _THROUGH + _PATHS):
            self.read[text] = None if value is None else hashlib.sha256(value).hexdigest()


class _WatchedData(dict[Any, Any]):
    """What `os.environ` keeps its variables in."""

    tell: Any
    tell_set: Any

    def __getitem__(self, name: Any) -> Any:
        self.tell(name, self.get(name))
        return dict.__getitem__(self, name)

    def __setitem__(self, name: Any, value: Any) -> None:
        self.tell_set(name)
        dict.__setitem__(self, name, value)

    def __delitem__(self, name: Any) -> None:
        self.tell_set(name)
        dict.__delitem__(self, name)

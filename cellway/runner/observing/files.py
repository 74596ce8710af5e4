"""Files and folders that a step has looked at and changed."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from .keeping import Keeper
from .scope import Scope
from .stamps import ABSENT, Look, look

MOST = 100_000
"""How many files are remembered; a step that meets more is not observed."""

TICK = 50_000_000
"""In ns: two changes within this time may bear the same time of modification."""


class TooManyError(Exception):
    """More files than are remembered."""


class Change(NamedTuple):
    before: Look
    soon: bool
    """Whether a stamp may stay the same though the file has changed."""


class WriteRefusedError(BaseException):
    """Nothing may be written now; no library is to go on without."""


class Files:
    def __init__(self, scope: Scope, keeper: Keeper) -> None:
        self._scope = scope
        self._keeper = keeper
        self._seen: dict[tuple[str, bool], Look] = {}
        """By path and whether names were listed."""
        self._glanced: set[str] = set()
        """Those of which a library has only asked whether they are there."""
        self._changed: dict[str, Change] = {}
        self.may_change = True
        self.has_refused = False
        self._made: set[str] = set()
        """Folders below which all is of the step's own making."""

    def see(self, given: Any, listed: bool = False, glance: bool = False) -> None:
        """Remember what is at a path, unless the step has seen or made it before.

        `glance` tells that this does not count if the step goes on to write there.
        """
        path = self._scope.path(given)
        if path is None:
            return
        if not glance:
            self._glanced.discard(path)
        if (path, listed) in self._seen or self._is_own(path):
            return
        found = look(path, listed)
        listed = listed and found.kind == "folder"
        if (path, listed) in self._seen:
            return
        if listed or found.kind != "folder" or not self._scope.is_above(path):
            self._remember(path, found, listed)
            if glance:
                self._glanced.add(path)

    def change(self, given: Any, keeps: bool = False) -> None:
        """Remember what is at a path before it is written to, moved or removed.

        `keeps` tells that it does matter afterwards what was there before.
        """
        path = self._scope.path(given)
        if path is None or path in self._changed:
            return
        if not self.may_change:
            self.has_refused = True
            raise WriteRefusedError(path)
        before = look(path)
        if path in self._glanced and not keeps:
            self._seen.pop((path, False), None)
        self._glanced.discard(path)
        if keeps and (path, False) not in self._seen and not self._is_own(path):
            self._remember(path, before, False)
        folder = os.path.dirname(path)
        if before is ABSENT and folder not in self._changed and look(folder) is ABSENT:
            self.see(folder)  # without it, nothing can be made there
        seen = self._seen.get((path, False))
        if seen is not None and seen.kind == "file":
            self._keeper.keep(path, seen)
        modified = int(before.stamp.rpartition(":")[2] or 0)
        self._changed[path] = Change(before, abs(time.time_ns() - modified) < TICK)

    def make_folder(self, given: Any) -> None:
        path = self._scope.path(given)
        if path is not None and look(path) is ABSENT:
            self.change(path)
            self._made.add(path)

    def remove_folder(self, given: Any) -> None:
        """Remember a folder that is removed with all that is in it."""
        path = self._scope.path(given)
        if path is not None:
            for each in (path, *_below(path)):
                self.change(each)
            self._made.add(path)

    def remove_empty_folder(self, given: Any) -> None:
        self.see(given, listed=True)
        self.change(given)

    def move(self, source: Any, target: Any) -> None:
        """Remember a file or folder that gets another name."""
        old, new = self._scope.path(source), self._scope.path(target)
        if new is not None:
            self.see(new, listed=True, glance=True)
            if os.path.isdir(new) and os.listdir(new):
                return  # it will fail
        inside = [] if old is None else list(_below(old))
        if old is not None:
            self.see(old, listed=True)
            for each in inside:
                self.see(each, listed=True)
                self.change(each)
            self.change(old)
        if new is not None:
            self.change(new)
            for each in inside:
                self.change(new + each[len(old or "") :])
            if inside or os.path.isdir(source):
                self._made.add(new)

    def seen(self, kept: Mapping[str, str]) -> list[dict[str, Any]]:
        """Return what was seen; `kept` are the objects that hold what files were."""
        return [
            {
                "path": path,
                **found._asdict(),
                **({"before": kept[path]} if found.kind == "file" and path in kept else {}),
            }
            for (path, listed), found in self._seen.items()
            if listed or found.kind != "folder" or (path, True) not in self._seen
        ]

    def written(self) -> dict[str, Look]:
        """Return what is different now, by path."""
        now = {path: look(path) for path in self._changed}
        return {
            path: now[path]
            for path, change in self._changed.items()
            if now[path] != change.before or (change.soon and now[path].kind == "file")
        }

    def changed(self) -> set[str]:
        return set(self._changed)

    def _remember(self, path: str, found: Look, listed: bool) -> None:
        if len(self._seen) >= MOST:
            raise TooManyError
        self._seen[path, listed] = found

    def _is_own(self, path: str) -> bool:
        change = self._changed.get(path)
        # A folder is not all changed where names in it are, nor a file where that has failed.
        if change is not None and change.before.kind != "folder" and look(path) != change.before:
            return True
        folder = path
        while self._made and folder not in self._made and folder != os.path.dirname(folder):
            folder = os.path.dirname(folder)
        return folder in self._made


def _below(folder: str) -> Iterator[str]:
    """Yield the paths of all that is in a folder, at any depth."""
    count = 0
    for place, folders, names in os.walk(folder):
        count += len(folders) + len(names)
        if count > MOST:
            raise TooManyError
        for name in (*folders, *names):
            yield os.path.join(place, name)

"""What steps have changed in the folder in which they work, where each pod has one of its own.

Each step finds what the steps before it have left there, and leaves besides what it has
changed itself: `runs/ID/steps/N/files.json` says of each path that is otherwise than it was
at the beginning of the run what is there, and the number of the step that left it so.
"""

from __future__ import annotations

import json
import os
import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from ..json_text import encode
from ..request import RequestRefusedError
from ..whole_files import write_whole
from .digests import digest_of
from .shelf import Shelf, WorkFiles, object_path

_PASSING = ("__pycache__", ".ipynb_checkpoints")

Left = dict[str, dict[str, Any]]
"""By path below the folder."""


class _Seen(NamedTuple):
    mode: int
    size: int
    changed: int
    """In ns; 0 of a folder, which changes with what is in it."""
    inode: int


class CarriedFiles(WorkFiles):
    """The folder of one step, counted from 1."""

    def __init__(self, shelf: Shelf, steps: str, number: int, work: str) -> None:
        self._shelf = shelf
        self._steps = steps
        self._number = number
        self._work = work
        self._left: Left = {}
        self._before: Mapping[str, _Seen] = {}

    def lay_out(self, before: Iterable[int]) -> None:
        """Make the folder what steps before have made of it, and earlier tries of this one."""
        for number in [*before, self._number]:
            for path, each in self._read(number).items():
                if each["by"] >= self._left.get(path, each)["by"]:
                    self._left[path] = each
        for path in sorted(self._left):
            self._put(path, self._left[path])
        self._before = dict(_look_through(self._work))

    def keep(self) -> None:
        """Store what is otherwise now."""
        now = dict(_look_through(self._work))
        for path in sorted({*now, *self._before}):
            if now.get(path) != self._before.get(path):
                self._left[path] = {"by": self._number, **self._store(path)}
        path = self._shelf.place(self._path(self._number))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        text = encode(self._left)
        write_whole(path, lambda file: file.write(text.encode("ascii")))
        self._shelf.keep(self._path(self._number))

    def _path(self, number: int) -> str:
        return f"{self._steps}/{number}/files.json"

    def _read(self, number: int) -> Left:
        """Return what a step has left; nothing of one that came from an earlier run."""
        path = self._path(number)
        if not self._shelf.bring(path):
            return {}
        try:
            found: Left = json.loads(Path(self._shelf.place(path)).read_bytes())
        except ValueError as error:
            raise RequestRefusedError(f"{path} cannot be read: {error}") from error
        return found

    def _put(self, path: str, left: dict[str, Any]) -> None:
        place = os.path.normpath(os.path.join(self._work, path))
        if not place.startswith(self._work + os.sep):
            raise RequestRefusedError(f"a step has left a file outside of its folder: {path}")
        if not ("folder" in left and os.path.isdir(place) and not os.path.islink(place)):
            _remove(place)
        os.makedirs(os.path.dirname(place), exist_ok=True)
        if "folder" in left:
            os.makedirs(place, exist_ok=True)
        elif "link" in left:
            os.symlink(left["link"], place)
        elif "hash" in left:
            name = object_path(left["hash"])
            if not self._shelf.bring(name, left["hash"]):
                raise RequestRefusedError(
                    f"the file '{path}' that step {left['by']} has left is not there any more"
                )
            shutil.copyfile(self._shelf.place(name), place)
            os.chmod(place, left["mode"])

    def _store(self, path: str) -> dict[str, Any]:
        """Say what is at a path, and store it where it is a file."""
        place = os.path.join(self._work, path)
        try:
            found = os.lstat(place)
            if stat.S_ISDIR(found.st_mode):
                return {"folder": True}
            if stat.S_ISLNK(found.st_mode):
                return {"link": os.readlink(place)}
        except FileNotFoundError:
            return {"absent": True}
        digest = digest_of(place)
        if digest is None:
            raise RequestRefusedError(
                f"the file '{path}', which the step has left, cannot be read: "
                "later steps would not find it"
            )
        self._shelf.keep_as(place, object_path(digest), digest)
        return {"hash": digest, "size": found.st_size, "mode": stat.S_IMODE(found.st_mode)}


def _look_through(folder: str) -> Iterator[tuple[str, _Seen]]:
    """Yield the files and folders below a folder; sockets and pipes are those of processes."""
    for place, folders, files in os.walk(folder):
        folders[:] = [each for each in folders if each not in _PASSING]
        for name in [*folders, *files]:
            path = os.path.join(place, name)
            with suppress(FileNotFoundError):
                found = os.lstat(path)
                mode = found.st_mode
                if stat.S_ISDIR(mode):
                    yield os.path.relpath(path, folder), _Seen(mode, 0, 0, 0)
                elif stat.S_ISREG(mode) or stat.S_ISLNK(mode):
                    yield (
                        os.path.relpath(path, folder),
                        _Seen(mode, found.st_size, found.st_mtime_ns, found.st_ino),
                    )


def _remove(place: str) -> None:
    if os.path.isdir(place) and not os.path.islink(place):
        shutil.rmtree(place)
    else:
        with suppress(FileNotFoundError):
            os.unlink(place)

"""Observes a step from its beginning to the end of its cells."""

from __future__ import annotations

import gc
import io
import os
from typing import Any

from . import looking
from .callers import is_asked_by_notebook
from .file_events import file_events
from .files import Files
from .modules import MissingModules, packages, searched_folders
from .scope import Scope, descriptor_path
from .variables import Variables
from .watch import Watch, teller

_PATHS = ("path.py", "path>", "pathlib.py", "pathlib/_local.py", "pathlib/__init__.py", "glob.py")
"""Through these the notebook asks for what is at a path."""

_WRITERS = (io.TextIOWrapper, io.BufferedWriter, io.BufferedRandom)


class Observer:
    def __init__(self, objects: str) -> None:
        self._watch = Watch()
        self._files = Files(Scope(objects))
        self._variables = Variables()
        self._modules = MissingModules(lambda *of: self._watch.tell(self._miss, *of))
        self._missing: set[str] = set()
        """Top-level names of modules that are nowhere."""

    @property
    def problem(self) -> Exception | None:
        """Why nothing can be said to have been observed, if so."""
        return self._watch.problem

    def start(self) -> None:
        self._watch.start(file_events(self._files))
        self._modules.start()
        looking.tell_looks(lambda path: self._watch.tell(self._look, path))
        self._variables.watch(self._watch)

    def finish(self) -> dict[str, Any] | None:
        """Stop, and return what was observed; None where that is not all."""
        self._watch.stop()
        self._modules.stop()
        looking.stop_telling()
        if self.problem is not None:
            return None
        try:
            return self._observed()
        except Exception as error:
            self._watch.problem = error
            return None

    def _look(self, path: Any) -> None:
        asked = is_asked_by_notebook(teller(), _PATHS)
        self._files.see(path, glance=not asked)

    def _miss(self, name: str, folders: Any) -> None:
        if folders is None:
            self._missing.add(name)
        for folder in folders or ():
            place = os.path.join(folder, name.rpartition(".")[2])
            self._files.see(place)
            self._files.see(f"{place}.py")

    def _observed(self) -> dict[str, Any]:
        _flush(self._files.changed())
        searched = searched_folders()
        return {
            "read": self._files.seen(),
            "written": self._files.written(),
            "environment": self._variables.read,
            "packages": sorted(packages(searched) | self._missing),
            "searched": searched,
            "unseen": [],
            "states": [],
        }


def _flush(paths: set[str]) -> None:
    """Write out what Python still holds back of some files."""
    if not paths.isdisjoint(_open_paths()):
        for each in gc.get_objects():
            if isinstance(each, _WRITERS) and not each.closed and _name(each) in paths:
                each.flush()


def _open_paths() -> set[str | None]:
    try:
        descriptors = os.listdir("/dev/fd")
    except OSError:
        return set()
    return {descriptor_path(int(each)) for each in descriptors}


def _name(file: Any) -> str | None:
    try:
        return descriptor_path(file.fileno())
    except (OSError, ValueError):
        return None

"""Observes a step from its beginning to the end of its cells."""

from __future__ import annotations

import contextlib
import gc
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from . import patches
from .callers import is_asked_by_notebook, is_notebook_running
from .effect_events import effect_events, note_fork
from .effects import Effects
from .file_events import file_events
from .files import Files
from .generators import Generators, note_chance
from .keeping import Keeper
from .libraries import UsedNames
from .modules import MissingModules, modules_since, packages, searched_folders
from .scope import Scope, descriptor_path, in_folder
from .variables import Variables
from .watch import Watch, teller

_PATHS = ("path.py", "path>", "pathlib.py", "pathlib/_local.py", "pathlib/__init__.py", "glob.py")
"""Through these the notebook asks for what is at a path."""

_WRITERS = (io.TextIOWrapper, io.BufferedWriter, io.BufferedRandom)


class Observer:
    def __init__(self) -> None:
        self._folder = os.getcwd()
        self._watch = Watch()
        self._scope = Scope()
        self._keeper = Keeper()
        self._files = Files(self._scope, self._keeper)
        self._variables = Variables()
        self._effects = Effects()
        self._names = UsedNames()
        self._generators = Generators(self._effects, self._names.any)
        self._patches = patches.Patches()
        self._modules = MissingModules(partial(self._watch.tell, self._miss))
        self._missing: set[str] = set()
        """Top-level names of modules that are nowhere."""
        self._packages: set[str] = set()
        self._last_module: str | None = None

    @property
    def problem(self) -> Exception | None:
        """Why nothing can be said to have been observed, if so."""
        return self._watch.problem

    def keep_packages(self) -> None:
        """Take what is loaded now for part of what any later step has loaded."""
        self._packages |= packages([], modules_since(self._last_module))
        self._last_module = next(reversed(sys.modules))

    def store_in(self, objects: str) -> None:
        """Say where the folder of objects is, in which nothing counts as seen."""
        self._scope.leave_out(objects)
        self._keeper.objects = objects

    def start(self, *, may_write: bool = True) -> None:
        """Observe the step from here on; may be called again after `finish`.

        Where nothing may be written, what writes raises WriteRefusedError, and nothing can
        be said to have been observed.
        """
        self._files.may_change = may_write
        self._folder = os.getcwd()
        self._watch.start(
            {
                **file_events(self._files),
                **effect_events(self._effects, self._scope),
                "exec": self._names.add,
                "function.__new__": self._names.add,
            }
        )
        tell = self._watch.tell
        chance = partial(note_chance, self._effects)
        self._patches.put(patches.look_places(), partial(tell, self._look))
        self._patches.put(patches.chance_places(), partial(tell, lambda size: chance()))
        self._patches.put(patches.seed_places(), partial(tell, self._seed))
        self._patches.put(patches.fork_places(), partial(tell, lambda *_: note_fork(self._effects)))
        self._variables.watch(self._watch)
        self._modules.start()

    def start_cells(self, get_state: Callable[[str], Any], known: Iterable[str]) -> None:
        """Compare module states from here on; `known` are those that another step has left."""
        self._watch.tell(self._generators.start, get_state, frozenset(known))

    @contextlib.contextmanager
    def cell(self, index: int) -> Iterator[None]:
        self._effects.cell = index
        try:
            yield
        finally:
            self._watch.tell(self._after_cell)
            self._effects.cell = None

    def _after_cell(self) -> None:
        self._generators.after_cell()
        for kind, library in self._names.out_of_sight():
            self._effects.add(kind, library)

    def finish(self) -> dict[str, Any] | None:
        """Stop, and return what was observed; None where that is not all."""
        self._watch.stop()
        self._modules.stop()
        self._patches.remove()
        try:
            is_all = self.problem is None and not self._files.has_refused
            return self._observed() if is_all else None
        except Exception as error:
            self._watch.problem = error
            return None
        finally:
            self._keeper.forget()

    def _observed(self) -> dict[str, Any]:
        _flush(self._files.changed())
        if is_notebook_running():
            self._effects.add("process", "a thread that goes on")
        searched = searched_folders(self._folder)
        self._packages |= packages(searched, modules_since(self._last_module))
        written = self._files.written()
        kept = self._keeper.store(written.keys())
        return {
            "read": self._files.seen(kept),
            "written": [{"path": path, **now._asdict()} for path, now in written.items()],
            "environment": self._variables.read,
            "packages": sorted(self._packages | self._missing),
            "searched": searched,
            "unseen": self._effects.all(),
            "states": self._generators.changed(),
        }

    def _look(self, path: Any, *_: Any, dir_fd: int | None = None, **__: Any) -> None:
        path = in_folder(path, dir_fd)
        asked = is_asked_by_notebook(teller(), _PATHS)
        if asked or not _is_native_library(path):
            self._files.see(path, glance=not asked)

    def _seed(self, generator: Any, seed: Any = None, *_: Any, **__: Any) -> None:
        if seed is None:
            note_chance(self._effects)

    def _miss(self, name: str, folders: Any) -> None:
        if folders is None:
            self._missing.add(name)
        for folder in folders or ():
            place = os.path.join(folder, name.rpartition(".")[2])
            self._files.see(place)
            self._files.see(f"{place}.py")


def _is_native_library(path: Any) -> bool:
    """Tell the files that libraries look at to learn what is linked to this process."""
    return isinstance(path, str) and (path.endswith((".so", ".dylib")) or ".so." in path)


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

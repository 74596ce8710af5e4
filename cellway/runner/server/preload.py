"""Imports packages ahead of the steps that need them.

To a notebook that must make no difference. So only what is installed is imported, and
whatever an import does beyond loading modules is left to the steps: a package that
prints when it is imported has to print in every step.
"""

from __future__ import annotations

import contextlib
import ctypes
import importlib
import importlib.util
import os
import random
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from ..installation import installed_paths
from ..installation import is_installed as is_installed_file
from ..observing.observer import Observer
from .threads import other_threads
from .watched import Watched, loaded_packages


class NotSilentError(Exception):
    """To import a package ahead would make a difference; this process is of no use any more."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"importing {name} {reason}")
        self.name = name


class Preloader:
    def __init__(
        self,
        observer: Observer,
        watched: Watched,
        never: Iterable[str],
        *,
        forks: bool,
        may_write: bool = True,
    ) -> None:
        """`may_write`: what an import writes is then there; else it is not even begun."""
        self._may_write = may_write
        self._observer = observer
        self._forks = forks
        self._watched = watched
        self._never = frozenset(never)
        self._done: set[str] = set()
        self._with_effect: set[str] = set()
        self._packages: set[str] = set()

    def load(self, names: Iterable[str]) -> bool:
        """Import those modules that are installed, and tell whether any is new.

        A name is that of a module, or with `:name` behind it for `from module import name`.
        Raises NotSilentError for the first that would make a difference.
        """
        new = [name for name in names if name not in self._done]
        for name in new:
            self._done.add(name)
            with installed_only():
                self._load(name)
        if new:
            self._watched.watch_packages()
        return bool(new)

    def effective(self, names: Iterable[str]) -> list[str]:
        """Return those that have loaded modules: all others were there with the runner."""
        return [name for name in names if name in self._with_effect]

    def looked_for(self) -> set[str]:
        """Return the packages that have been imported, or would have been if they were there."""
        return self._packages | loaded_packages()

    def _load(self, name: str) -> None:
        with contextlib.suppress(Exception):
            if importlib.util.find_spec(package_of(name)) is None:
                return
        before = _surroundings()
        loaded = set(sys.modules)
        self._observer.start(may_write=self._may_write)
        try:
            _import(name)
        except BaseException as error:
            raise NotSilentError(name, f"fails: {error!r}") from error
        finally:
            observed = self._observer.finish()
        if observed is None or observed["written"]:
            raise NotSilentError(name, "writes files")
        self._watched.watch(each["path"] for each in observed["read"])
        self._packages.update(observed["packages"])
        for each, now in _surroundings().items():
            if before[each] not in (now, None):
                raise NotSilentError(name, f"changes {each}")
        new_modules = set(sys.modules) - loaded
        if new_modules:
            self._with_effect.add(name)
        if self._forks and new_modules:
            threads = other_threads()
            if threads:
                raise NotSilentError(name, f"starts threads ({', '.join(threads)})")
        for new in new_modules:
            if new.partition(".")[0] in self._never:
                raise NotSilentError(name, f"imports {new}")
            if not is_installed(sys.modules[new]):
                raise NotSilentError(name, f"imports {new}, which is not installed but edited")


def package_of(name: str) -> str:
    """Return the package of `module`, or of `module:name`."""
    return name.partition(":")[0].partition(".")[0]


def _import(name: str) -> None:
    """Do what the statement does."""
    module, _, member = name.partition(":")
    found = importlib.import_module(module)
    if member and not hasattr(found, member):
        try:
            importlib.import_module(f"{module}.{member}")
        except ModuleNotFoundError as error:
            if error.name != f"{module}.{member}":
                raise


def _surroundings() -> dict[str, Any]:
    """Return what an import may change beside loading modules."""
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    ctypes.PyDLL(None).fflush(None)
    numpy_random: Any = sys.modules.get("numpy.random")
    return {
        "what is printed": os.fstat(1).st_size,
        "the search path": list(sys.path),
        "the folder": os.getcwd(),
        "the state of random": random.getstate(),
        "the state of numpy.random": numpy_random and repr(numpy_random.get_state()),
        "how errors are shown": sys.excepthook,
    }


@contextlib.contextmanager
def installed_only() -> Iterator[None]:
    """Let nothing be imported but what is installed."""
    path, finders = list(sys.path), list(sys.meta_path)
    allowed = installed_paths()
    sys.path[:] = allowed
    sys.meta_path[:] = [finder for finder in finders if not _is_for_editing(finder)]
    try:
        yield
    finally:
        if sys.path == allowed:
            sys.path[:] = path
        added = [finder for finder in sys.meta_path if finder not in finders]
        sys.meta_path[:] = finders + added


def _is_for_editing(finder: Any) -> bool:
    """Tell finders of packages that `pip install --editable` has made."""
    kind = finder if isinstance(finder, type) else type(finder)
    return "editable" in f"{kind.__module__}.{kind.__name__}".lower()


def is_installed(module: Any) -> bool:
    """Tell whether a module is none of the notebook's project."""
    file = getattr(module, "__file__", None)
    if not isinstance(file, str) or not os.path.isabs(file):
        return True  # made in memory
    return is_installed_file(file)


def shadowed(packages: Iterable[str]) -> str | None:
    """Return a loaded package that the notebook would find in its own folder, if any.

    `import` looks there, and in what PYTHONPATH names, before it looks at what is installed.
    """
    names = set(packages)
    installed = set(installed_paths())
    for folder in (".", *(entry for entry in sys.path if entry not in installed)):
        try:
            entries = os.listdir(folder or ".")
        except OSError:
            continue
        for entry in entries:
            name, _, kind = entry.partition(".")
            if name in names and (
                kind or os.path.exists(os.path.join(folder, name, "__init__.py"))
            ):
                return name
    return None

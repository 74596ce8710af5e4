"""What the steps of a pod import, imported once for all that follow."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from ..observing.observer import Observer
from ..server.preload import Preloader, package_of, shadowed
from ..server.watched import Watched, loaded_packages
from .plan import Plan


class ImportsAhead:
    """Knows which imports are worth it, and which have been done; steps are counted from 0."""

    def __init__(self, plan: Plan, without: Iterable[str]) -> None:
        """`without` are left to the steps."""
        self._plan = plan
        imports, self._never = plan.ahead
        self._own = [[each for each in names if each not in without] for names in imports]
        self._carried = self._with_those_of_values()
        self._used: set[str] = set()
        """Packages that steps have loaded."""
        self._done: set[str] = set()
        self._preloader: Preloader | None = None
        self._watched: Watched | None = None

    def _with_those_of_values(self) -> list[list[str]]:
        """Return of each step what it imports, and what loading its values may import."""
        carried: dict[str, list[str]] = {}
        for step, own in zip(self._plan.steps, self._own):
            givers = [carried.get(flow["from"], []) for flow in step["reads"]]
            carried[step["step"]] = list(dict.fromkeys(sum(givers, own)))
        return list(carried.values())

    def wanted(self, step: int, later: Iterable[int]) -> list[str]:
        """Return what is still to be imported for a step that later ones make use of, too."""
        if not self._own:
            return []
        own = self._own[step]
        by_others = {name for each in later for name in self._carried[each]}
        return [
            name
            for name in self._carried[step]
            if name in by_others
            and name not in self._done
            and (name in own or package_of(name) in self._used)
        ]

    def note_done(self, step: int) -> None:
        """Take notice of what a step has loaded."""
        result = self._plan.done(step) if self._own else None
        observed = result and result.get("observed")
        if observed:
            self._used.update(observed["packages"])

    def load(self, names: Sequence[str], observer: Observer, folder: str) -> None:
        """Import them in the folder of steps.

        Raises NotSilentError where that would make a difference: then this process is of no
        use any more.
        """
        self._done.update(names)
        if self._preloader is None:
            self._watched = Watched()
            self._preloader = Preloader(
                observer, self._watched, self._never, forks=True, may_write=False
            )
        with _in_silence(folder):
            self._preloader.load(names)

    def hold_for(self, environment: dict[str, str]) -> bool:
        """Tell whether a step would load what is loaded; called where it runs.

        `environment` is what it has of its own: libraries read it when they are imported.
        """
        if self._preloader is None or self._watched is None:
            return shadowed(loaded_packages()) is None
        return not (
            environment or self._watched.changed() or shadowed(self._preloader.looked_for())
        )


@contextmanager
def _in_silence(folder: str) -> Iterator[None]:
    """Print to a file, which shows what has been printed, and be in a folder meanwhile."""
    before = os.getcwd()
    shown = os.memfd_create("cellway")
    kept = [(stream, os.dup(stream)) for stream in (1, 2)]
    for stream, _ in kept:
        os.dup2(shown, stream)
    os.close(shown)
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
        for stream, descriptor in kept:
            os.dup2(descriptor, stream)
            os.close(descriptor)

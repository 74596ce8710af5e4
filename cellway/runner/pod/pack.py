"""Several steps in one pod, one after the other: each is over sooner than a pod of its own begins.

All that steps have in common is made ready once, what several import along with it; each is
then a process forked from here, which finds what it would find in a pod of its own. Where it
would not, it is a process that begins by itself.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from contextlib import suppress

from ..assignment import Prepared
from ..observing.observer import Observer
from ..process import become_launched, forget_own_path
from ..server.child import draw_anew
from ..server.inherited import Inherited
from ..server.preload import NotSilentError
from ..server.threads import other_threads
from ..shell import prepare_shell
from .ahead import ImportsAhead
from .children import adopt_orphans, run_child
from .log import LogEvents
from .own_call import OwnCall
from .plan import Plan

_AHEAD, _APART = b"ahead", b"apart"
"""What a forked step asks for before it begins: imports ahead, or a process that is not forked."""


class Pack:
    """The process that has ready what steps have in common; in theirs, what it was forked from.

    `passing` are folders of the pod alone: what a step leaves there, no other finds. Modules
    `without` are not imported ahead.
    """

    def __init__(
        self,
        call: OwnCall,
        steps: Sequence[str],
        plan: Plan,
        work: str,
        passing: Sequence[str],
        without: Sequence[str],
    ) -> None:
        self._call = call
        self._steps = steps
        self._work = work
        self._without = without
        self._there = {folder: _names_in(folder) for folder in passing}
        adopt_orphans()
        self._prepared = _prepare()
        self._can_fork = not other_threads()
        self._ahead = ImportsAhead(plan, without)
        self._place = 0
        """That of the step among those of the pod."""
        self._asking = -1

    def begin_each(self, events: LogEvents) -> tuple[str, Prepared]:
        """Return in the process of each step, when those before it have ended well.

        The process that calls ends with the last, or with the first that does not end well.
        """
        for place, step in enumerate(self._steps):
            self._place = place
            events.tell_step(int(step))
            code = self._run()
            if code is None:
                draw_anew()
                return step, self._prepared
            if code != 0:
                os._exit(code)
            self._ahead.note_done(int(step) - 1)
            self._clear()
        os._exit(0)

    def settle(self, environment: dict[str, str]) -> None:
        """In the process of a step, ready to begin: end it where it had better begin otherwise."""
        word = b""
        if not environment and self._wanted():
            word = _AHEAD
        elif not self._ahead.hold_for(environment):
            word = _APART
        if word:
            os.write(self._asking, word)
            os._exit(0)
        os.close(self._asking)

    def _wanted(self) -> list[str]:
        step, *later = [int(each) - 1 for each in self._steps[self._place :]]
        return self._ahead.wanted(step, later)

    def _run(self) -> int | None:
        """Run a step, and tell how it has ended; None in its process."""
        while self._can_fork:
            asked, self._asking = os.pipe()
            code = run_child(os.fork)
            if code is None:
                os.close(asked)
                return None
            os.close(self._asking)
            word = os.read(asked, 16)
            os.close(asked)
            if word == _AHEAD:
                self._load()
            elif word == _APART:
                break
            else:
                return code
        step = self._steps[self._place]
        return run_child(lambda: self._call.beside({"--step": step, "--apart": "yes"}))

    def _load(self) -> None:
        try:
            self._ahead.load(self._wanted(), self._prepared.observer, self._work)
        except NotSilentError as error:
            if isinstance(error.__cause__, KeyboardInterrupt):
                raise error.__cause__ from None
            self._clear()
            without = [*self._without, error.name]
            rest = self._steps[self._place :]
            self._call.again({"--step": ".".join(rest), "--without": ",".join(without)})
        self._prepared = self._prepared.settled()

    def _clear(self) -> None:
        for folder, names in self._there.items():
            _remove(folder, _names_in(folder) - names)


def _prepare() -> Prepared:
    forget_own_path()
    become_launched()
    observer = Observer()
    prepared = Prepared(prepare_shell(), observer, Inherited())
    # All of the runner that a step may need.
    from .. import module_state, values  # noqa: F401
    from ..server import leave  # noqa: F401

    return prepared.settled()


def _names_in(folder: str) -> set[str]:
    try:
        return set(os.listdir(folder))
    except OSError:
        return set()


def _remove(folder: str, names: set[str]) -> None:
    for name in names:
        path = os.path.join(folder, name)
        if os.path.isdir(path) and not os.path.islink(path):
            shutil.rmtree(path, ignore_errors=True)
        else:
            with suppress(OSError):
                os.unlink(path)

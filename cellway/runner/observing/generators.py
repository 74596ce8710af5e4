"""Module states that a step moves on, and draws that nobody can repeat."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

from .callers import caller, is_notebook
from .effects import Effects
from .watch import teller

_COMPARED = ("random", "numpy.random", "cwd", "sys.limits", "locale")
_GENERATORS = ("random", "numpy.random")
_SEEDING = r".*seed.*|set_?state"

_FRESH = 0x80000000
"""The first word of a Mersenne Twister that was started from chance and not drawn from."""

_SOURCES = {"uuid.py": "uuid", "secrets.py": "secrets", "random.py": "random", "os.py": "os"}


class Generators:
    def __init__(self, effects: Effects, is_used: Callable[[str], bool]) -> None:
        """`is_used` tells whether the notebook uses a name that matches a pattern."""
        self._effects = effects
        self._is_used = is_used
        self._first: dict[str, Any] = {}
        self._last: dict[str, Any] = {}
        self._known: frozenset[str] = frozenset()

    def start(self, get_state: Callable[[str], Any], known: frozenset[str]) -> None:
        """Begin to compare; `known` are states that come from another step."""
        self._get = get_state
        self._known = known
        self._first = {name: self._state(name) for name in _COMPARED}
        self._last = dict(self._first)

    def after_cell(self) -> None:
        """Tell of generators that were drawn from though nobody has seeded them."""
        for name in _GENERATORS:
            state = self._state(name)
            moved = state != self._last.get(name)
            self._last[name] = state
            if moved and name not in self._known and not self._is_used(_SEEDING):
                self._effects.add("random", name)

    def changed(self) -> list[str]:
        """Return the names of states that are not what they were."""
        return [name for name, state in self._first.items() if state != self._state(name)]

    def _state(self, name: str) -> Any:
        """Return something that compares equal while a state is the same; None for a new one."""
        state = self._get(name)
        if name == "numpy.random" and state is not None:
            words, place = state["state"]["key"], state["state"]["pos"]
            if words[0] == _FRESH and place >= len(words) - 1 and name not in self._known:
                return None
            return words.tobytes(), place, state["has_gauss"], state["gauss"]
        return state


def note_chance(effects: Effects) -> None:
    """Tell of numbers from chance that the notebook itself has asked for."""
    frame = teller()
    asker = caller(frame, tuple(_SOURCES))
    if asker is not None and is_notebook(asker.f_code.co_filename):
        effects.add("random", _source(frame, asker))


def _source(frame: FrameType | None, asker: FrameType) -> str:
    """Return what the notebook has called to get a number."""
    last = "os"
    while frame is not None and frame is not asker:
        last = _SOURCES.get(os.path.basename(frame.f_code.co_filename), last)
        if last == "random" and frame.f_locals.get("k") == 128 and "numpy" in sys.modules:
            return "numpy.random"  # what seeds its generators, in C
        frame = frame.f_back
    return {"os": "os.urandom", "uuid": "uuid.uuid4"}.get(last, last)

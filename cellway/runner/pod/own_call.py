"""How this program was called, so that it can call itself again."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import NoReturn


class OwnCall:
    """The call as it was before anything was done; `arguments` are options, each with a value."""

    def __init__(self, arguments: Sequence[str]) -> None:
        words: list[str] = getattr(sys, "orig_argv", [sys.executable, sys.argv[0], *arguments])
        self._program = [sys.executable, *words[1 : len(words) - len(arguments)]]
        self._options = dict(zip(arguments[::2], arguments[1::2]))
        self._environment = dict(os.environ)
        self._folder = os.getcwd()

    def again(self, changes: dict[str, str]) -> NoReturn:
        """Become a process that is called with other options."""
        os.chdir(self._folder)
        os.execve(sys.executable, self._words(changes), self._environment)

    def beside(self, changes: dict[str, str]) -> int:
        """Start a process that is called with other options, in a group of its own."""
        words = self._words(changes)
        return os.posix_spawn(sys.executable, words, self._environment, setpgroup=0, setsigmask=())

    def _words(self, changes: dict[str, str]) -> list[str]:
        options = {**self._options, **changes}
        return [*self._program, *(word for pair in options.items() for word in pair)]

"""What a program under construction has made so far: rules look here for what they can use."""

from __future__ import annotations

import contextlib
import inspect
import io
import os
import random
import string
import sys
import tempfile
import types
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

INTS = ("a", "b", "n", "k", "total")
LISTS = ("x", "y", "z", "items", "seq")
DICTS = ("d", "table", "info")
OTHERS = ("box", "pair", "t", "w", "acc")
KINDS = {"n": "int", "k": "int", "i": "int", "xs": "list", "seq": "list", "items": "list"} | {
    "d": "dict",
    "table": "dict",
    "fn": "function",
    "o": "object",
}
"""What an argument has to be, by the name of the parameter; anything for other names."""

LARGEST = 300
"""Of the text of a value: values that would grow without end are not made."""


LONGEST = 20_000
"""Lines that a statement may run."""


class Refused(Exception):
    """A statement cannot be part of the program: it raises, or makes something too large."""


class World:
    """Runs statements as they are found, so that the next one can build on what they made."""

    def __init__(self, seed: random.Random, features: Iterable[str], prefix: str = "") -> None:
        self.random = seed
        self.features = frozenset(features)
        self.prefix = prefix
        """Stands before every name, so that programs can be mixed."""
        self.done: list[str] = []
        self._decided: dict[str, bool] = {}
        self.space: dict[str, Any] = {}
        self.files: list[str] = []
        self._folder = tempfile.TemporaryDirectory()
        self._start()

    def close(self) -> None:
        self._folder.cleanup()

    def _start(self) -> None:
        self.space = {"__name__": "__main__"}
        vars(string).pop("extra", None)  # the module that programs may change

    def run(self, source: str) -> str:
        """Run a statement and return what it prints.

        Raises Refused where it cannot be part of the program; it has not happened then.
        """
        try:
            text = self._execute(source)
        except Exception as error:
            self._restart()
            raise Refused(source) from error
        if any(_too_large(value) for name, value in self.space.items() if name[0] != "_"):
            self._restart()
            raise Refused(source)
        self.done.append(source)
        return text

    def _execute(self, source: str) -> str:
        output = io.StringIO()
        before = Path.cwd()
        os.chdir(self._folder.name)
        outer = sys.gettrace()
        sys.settrace(_line_counter())
        try:
            with contextlib.redirect_stdout(output):
                exec(compile(source, "<program>", "exec"), self.space)
        finally:
            sys.settrace(outer)
            os.chdir(before)
        return output.getvalue()

    def _restart(self) -> None:
        """Do again all that has been done: a statement that failed may have done a part of it."""
        self._folder.cleanup()
        self._folder = tempfile.TemporaryDirectory()
        self._start()
        for source in self.done:
            self._execute(source)

    def undo(self) -> None:
        """Make the last statement not have happened."""
        self.done.pop()
        self._restart()

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def decided(self, what: str, probability: float) -> bool:
        """Return a chance that is taken once for the whole program."""
        if what not in self._decided:
            self._decided[what] = self.chance(probability)
        return self._decided[what]

    def one_of(self, *choices: str) -> str:
        return self.random.choice(choices)

    def new(self, pool: Iterable[str] | None = None) -> str:
        """Return a name to bind, which may be taken already."""
        return self.prefix + self.random.choice(list(pool or (*INTS, *LISTS, *DICTS, *OTHERS)))

    def values(self) -> Iterator[tuple[str, Any]]:
        for name, value in self.space.items():
            if not name.startswith("_") and not isinstance(value, types.ModuleType):
                yield name, value

    def names(self, accept: Callable[[Any], object]) -> list[str]:
        return [name for name, value in self.values() if accept(value)]

    def pick(self, accept: Callable[[Any], object]) -> str | None:
        """Return a variable that holds something acceptable."""
        names = self.names(accept)
        return self.random.choice(names) if names else None

    def need(self, accept: Callable[[Any], object]) -> str:
        """Return a variable that holds something acceptable; Refused where there is none."""
        name = self.pick(accept)
        if name is None:
            raise Refused("nothing acceptable")
        return name


def _line_counter() -> Callable[[types.FrameType, str, object], Any]:
    """Return a trace function that ends code which runs too long.

    A loop over a list that it appends to under another name would fill the memory.
    """
    left = LONGEST

    def trace(frame: types.FrameType, event: str, argument: object) -> Any:
        nonlocal left
        left -= 1
        if left < 0:
            raise Refused("it runs too long")
        return trace

    return trace


def _too_large(value: Any) -> bool:
    if isinstance(value, int):
        return abs(value) > 10**9
    return isinstance(value, (str, list, dict, set, tuple)) and len(repr(value)) > LARGEST


def is_int(value: Any) -> bool:
    return type(value) is int


def is_text(value: Any) -> bool:
    return type(value) is str


def is_list(value: Any) -> bool:
    return type(value) is list


def is_full_list(value: Any) -> bool:
    return type(value) is list and bool(value)


def is_ints(value: Any) -> bool:
    return is_full_list(value) and all(type(each) is int for each in value)


def is_dict(value: Any) -> bool:
    return type(value) is dict


def is_full_dict(value: Any) -> bool:
    return type(value) is dict and bool(value)


def is_set(value: Any) -> bool:
    return type(value) is set


def is_nested(value: Any) -> bool:
    return is_full_list(value) and any(type(each) is list for each in value)


def is_function(value: Any) -> bool:
    """Functions of the program; what generators give does not go from step to step."""
    return (
        isinstance(value, types.FunctionType)
        and value.__module__ == "__main__"
        and not inspect.isgeneratorfunction(value)
    )


def is_class(value: Any) -> bool:
    return isinstance(value, type) and value.__module__ == "__main__"


def is_object(value: Any) -> bool:
    return type(value).__module__ == "__main__"


def is_plain(value: Any) -> bool:
    return type(value) in (int, str, list, dict, tuple, set, bool, float)


def is_anything(value: Any) -> bool:
    return is_plain(value) or is_object(value)


def indented(lines: str, depth: int = 1) -> str:
    return "\n".join("    " * depth + line for line in lines.split("\n"))

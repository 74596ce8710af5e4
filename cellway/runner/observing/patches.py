"""Functions that look at files, draw from chance or start processes without an audit event."""

from __future__ import annotations

import functools
import os
import random
import sys
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any, NamedTuple

Tell = Callable[..., None]

_SUPPORTED = (
    os.supports_dir_fd,
    os.supports_fd,
    os.supports_follow_symlinks,
    os.supports_effective_ids,
)


class Place(NamedTuple):
    owner: Any
    name: str


def look_places() -> list[Place]:
    """Return the functions that tell what is at a path, their first argument."""
    owners: list[Any] = [os]
    if sys.version_info < (3, 11):
        owners.append(import_module("pathlib")._NormalAccessor)
    names = ("stat", "lstat", "access", "readlink")
    return [Place(owner, name) for owner in owners for name in names if hasattr(owner, name)]


def chance_places() -> list[Place]:
    return [Place(os, "urandom"), Place(random, "_urandom")]


def seed_places() -> list[Place]:
    """Return the functions that seed a generator, their first argument, with the second."""
    return [Place(random.Random, "seed")]


def fork_places() -> list[Place]:
    """Return the functions that start processes past the module `subprocess`."""
    return [Place(import_module("_posixsubprocess"), "fork_exec")]


class Patches:
    """Puts functions in the places of others, and these back."""

    def __init__(self) -> None:
        self._put: list[tuple[Place, Any, Any]] = []
        """What was in each place, and what is there now."""

    def put(self, places: Iterable[Place], tell: Tell) -> None:
        """Have `tell` called with the arguments of functions before they run."""
        for place in places:
            original = vars(place.owner)[place.name]
            function: Any = _telling(getattr(place.owner, place.name), tell)
            for group in _SUPPORTED:
                if place.owner is os and original in group:
                    group.add(function)
            if isinstance(place.owner, type) and not hasattr(original, "__get__"):
                function = staticmethod(function)
            setattr(place.owner, place.name, function)
            self._put.append((place, original, function))

    def remove(self) -> None:
        for place, original, function in reversed(self._put):
            if vars(place.owner).get(place.name) is function:  # else it is the notebook's own
                setattr(place.owner, place.name, original)
        self._put.clear()


def _telling(function: Callable[..., Any], tell: Tell) -> Callable[..., Any]:
    @functools.wraps(function)
    def call(*arguments: Any, **options: Any) -> Any:
        tell(*arguments, **options)
        try:
            return function(*arguments, **options)
        except BaseException as error:
            # Since Python 3.11 this takes the line below `try` out of the traceback.
            error.__traceback__ = error.__traceback__ and error.__traceback__.tb_next
            raise

    return call

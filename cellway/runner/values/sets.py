"""Sets: the order in which their elements are written and come back.

The order of a set of numbers is the same in every run of a notebook, and a notebook
may show it, so it is kept. It depends on how the set grew; a way of building it that
gives the order again is found by trying. The order of strings differs from run to run
unless Python is told otherwise, so nobody can count on it; they are sorted, so that
equal sets are written equally.
"""

from __future__ import annotations

import itertools
import random
import sys
from collections.abc import Iterable, Iterator
from typing import Any

FEW = 100
"""In larger sets so many elements want the same place that no attempt would succeed."""
SHUFFLES = 300
"""Attempts at one set."""
ATTEMPTS = 3000
"""Attempts at all sets of a value: a tenth of a second."""

ONE_BY_ONE = 0
COPIED = 1
"""A copy of a set has its room from the beginning, and less than a set that grew."""

NUMBERS = (int, float, complex, bool, type(None))
TEXTS = (str, bytes)


def order_to_keep(value: Any, attempts: Iterator[int]) -> tuple[bool, int, list[Any]] | None:
    """Return the arguments of `build` that make the set again, in the same order.

    None for a set that pickle may write as it likes. Takes from `attempts` what it needs.
    """
    if not value:
        return None
    kind = _seed_matters(value)
    if kind is None:
        return None
    frozen = type(value) is frozenset
    if kind:
        return frozen, ONE_BY_ONE, _sorted(value)
    order = list(value)
    size = sys.getsizeof(value)
    grown = size > sys.getsizeof(build(False, ONE_BY_ONE, order))
    for elements in _insertions(order, _places(size), attempts):
        for way in (size,) if grown and not frozen else (ONE_BY_ONE, COPIED):
            if list(build(frozen, way, elements)) == order:
                return frozen, way, elements
    return frozen, ONE_BY_ONE, order


def _insertions(order: list[Any], places: int, attempts: Iterator[int]) -> Iterator[list[Any]]:
    """Give orders in which elements may have been added, so that they are now in this order.

    Where two elements want the same place, the one that came first has it, and the other
    goes on, mostly to the next place.
    """
    yield order
    yield order[::-1]
    shuffler = random.Random(0)
    for _ in itertools.islice(attempts, SHUFFLES if len(order) <= FEW else 0):
        shuffled = shuffler.sample(order, len(order))
        yield sorted(shuffled, key=lambda each: hash(each) % places)
        yield shuffled


def build(frozen: bool, way: int, elements: list[Any]) -> Any:
    """Build a set, adding the elements in their order.

    A large number as `way` is the size in bytes of a set that had more elements once.
    """
    if way == ONE_BY_ONE:
        return frozenset(elements) if frozen else set(elements)
    if way == COPIED:
        added = dict.fromkeys(elements)
        return frozenset(added) if frozen else set(added)
    return _grown(elements, way)


def _places(size: int) -> int:
    """Return how many places a set of this size in bytes has: a power of two, 8 at least."""
    return 1 << max(3, (size // 16).bit_length() - 1)


def _grown(elements: list[Any], size: int) -> set[Any]:
    """Build a set of this size: with other elements, which then go again."""
    places = _places(size)
    taken = {hash(each) % places for each in elements}
    fillers = (n for n in itertools.count(places * 1000) if n % places not in taken)
    made = set(elements)
    added: list[int] = []
    while sys.getsizeof(made) < size and len(added) < places:
        added.append(next(fillers))
        made.add(added[-1])
    if sys.getsizeof(made) > size:  # only a copy has this size
        made = set({*elements, *added[: max(0, places // 4 + 1 - len(elements))]})
    made.difference_update(added)
    return made


def _seed_matters(values: Iterable[Any]) -> bool | None:
    """Tell whether hashes depend on Python's seed; None where an object decides for itself."""
    found = False
    for value in values:
        kind = type(value)
        if kind in TEXTS:
            found = True
        elif kind is tuple or kind is frozenset:
            inner = _seed_matters(value)
            if inner is None:
                return None
            found = found or inner
        elif kind not in NUMBERS:
            return None
    return found


def _sorted(values: Iterable[Any]) -> list[Any]:
    return sorted(values, key=_key)


def _key(value: Any) -> tuple[str, str]:
    kind = type(value)
    if kind is frozenset:
        return kind.__name__, repr(_sorted(value))
    if kind is tuple:
        return kind.__name__, repr([_key(each) for each in value])
    return kind.__name__, value if kind is str else repr(value)

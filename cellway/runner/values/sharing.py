"""Which values share a mutable object, so that they have to be stored together."""

from __future__ import annotations

import datetime
import decimal
import enum
import fractions
import numbers
import pathlib
import re
import types
import uuid
from collections.abc import Iterator, Sequence

from .memory import overlapping
from .pickler import ValuePickler
from .references import ATOMS, module_of

CODE = (types.FunctionType, types.BuiltinFunctionType, types.CodeType, types.CellType, type)
"""These tie values together only where they are written by value."""

IMMUTABLE = (
    *(*ATOMS, types.ModuleType, range, slice, re.Pattern, enum.Enum, numbers.Number),
    *(datetime.date, datetime.time, datetime.timedelta, datetime.tzinfo),
    *(decimal.Decimal, fractions.Fraction, pathlib.PurePath, uuid.UUID),
)

IMMUTABLE_OF_LIBRARIES = frozenset(
    (
        *("numpy.dtype", "numpy.generic", "numpy.ufunc"),
        *("pandas.core.indexes.base.Index", "pandas.core.dtypes.base.ExtensionDtype"),
        *("pandas._libs.tslibs.offsets.BaseOffset", "pandas.core.flags.Flags"),
    )
)


def tied(picklers: Sequence[ValuePickler]) -> list[list[int]]:
    """Group picklers, by index, whose values share an object or memory."""
    groups = _Groups(len(picklers))
    if len(picklers) < 2:
        return groups.sorted()
    kinds: dict[type, bool] = {}
    first: dict[int, int] = {}
    for index, pickler in enumerate(picklers):
        met = [value for _, value in pickler.memo.copy().values()]
        exempt = pickler.named | pickler.independent | _owned_by_classes(met)
        for identity, value in _tying(pickler, met, kinds):
            other = first.setdefault(identity, index)
            if other != index and identity not in exempt and not _has_name(pickler, value):
                groups.join(other, index)
    owner = {
        id(extent.array): index
        for index, pickler in enumerate(picklers)
        for extent in pickler.arrays
    }
    for cluster in overlapping(extent for pickler in picklers for extent in pickler.arrays):
        for extent in cluster:
            groups.join(owner[id(cluster[0].array)], owner[id(extent.array)])
    return groups.sorted()


class _Groups:
    """Union-find over the numbers below `size`."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))

    def top(self, number: int) -> int:
        while self._above[number] != number:
            self._above[number] = self._above[self._above[number]]
            number = self._above[number]
        return number

    def join(self, one: int, other: int) -> None:
        self._above[max(self.top(one), self.top(other))] = min(self.top(one), self.top(other))

    def sorted(self) -> list[list[int]]:
        groups: dict[int, list[int]] = {}
        for number in range(len(self._above)):
            groups.setdefault(self.top(number), []).append(number)
        return list(groups.values())


def _tying(
    pickler: ValuePickler, met: list[object], kinds: dict[type, bool]
) -> Iterator[tuple[int, object]]:
    """Give the objects of a value that another value must not have a copy of, with their ids."""
    for identity in pickler.by_value:
        yield identity, None
    for identity, (value, _) in pickler.sets.items():
        if type(value) is set:
            yield identity, value
    for value in met:
        kind = type(value)
        ties = kinds.get(kind)
        if ties is None:
            ties = kinds[kind] = _kind_ties(kind)
        if ties:
            yield id(value), value


def _has_name(pickler: ValuePickler, value: object) -> bool:
    """Tell whether pickle writes an object as a name: functions of extension modules."""
    named = isinstance(getattr(value, "__qualname__", None), str)
    return named and pickler.references.importable(value)


def _kind_ties(kind: type) -> bool:
    if issubclass(kind, (*CODE, *IMMUTABLE)):
        return False
    names = {f"{base.__module__}.{base.__qualname__}" for base in kind.__mro__}
    return not names & IMMUTABLE_OF_LIBRARIES


def _owned_by_classes(met: list[object]) -> set[int]:
    """Return the ids of what classes of libraries keep: all their instances share it."""
    return {
        id(value)
        for kind in {type(each) for each in met}
        if module_of(kind) not in ("__main__", "builtins")
        for base in kind.__mro__
        for value in vars(base).values()
    }

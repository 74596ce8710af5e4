"""Stores variables in groups: those that share a mutable object, at any depth, in one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Union

from .depth import with_room
from .errors import NotStorableError
from .explain import explain
from .memory import Blocks, overlapping
from .pickler import ValuePickler
from .references import References
from .sharing import tied

Buffer = Union[bytes, memoryview]


class StoredGroup(NamedTuple):
    """Variables that are stored together."""

    names: tuple[str, ...]
    """In alphabetical order."""
    definitions: tuple[str, ...]
    """The definitions that have to be restored before it."""
    data: bytes
    buffers: Sequence[Buffer]
    """Large arrays, not copied: to be written before their owners change or go."""

    def digest(self) -> str:
        """Return a hash that is the same for equal values that were made in the same way."""
        found = hashlib.blake2b(digest_size=32)
        for part in (repr(self.names).encode(), self.data, *self.buffers):
            found.update(memoryview(part).nbytes.to_bytes(8, "little"))
            found.update(part)
        return found.hexdigest()


class Stored(NamedTuple):
    """What became of the variables of a step."""

    groups: list[StoredGroup]
    failures: list[NotStorableError]
    """One for each variable that cannot be stored."""
    sizes: dict[str, int]
    """How many bytes each variable takes by itself; what it shares with others counts for each."""


def store(
    values: Mapping[str, object],
    namespace: Mapping[str, object],
    definitions: Iterable[str] = (),
) -> Stored:
    """Store variables.

    `namespace` is that of `__main__`. `definitions` are the names in it that every step
    restores from source: what they stand for is stored as a name.
    """
    references = References(namespace, definitions)
    failures: list[NotStorableError] = []
    written: dict[str, tuple[ValuePickler, bytes]] = {}
    for name in sorted(values):
        done = _write([name], values, references, failures)
        if done is not None:
            written[name] = done
    names = list(written)
    sizes = {
        name: len(data) + sum(buffer.raw().nbytes for buffer in pickler.buffers)
        for name, (pickler, data) in written.items()
    }
    groups: list[StoredGroup] = []
    for members in tied([pickler for pickler, _ in written.values()]):
        group = [names[member] for member in members]
        clusters = overlapping(extent for name in group for extent in written[name][0].arrays)
        done = written[group[0]]
        if len(group) > 1 or clusters:
            again = _write(group, values, references, failures, Blocks(clusters))
            if again is None:
                continue
            done = again
        pickler, data = done
        definitions = tuple(sorted(pickler.definitions))
        buffers = [buffer.raw() for buffer in pickler.buffers]
        groups.append(StoredGroup(tuple(group), definitions, data, buffers))
    return Stored(groups, failures, sizes)


def _write(
    names: list[str],
    values: Mapping[str, object],
    references: References,
    failures: list[NotStorableError],
    blocks: Blocks | None = None,
) -> tuple[ValuePickler, bytes] | None:
    def write() -> tuple[ValuePickler, bytes]:
        pickler = ValuePickler(references, blocks)
        return pickler, pickler.write([values[name] for name in names])

    try:
        return with_room(write)
    except Exception as error:
        failures.extend(explain(name, values[name], references, error) for name in names)
        return None

"""Memory that several arrays of NumPy show.

`view = data[2:]` and `data` are two objects with one memory: what is written through
one is seen through the other. Pickle would make two copies. Where arrays of what is
stored overlap, their common memory is written once, as a block, and they are restored
as views of it.
"""

from __future__ import annotations

import ctypes
import pickle
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from .pickler import ValuePickler

COMPARED = 100
"""Among up to so many arrays, those are told apart that lie between each other's elements."""
WORK = 10_000
"""Steps that NumPy may take to find out whether two arrays have an element in common."""


class Extent(NamedTuple):
    """The memory that an array spans: addresses of its first byte and of the one after it."""

    start: int
    end: int
    array: Any


def extent_of(array: Any) -> Extent:
    start = end = address_of(array)
    for length, stride in zip(array.shape, array.strides):
        if stride < 0:
            start += (length - 1) * stride
        else:
            end += (length - 1) * stride
    return Extent(start, end + array.itemsize, array)


def address_of(array: Any) -> int:
    address: int = array.__array_interface__["data"][0]
    return address


class Block:
    """The memory of arrays that overlap; they have to be alive while it is written."""

    def __init__(self, cluster: list[Extent]) -> None:
        self.start = cluster[0].start
        self.end = max(extent.end for extent in cluster)
        self.array = cluster[0].array


class Blocks:
    """The blocks of a group, by address; no two of them overlap."""

    def __init__(self, clusters: Iterable[list[Extent]]) -> None:
        self._blocks: list[Block] = []
        for block in sorted(map(Block, clusters), key=lambda block: block.start):
            last = self._blocks[-1] if self._blocks else None
            if last is not None and block.start < last.end:
                last.end = max(last.end, block.end)
            else:
                self._blocks.append(block)
        self._starts = [block.start for block in self._blocks]

    def holding(self, extent: Extent) -> Block | None:
        index = bisect_right(self._starts, extent.start) - 1
        if index >= 0 and extent.end <= self._blocks[index].end:
            return self._blocks[index]
        return None


def overlapping(extents: Iterable[Extent]) -> list[list[Extent]]:
    """Return the clusters of distinct arrays that share memory, each with at least two."""
    clusters: list[list[Extent]] = []
    end = 0
    for extent in sorted(extents, key=lambda each: (each.start, each.end)):
        if clusters and extent.start < end:
            clusters[-1].append(extent)
        else:
            clusters.append([extent])
        end = max(end, extent.end)
    found = (part for cluster in clusters for part in _told_apart(cluster))
    return [each for each in found if len({id(extent.array) for extent in each}) > 1]


def _told_apart(cluster: list[Extent]) -> Iterator[list[Extent]]:
    """Split a cluster where its block would be mostly what no array shows: columns of a table."""
    block = Block(cluster)
    shown = sum(extent.array.nbytes for extent in cluster)
    if len(cluster) == 1 or len(cluster) > COMPARED or block.end - block.start <= 2 * shown:
        yield cluster
        return
    waiting = list(cluster)
    while waiting:
        part = [waiting.pop(0)]
        for extent in part:
            sharing = [each for each in waiting if _share(extent.array, each.array)]
            part += sharing
            waiting = [each for each in waiting if each not in sharing]
        yield sorted(part, key=lambda each: (each.start, each.end))


def _share(one: Any, other: Any) -> bool:
    numpy = sys.modules["numpy"]
    try:
        return bool(numpy.shares_memory(one, other, max_work=WORK))
    except Exception:  # too hard to tell, says a class that has moved between versions
        return True


def reduce_view(array: Any, block: Block) -> Any:
    """Reduce an array to a part of a block."""
    offset = address_of(array) - block.start
    place = (offset, array.shape, array.strides)
    return make_view, (block, array.dtype, *place, array.flags.writeable)


def make_view(
    memory: Any, dtype: Any, offset: int, shape: Any, strides: Any, writeable: bool
) -> Any:
    numpy = sys.modules["numpy"]
    if dtype.hasobject:
        rest = memory[offset // memory.itemsize :]
        return numpy.lib.stride_tricks.as_strided(rest, shape, strides, writeable=writeable)
    array = numpy.ndarray(shape, dtype, memory, offset, strides)
    array.flags.writeable = writeable
    return array


def reduce_block(pickler: ValuePickler, block: Block) -> Any:
    if block.array.dtype.hasobject:
        objects = _objects_in(block)
        pickler.independent.add(id(objects))
        return make_block, (objects,)
    memory = (ctypes.c_char * (block.end - block.start)).from_address(block.start)
    return make_block, (pickle.PickleBuffer(memory),)


def _objects_in(block: Block) -> Any:
    """Return the objects of a block as an array of one dimension."""
    owner = block.array
    while getattr(owner, "base", None) is not None:
        owner = owner.base
    size = owner.itemsize
    first = (block.start - address_of(owner)) // size
    return owner.ravel(order="K")[first : first + (block.end - block.start) // size]


def make_block(memory: Any) -> Any:
    return memory

"""Arrays of NumPy, alone and inside of pandas' objects, that show the same memory.

`view = data[2:]` and `data` are two objects with one memory: what is written through
one is seen through the other. Pickle would make two copies. Where arrays of what is
stored overlap, their common memory is written once, as a block, and they are restored
as views of it.
"""

from __future__ import annotations

import ctypes
import functools
import pickle
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from .references import module_of

if TYPE_CHECKING:
    from .pickler import ValuePickler


class Extent(NamedTuple):
    """The memory that an array shows: addresses of its first byte and of the one after it."""

    start: int
    end: int
    array: Any


class Block:
    """Memory that several arrays show; they have to be alive while it is written."""

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end


class Blocks:
    """The blocks of a group, by address."""

    def __init__(self, blocks: list[Block]) -> None:
        self._blocks = sorted(blocks, key=lambda block: block.start)
        self._starts = [block.start for block in self._blocks]

    def holding(self, extent: Extent) -> Block | None:
        index = bisect_right(self._starts, extent.start) - 1
        if index >= 0 and extent.end <= self._blocks[index].end:
            return self._blocks[index]
        return None


def overlapping(extents: Iterable[Extent]) -> list[list[Extent]]:
    """Return the clusters of distinct arrays that overlap, each with at least two."""
    clusters: list[list[Extent]] = []
    end = 0
    for extent in sorted(extents, key=lambda each: (each.start, each.end)):
        if clusters and extent.start < end:
            clusters[-1].append(extent)
        else:
            clusters.append([extent])
        end = max(end, extent.end)
    return [each for each in clusters if len({id(extent.array) for extent in each}) > 1]


def block_of(cluster: list[Extent]) -> Block:
    return Block(cluster[0].start, max(extent.end for extent in cluster))


def reducer_of(kind: type) -> Callable[[ValuePickler, Any], Any] | None:
    """Return the reducer for a class of NumPy or pandas, if it needs one."""
    for base in kind.__mro__:
        top = module_of(base).partition(".")[0]
        if top == "numpy" and base.__name__ == "ndarray":
            return reduce_array if kind is base else None
        if top == "pandas" and base.__name__ in _OF_PANDAS:
            return _OF_PANDAS[base.__name__]
    return None


@functools.cache
def _known_element_types(numpy: Any) -> tuple[type, ...]:
    return tuple({type(numpy.dtype(code)) for code in "?bBhHiIlLqQefdgFDGSUVOMm"})


def element_types() -> tuple[type, ...]:
    """Return the types of dtypes whose text says all of them."""
    numpy = sys.modules.get("numpy")
    return _known_element_types(numpy) if hasattr(numpy, "dtype") else ()


def element_type_id(dtype: Any) -> Any:
    """Identify a dtype by its text: whether two equal ones are one object differs too often."""
    if dtype.fields or dtype.metadata or dtype.subdtype:
        return None
    return ("dtype", dtype.str)


def reduce_array(pickler: ValuePickler, array: Any) -> Any:
    if array.dtype.hasobject or not array.size or id(array) in pickler.independent:
        return NotImplemented
    extent = _extent(array)
    pickler.arrays.append(extent)
    block = pickler.blocks.holding(extent) if pickler.blocks else None
    if block is None:
        return NotImplemented
    offset = array.__array_interface__["data"][0] - block.start
    place = (offset, array.shape, array.strides)
    return make_view, (block, array.dtype, *place, array.flags.writeable)


def _extent(array: Any) -> Extent:
    start = end = array.__array_interface__["data"][0]
    for length, stride in zip(array.shape, array.strides):
        if stride < 0:
            start += (length - 1) * stride
        else:
            end += (length - 1) * stride
    return Extent(start, end + array.itemsize, array)


def make_view(
    block: Any, dtype: Any, offset: int, shape: Any, strides: Any, writeable: bool
) -> Any:
    array = sys.modules["numpy"].ndarray(shape, dtype, block, offset, strides)
    array.flags.writeable = writeable
    return array


def reduce_block(pickler: ValuePickler, block: Block) -> Any:
    memory = (ctypes.c_char * (block.end - block.start)).from_address(block.start)
    return make_block, (pickle.PickleBuffer(memory),)


def make_block(memory: Any) -> Any:
    return memory


def reduce_index(pickler: ValuePickler, index: Any) -> Any:
    """Reduce an index of pandas; nothing can be written through it."""
    reduced = index.__reduce_ex__(5)
    for part in _parts(reduced[1]):
        pickler.independent.add(id(part))
    return reduced


def _parts(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [each for part in value.values() for each in _parts(part)]
    if isinstance(value, (tuple, list)):
        return [each for part in value for each in _parts(part)]
    return [value]


def reduce_pandas_block(pickler: ValuePickler, block: Any) -> Any:
    """Reduce a block of columns; with copy-on-write nobody notices whom it shares memory with."""
    reduced = block.__reduce_ex__(5)
    if _copies_on_write():
        pickler.independent.add(id(reduced[1][0]))
    return reduced


def _copies_on_write() -> bool:
    pandas = sys.modules["pandas"]
    if int(pandas.__version__.partition(".")[0]) >= 3:
        return True
    return bool(getattr(pandas.options.mode, "copy_on_write", False))


def reduce_frame(pickler: ValuePickler, frame: Any) -> Any:
    """Reduce a frame or series with a list of its own for what the class keeps for all."""
    reduced = frame.__reduce_ex__(5)
    state = reduced[2]
    if isinstance(state, dict) and "_metadata" in state:
        state = {**state, "_metadata": list(state["_metadata"])}
    return (*reduced[:2], state, *reduced[3:])


_OF_PANDAS = {"Index": reduce_index, "Block": reduce_pandas_block, "NDFrame": reduce_frame}

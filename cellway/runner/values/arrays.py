"""Arrays of NumPy, alone and inside of the objects of pandas."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .memory import extent_of, reduce_view
from .references import module_of

if TYPE_CHECKING:
    from .pickler import ValuePickler


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
    if not array.size or id(array) in pickler.independent:
        return NotImplemented
    if array.dtype.hasobject and array.dtype.char != "O":
        return NotImplemented
    extent = extent_of(array)
    pickler.arrays.append(extent)
    block = pickler.blocks.holding(extent) if pickler.blocks else None
    if block is not None:
        return reduce_view(array, block)
    if array.flags.forc or array.dtype.hasobject:
        return NotImplemented
    # What comes back is contiguous: written as that, it will be written so again. Sums of
    # floats depend on the order of the axes in memory.
    return array.copy(order="K").__reduce_ex__(5)


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

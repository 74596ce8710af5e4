"""Writes values; `unpickler.py` reads them.

The C pickler does the work. It asks here about every object (`persistent_id`) and
about every object that is no plain container (`reducer_override`).

Strings go into a table of their own, each once: pickle writes a string that it has met
before as a reference, but whether two equal strings are one object depends on how they
came about, and the same content would be written in different ways.
"""

from __future__ import annotations

import enum
import io
import pickle
import random
import sys
import types
from collections.abc import Callable
from typing import Any

from . import arrays, classes, closed_files, descriptors, functions, instances, memory
from .references import References, find_attribute, module_of, resolve
from .sets import ATTEMPTS, order_to_keep

Reducer = Callable[["ValuePickler", Any], Any]

IN_BAND = 4096
"""Buffers of fewer bytes are written with the rest: a file of their own would not pay."""

EXACT: dict[type, Reducer] = {
    types.FunctionType: functions.reduce_function,
    types.CellType: functions.reduce_cell,
    types.CodeType: functions.reduce_code,
    types.MethodType: functions.reduce_method,
    classes.ClassPart: classes.reduce_class_part,
    memory.Block: memory.reduce_block,
    random.Random: instances.reduce_generator,
    **descriptors.reducers(),
    **dict.fromkeys((*closed_files.IN_MEMORY, *closed_files.ON_DISK), closed_files.reduce_file),
}


class ValuePickler(pickle.Pickler):
    """Pickles one object, once."""

    def __init__(self, references: References, blocks: memory.Blocks | None = None) -> None:
        self._file = io.BytesIO()
        super().__init__(self._file, 5, buffer_callback=self._take_buffer)
        self.references = references
        self.blocks = blocks
        """Memory that several arrays share, and that is to be written once."""
        self.arrays: list[memory.Extent] = []
        """The memory of all arrays met."""
        self.by_value: set[int] = set()
        """Functions, classes and their parts that are written by value."""
        self.named: set[int] = set()
        """What is written as a name."""
        self.definitions: set[str] = set()
        """The definitions among these."""
        self.filled_cells: set[int] = set()
        self.independent: set[int] = set()
        """Arrays that share no memory as far as anybody can notice."""
        self.sets: dict[int, tuple[Any, Any]] = {}
        """The sets met, with the references that stand for them from then on."""
        self.buffers: list[pickle.PickleBuffer] = []
        self._strings: dict[str, int] = {}
        self._attempts = iter(range(ATTEMPTS))
        self._reducers: dict[type, Reducer | None] = dict(EXACT)
        self._bare_places: dict[int, tuple[dict[str, Any], dict[str, Any]]] = {}
        self._identified: dict[type, Callable[[Any], Any]] = {
            **dict.fromkeys((dict, list), self._place_id),
            **dict.fromkeys((set, frozenset), self._set_id),
            **dict.fromkeys(arrays.element_types(), arrays.element_type_id),
        }
        self._places: dict[int, tuple[object, ...]] = dict(references.containers())

    def write(self, value: object) -> bytes:
        """Pickle an object; its large buffers are in `buffers` then.

        Raises whatever the object's own methods and pickle do.
        """
        self.dump(value)
        return pickle.dumps(list(self._strings), 5) + self._file.getvalue()

    def persistent_id(self, value: Any) -> Any:
        kind = type(value)
        if kind is str:
            return self._strings.setdefault(value, len(self._strings))
        identify = self._identified.get(kind)
        return identify(value) if identify else None

    def _place_id(self, value: Any) -> Any:
        return self._places.get(id(value))

    def _set_id(self, value: Any) -> Any:
        known = self.sets.get(id(value))
        if known is not None:
            return known[1]
        kept = order_to_keep(value, self._attempts)
        if kept is None:
            return None
        number = len(self.sets)
        self.sets[id(value)] = (value, ("known", number))
        return ("set", number, *kept)

    def reducer_override(self, value: Any) -> Any:
        kind = type(value)
        try:
            reducer = self._reducers[kind]
        except KeyError:
            reducer = self._reducers[kind] = self._choose(kind)
        return NotImplemented if reducer is None else reducer(self, value)

    def _choose(self, kind: type) -> Reducer | None:
        if issubclass(kind, type):
            return classes.reduce_class
        if issubclass(kind, enum.Enum):
            return classes.reduce_member
        if issubclass(kind, BaseException):
            return descriptors.reduce_exception
        special = arrays.reducer_of(kind)
        if special is not None:
            return special
        if instances.needs_care(kind):
            return instances.reduce_instance
        if module_of(kind) == "__main__":
            return None
        return _reduce_constant

    def by_name(self, value: object, path: str) -> Any:
        """Reduce a definition to its name."""
        self.named.add(id(value))
        self.definitions.add(path.partition(".")[0])
        return resolve, (self.references.namespace, path)

    def by_place(self, value: object, place: tuple[str, str]) -> Any:
        """Reduce a constant of a library to its module and its name there."""
        self.named.add(id(value))
        return find_attribute, place

    def mark_by_value(self, value: object) -> None:
        self.by_value.add(id(value))

    def globals_of(self, function: types.FunctionType) -> dict[str, Any]:
        """Return the globals of a function; those of modules are written as a name."""
        scope = function.__globals__
        if id(scope) not in self._places:
            name = scope.get("__name__")
            module = sys.modules.get(name) if isinstance(name, str) else None
            if module is not None and vars(module) is scope:
                self._places[id(scope)] = ("globals", str(name))
            else:
                return self._bare_scope(scope)
        return scope

    def _bare_scope(self, scope: dict[str, Any]) -> dict[str, Any]:
        """Return globals that belong to no module without the builtins that Python put there."""
        if id(scope) not in self._bare_places:
            bare = {key: each for key, each in scope.items() if key != "__builtins__"}
            self._bare_places[id(scope)] = (scope, bare)
        return self._bare_places[id(scope)][1]

    def _take_buffer(self, buffer: pickle.PickleBuffer) -> bool:
        """Keep a buffer apart, or have it written with the rest (true)."""
        if buffer.raw().nbytes < IN_BAND:
            return True
        self.buffers.append(buffer)
        return False


def _reduce_constant(pickler: ValuePickler, value: Any) -> Any:
    """Reduce what a library keeps in a module by name, and anything else as usual."""
    constant = pickler.references.constant(value)
    if constant is None:
        return NotImplemented
    return pickler.by_place(value, constant)

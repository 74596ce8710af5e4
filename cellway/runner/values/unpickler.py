"""Reads what `pickler.py` wrote."""

from __future__ import annotations

import importlib
import io
import pickle
from typing import TYPE_CHECKING, Any

from .errors import NotRestorableError
from .references import find_attribute, resolve
from .sets import build

if TYPE_CHECKING:
    from .groups import StoredGroup


class ValueUnpickler(pickle.Unpickler):
    """Reads one object; the functions in it get `namespace` as their globals."""

    def __init__(self, data: bytes, buffers: list[Any], namespace: dict[str, Any]) -> None:
        file = io.BytesIO(data)
        self._strings: list[str] = pickle.load(file)
        super().__init__(file, buffers=buffers)
        self._namespace = namespace
        self._sets: dict[int, Any] = {}

    def persistent_load(self, pid: Any) -> Any:
        if type(pid) is int:
            return self._strings[pid]
        kind = pid[0]
        if kind == "namespace":
            return self._namespace
        if kind == "set":
            self._sets[pid[1]] = build(*pid[2:])
            return self._sets[pid[1]]
        if kind == "known":
            return self._sets[pid[1]]
        if kind == "globals":
            return vars(importlib.import_module(pid[1]))
        if kind == "dtype":
            return importlib.import_module("numpy").dtype(pid[1])
        if kind == "attribute":
            return find_attribute(*pid[1:])
        raise pickle.UnpicklingError(f"no such reference: {pid!r}")

    def find_class(self, module: str, name: str) -> Any:
        if module == "__main__":
            return resolve(self._namespace, name)
        return super().find_class(module, name)


def load(group: StoredGroup, namespace: dict[str, Any]) -> None:
    """Restore the variables of a group into the namespace of `__main__`.

    See `load_values`.
    """
    namespace.update(load_values(group, namespace))


def load_values(group: StoredGroup, namespace: dict[str, Any]) -> dict[str, Any]:
    """Return the variables of a group; their functions get `namespace` as their globals.

    Definitions that the values refer to have to be there already.

    Raises NotRestorableError where something that the values need is not there.
    """
    buffers = [_writable(buffer) for buffer in group.buffers]
    try:
        values = ValueUnpickler(group.data, buffers, namespace).load()
    except Exception as error:
        names = ", ".join(f"`{name}`" for name in group.names)
        raise NotRestorableError(
            f"{names} cannot be restored: {type(error).__name__}: {error}"
        ) from error
    return dict(zip(group.names, values))


def _writable(buffer: Any) -> Any:
    """Copy a buffer that nobody may write to; what is mapped from a file is copied on write."""
    view = memoryview(buffer)
    return bytearray(view) if view.readonly else view

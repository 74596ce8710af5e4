"""Makes the namespace that the cells of a step find when they begin."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any, NamedTuple, Protocol

from .objects import ObjectFolder
from .request import Definition, Parameter, RestoredItem, State, Value
from .traceback_lines import line_in_cell
from .values import NotRestorableError, StoredGroup, load

_MISSING = object()


class Definer(Protocol):
    """Runs the source of definitions in the namespace of `__main__`."""

    namespace: dict[str, Any]

    def define(self, definition: Definition) -> None:
        """Run the source of a definition; its exceptions are raised."""


class NotRestored(NamedTuple):
    """What stops a step before its first cell."""

    error: BaseException
    cell: int | None
    """The cell of the definition that failed, and its line, where it is one."""
    line: int | None


class Restorer:
    def __init__(
        self, definer: Definer, objects: ObjectFolder, set_state: Callable[[str, Any], None]
    ) -> None:
        self._definer = definer
        self._namespace = definer.namespace
        self._objects = objects
        self._set_state = set_state
        self._loaded: dict[str, dict[str, Any]] = {}
        """Values by object, since two items may take different variables from one."""

    def restore(self, items: tuple[RestoredItem, ...]) -> NotRestored | None:
        """Restore all items in their order, up to the first that cannot be."""
        for item in items:
            try:
                self.restore_one(item)
            except (Exception, KeyboardInterrupt, SystemExit) as error:
                if isinstance(item, Definition):
                    return NotRestored(error, item.cell, line_in_cell(error, item.cell))
                return NotRestored(error, None, None)
        return None

    def restore_one(self, item: RestoredItem) -> None:
        """Restore an item; whatever keeps it from being restored is raised."""
        if isinstance(item, Definition):
            self._definer.define(item)
        elif isinstance(item, Parameter):
            # In parentheses, since a literal may go over several lines.
            self._namespace[item.name] = ast.literal_eval(f"({item.source}\n)")
        elif isinstance(item, Value):
            values = self._values(item.object)
            self._namespace.update({name: values[name] for name in item.names})
        elif isinstance(item, State):
            self._set_state(item.state, self._values(item.object)[item.state])

    def _values(self, name: str) -> dict[str, Any]:
        """Return the variables of an object, each time the same ones."""
        if name not in self._loaded:
            group = self._objects.read(name)
            self._loaded[name] = self._load(name, group)
        return self._loaded[name]

    def _load(self, name: str, group: StoredGroup) -> dict[str, Any]:
        before = {each: self._namespace.get(each, _MISSING) for each in group.names}
        try:
            load(group, self._namespace)
            return {each: self._namespace[each] for each in group.names}
        except NotRestorableError:
            self._objects.check(name)
            raise
        finally:
            # Not all variables of an object have to be wanted.
            for each, value in before.items():
                if value is _MISSING:
                    self._namespace.pop(each, None)
                else:
                    self._namespace[each] = value

"""One step: restores what it needs, runs its cells, stores what others need."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from time import perf_counter
from typing import Any

from .assignment import Prepared
from .events import Events
from .objects import ObjectFolder
from .observing.observer import Observer
from .outputs import Outputs
from .request import PROTOCOL, Cell, Definition, Parameter, Request, State, Value
from .restore import NotRestored, Restorer
from .room import is_full, not_stored
from .shell import Failure, Shell, prepare_shell
from .streams import Capture
from .summary import summary
from .values import NotStorableError, store


class Step:
    def __init__(self, request: Request, events: Events, prepared: Prepared | None = None) -> None:
        self._prepared = prepared
        self._request = request
        self._events = events
        self._outputs = Outputs(events, request.output_limit)
        self._capture = Capture(self._outputs, events)
        self._objects = ObjectFolder(request.objects)
        self._observer = prepared.observer if prepared else Observer()
        self._observer.store_in(request.objects)
        self._cells: list[dict[str, Any]] = [
            {"index": cell.index, "status": "not run", "seconds": 0.0} for cell in request.cells
        ]
        self._error: dict[str, Any] | None = None

    def run(self) -> dict[str, Any]:
        """Run the step and return its result."""
        start = perf_counter()
        try:
            return self._run(start)
        finally:
            self._capture.stop()

    def _run(self, start: float) -> dict[str, Any]:
        prepared = self._prepared.shell if self._prepared else prepare_shell()
        shell = prepared.begin(self._outputs, self._capture)
        from . import module_state as states
        from . import process_state

        process_state.remember()
        stored: dict[str, Any] = {"objects": [], "states": {}, "absent": [], "unstored": []}
        observed: dict[str, Any] | None = None
        try:
            self._observer.start()
            failed = Restorer(shell, self._objects, states.set_state).restore(self._request.restore)
            if failed is not None:
                self._tell_not_restored(failed, shell)
            elif self._run_cells(shell, states.get_state):
                self._outputs.end()
                observed = self._observe()
                stored = self._store(shell.namespace, states.get_state)
        except (Exception, KeyboardInterrupt) as error:
            # Whatever goes wrong here must not cost the outputs of the cells.
            self._capture.report(error)
            self._error = _error(self._last_cell(), None, type(error).__name__, str(error))
        self._outputs.end()
        observed = observed or self._observe()
        return {
            "protocol": PROTOCOL,
            "run": self._request.run,
            "step": self._request.step,
            "status": "failed" if self._error or stored["unstored"] else "succeeded",
            "seconds": perf_counter() - start,
            "cells": [{**cell, "outputs": self._outputs.of(cell["index"])} for cell in self._cells],
            **stored,
            **({"observed": observed} if observed else {}),
            **({"error": self._error} if self._error else {}),
        }

    def _observe(self) -> dict[str, Any] | None:
        observed = self._observer.finish()
        if self._observer.problem is not None:
            self._capture.report(self._observer.problem)
        return observed

    def _last_cell(self) -> int:
        """Return the last cell that has begun; else the first one."""
        begun = [cell for cell in self._cells if cell["status"] != "not run"]
        cells = begun[-1:] or self._cells[:1]
        return int(cells[0]["index"]) if cells else 0

    def _run_cells(self, shell: Shell, get_state: Callable[[str], Any]) -> bool:
        restored = self._request.restore
        known = [item.state for item in restored if isinstance(item, State)]
        self._observer.start_cells(get_state, known)
        return all(
            self._run_cell(shell, cell, told)
            for cell, told in zip(self._request.cells, self._cells)
        )

    def _run_cell(self, shell: Shell, cell: Cell, told: dict[str, Any]) -> bool:
        self._events.tell("cell-started", cell.index)
        self._outputs.begin(cell.index)
        start = perf_counter()
        try:
            with self._observer.cell(cell.index):
                failure = shell.run(cell)
        except BaseException as error:  # while no line of the cell was running
            self._capture.report(error)
            failure = Failure(type(error).__name__, str(error), None)
            with contextlib.suppress(Exception):
                shell.show_error(error)
        told["seconds"] = perf_counter() - start
        if self._capture.in_child:
            os._exit(0)  # a process that the cell has forked has come to the end of the cell
        self._outputs.tell()
        if failure is not None and not cell.may_raise:
            self._error = _error(cell.index, failure.line, failure.name, failure.message)
        self._tell_end(cell.index, told)
        return self._error is None

    def _tell_end(self, cell: int, told: dict[str, Any]) -> None:
        told["status"] = "failed" if self._error else "succeeded"
        self._events.tell("cell-ended", cell, status=told["status"], seconds=told["seconds"])

    def _tell_not_restored(self, failed: NotRestored, shell: Shell) -> None:
        """Show on the step's first cell why it has not even begun."""
        told: dict[str, Any] = self._cells[0] if self._cells else {"index": 0, "seconds": 0.0}
        error = failed.error
        cell = told["index"] if failed.cell is None else failed.cell
        self._error = _error(cell, failed.line, type(error).__name__, str(error))
        self._events.tell("cell-started", told["index"])
        self._outputs.begin(told["index"])
        shell.show_error(error)
        self._tell_end(told["index"], told)

    def _store(self, namespace: dict[str, Any], get_state: Callable[[str], Any]) -> dict[str, Any]:
        request = self._request
        values = {name: namespace[name] for name in request.outputs if name in namespace}
        definitions = self._defined_names()
        stored_states = [
            (state, store({state: get_state(state)}, namespace, definitions))
            for state in request.states
        ]
        stored = store(values, namespace, definitions)
        objects = []
        failures = [
            *stored.failures,
            *(each for _, done in stored_states for each in done.failures),
        ]
        for group in stored.groups:
            about = {
                "values": {name: summary(values[name], stored.sizes[name]) for name in group.names},
                "definitions": sorted({definitions[name] for name in group.definitions}),
            }
            try:
                objects.append({**self._objects.write(group)._asdict(), **about})
            except OSError as error:
                if not is_full(error):
                    raise
                name = max(group.names, key=lambda name: stored.sizes[name])
                failures.append(not_stored(name, values[name], stored.sizes[name], error))
        states = {
            state: self._objects.write(group)._asdict()
            for state, done in stored_states
            for group in done.groups
        }
        return {
            "objects": objects,
            "states": states,
            "absent": [name for name in request.outputs if name not in values],
            "unstored": [_unstored(each) for each in failures],
        }

    def _defined_names(self) -> dict[str, str]:
        """Return the names that definitions have made, each with the id of the last one.

        What they stand for is made from its source in later steps too.
        """
        found: dict[str, str] = {}
        for item in self._request.restore:
            if isinstance(item, Definition):
                found.update(dict.fromkeys(item.names, item.id))
            elif isinstance(item, Value):
                for name in item.names:
                    found.pop(name, None)
            elif isinstance(item, Parameter):
                found.pop(item.name, None)
        for definition in self._request.definitions:
            found.update(dict.fromkeys(definition.names, definition.id))
        return found


def _unstored(failure: NotStorableError) -> dict[str, Any]:
    return {
        "name": failure.name,
        "type": failure.type_name,
        "path": failure.path,
        "message": failure.reason,
        "hint": failure.way_out,
    }


def _error(cell: int, line: int | None, name: str, message: str) -> dict[str, Any]:
    found: dict[str, Any] = {"cell": cell, "name": name, "message": message}
    if line is not None:
        found["line"] = line
    return found

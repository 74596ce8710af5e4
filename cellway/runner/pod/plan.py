"""Makes the request of a step of its plan.

It does what `src/engines/requests` does where the results are at hand that a step takes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ..request import PROTOCOL, RequestRefusedError
from .parts import read_parts
from .shelf import Shelf

FORMAT = 1
"""The version of plans that this program reads, and no other."""


class Placed(NamedTuple):
    """Something to restore, and where in the notebook it is made."""

    cell: int
    offset: float
    item: dict[str, Any]


class Plan:
    """The plan of a run, and what its steps have left so far."""

    def __init__(self, content: dict[str, Any], shelf: Shelf) -> None:
        self._content = content
        self._shelf = shelf
        self._indices = {each["step"]: index for index, each in enumerate(content["steps"])}
        self._results: dict[str, dict[str, Any]] = {}

    @property
    def steps(self) -> Sequence[dict[str, Any]]:
        return list(self._content["steps"])

    @property
    def ahead(self) -> tuple[list[list[str]], list[str]]:
        """What each step imports that may be imported ahead, and what never may."""
        given = self._content.get("ahead", {})
        return given.get("imports", []), given.get("never", [])

    def step_path(self, index: int) -> str:
        """Return the path of the folder of a step, which is counted from 0."""
        return f"runs/{self._content['run']}/steps/{index + 1}"

    def steps_before(self, index: int) -> list[int]:
        """Return the steps that a step waits for, as numbers from 1."""
        after = self._content["steps"][index].get("after", ())
        return [self._indices[each] + 1 for each in after]

    def give_parameters(self, sources: dict[str, str]) -> None:
        """Give parameters other values, as Python source."""
        for each in self._content["parameters"]:
            each["source"] = sources.get(each["name"], each["source"])

    def terms(self, index: int) -> dict[str, Any] | None:
        """Return on which terms a step may be what it was; None where it has to run."""
        found: dict[str, Any] | None = self._content["steps"][index].get("earlier")
        return found

    def done(self, index: int) -> dict[str, Any] | None:
        """Return what a step has left, where that was well."""
        try:
            result = self._result(self._content["steps"][index]["step"])
        except RequestRefusedError:
            return None  # it has left nothing that is whole
        is_good = result["status"] == "succeeded" and not result.get("interrupted")
        return result if is_good else None

    def request(self, index: int, work: str) -> dict[str, Any]:
        """Return the request of a step of which all inputs are there."""
        content = self._content
        step = content["steps"][index]
        placed = [
            *self._definitions(step),
            *self._parameters(step),
            *self._values(step),
            *self._states(step),
        ]
        # The sort is stable: what ends at the same place keeps this order.
        placed.sort(key=lambda each: (each.cell, each.offset))
        return {
            "protocol": PROTOCOL,
            "run": content["run"],
            "step": step["step"],
            "folder": work,
            "objects": self._shelf.place("objects"),
            "restore": [each.item for each in placed],
            "cells": step["cells"],
            "definitions": [self._made(content["definitions"][each]) for each in step["makes"]],
            "outputs": step["outputs"],
            "states": step["states"],
            "environment": step["environment"],
            "outputLimit": content["outputLimit"],
        }

    def _made(self, definition: dict[str, Any]) -> dict[str, Any]:
        return {key: definition[key] for key in ("id", "names", "at")}

    def _definitions(self, step: dict[str, Any]) -> Iterator[Placed]:
        """Those of the step, and those that the values refer to which it takes."""
        definitions = self._content["definitions"]
        places = {each["id"]: place for place, each in enumerate(definitions)}
        needed = dict.fromkeys(step["definitions"])
        waiting = [
            places[identity]
            for flow in step["reads"]
            for identity in (self._stored_with(flow) or {}).get("definitions", [])
            if identity in places
        ]
        while waiting:
            place = waiting.pop()
            if place not in needed:
                needed[place] = None
                waiting += definitions[place]["needs"]
        for place in needed:
            definition = definitions[place]
            kept = ("id", "names", "line", "source", "count")
            item = {key: definition[key] for key in kept if key in definition}
            cell, offset = definition["at"]
            yield Placed(cell, offset, {"kind": "definition", "cell": cell, **item})

    def _parameters(self, step: dict[str, Any]) -> Iterator[Placed]:
        for each in self._content["parameters"]:
            if each["name"] in step["parameters"]:
                item = {"kind": "parameter", "name": each["name"], "source": each["source"]}
                cell, offset = each["at"]
                yield Placed(cell, offset, item)

    def _values(self, step: dict[str, Any]) -> Iterator[Placed]:
        """Variables of one object stay together, where the last step that left it ends."""
        found: dict[str, Placed] = {}
        for flow in step["reads"]:
            stored = self._stored_with(flow)
            if stored is None:
                continue  # the step that reads it fails as Run All would
            name = stored["hash"]
            last = self._last_cell(flow["from"])
            known = found.get(name)
            names = [*(known.item["names"] if known else []), flow["name"]]
            item = {"kind": "value", "object": name, "names": names}
            found[name] = Placed(max(last, known.cell if known else -1), float("inf"), item)
        yield from found.values()

    def _states(self, step: dict[str, Any]) -> Iterator[Placed]:
        for flow in step["takes"]:
            stored = self._result(flow["from"])["states"].get(flow["state"])
            if stored is not None:
                item = {"kind": "state", "state": flow["state"], "object": stored["hash"]}
                yield Placed(self._last_cell(flow["from"]), float("inf"), item)

    def _stored_with(self, flow: dict[str, Any]) -> dict[str, Any] | None:
        """Return the object in which a step has stored a variable."""
        for each in self._result(flow["from"])["objects"]:
            if flow["name"] in each["values"]:
                return dict(each)
        return None

    def _last_cell(self, step: str) -> int:
        cells = self._content["steps"][self._indices[step]]["cells"]
        return max((each["index"] for each in cells), default=-1)

    def _result(self, step: str) -> dict[str, Any]:
        if step not in self._results:
            given = {each["step"]: each for each in self._content.get("results", ())}
            if step in given:
                return self._results.setdefault(step, given[step])
            path = f"{self.step_path(self._indices[step])}/result.json"
            self._shelf.bring(path)
            self._results[step] = _read_result(self._shelf.place(path), step)
        return self._results[step]


def read_plan(code: str, shelf: Shelf) -> Plan:
    """Read the plan of a folder of code; raise RequestRefusedError where there is none."""
    content = read_parts(code, "plan", "the plan of the run")
    if content is None:
        raise RequestRefusedError(f"there is no plan in {code}")
    if content.get("format") != FORMAT:
        raise RequestRefusedError(
            f"the plan is of format {content.get('format')!r}, and this runner reads {FORMAT} only"
        )
    return Plan(content, shelf)


def _read_result(path: str, step: str) -> dict[str, Any]:
    try:
        content = json.loads(Path(path).read_bytes())
    except (OSError, ValueError) as error:
        message = f"the result of step {step!r} cannot be read: {error}"
        raise RequestRefusedError(message) from error
    return dict(content)

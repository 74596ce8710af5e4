"""A step request, read from its file. `src/runs/step-request.ts` is its definition."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar, Union

T = TypeVar("T")

PROTOCOL = 1
"""The version of request, result and events that this program speaks, and no other."""


class RequestRefusedError(Exception):
    """This is no request, or one of another version; the message says which."""


@dataclass(frozen=True)
class Definition:
    """An import, function, class or setting, to be run again from its source."""

    id: str
    names: tuple[str, ...]
    cell: int
    line: int
    """The line of the cell, from 1, on which the source begins."""
    source: str
    count: int | None
    """The number that Run All shows beside the cell."""


@dataclass(frozen=True)
class Value:
    """Variables to take from a stored object."""

    object: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Parameter:
    name: str
    source: str
    """The value as a Python literal."""


@dataclass(frozen=True)
class State:
    """The state of a module, to be set as it was stored."""

    state: str
    object: str


RestoredItem = Union[Definition, Value, Parameter, State]


@dataclass(frozen=True)
class Cell:
    index: int
    source: str
    omit: tuple[tuple[int, int], ...]
    """Statements that are not to run, as UTF-16 offsets into the source."""
    count: int | None
    may_raise: bool = False
    """The step goes on where the cell ends with an exception."""


@dataclass(frozen=True)
class OwnDefinition:
    """A definition that one of the step's own cells makes."""

    id: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Request:
    run: str
    step: str
    folder: str
    objects: str
    restore: tuple[RestoredItem, ...]
    cells: tuple[Cell, ...]
    definitions: tuple[OwnDefinition, ...]
    outputs: tuple[str, ...]
    states: tuple[str, ...]
    environment: dict[str, str]
    output_limit: int


def read_request(path: str) -> Request:
    """Read a request.

    Raises RequestRefusedError where the file is none that this program understands.
    """
    return parse_request(read_text(path))


def parse_request(text: str) -> Request:
    """Make a request of its JSON; raise RequestRefusedError where it is none."""
    return parse(text, _request)


def read_text(path: str) -> str:
    """Read the text of a request; raise RequestRefusedError where there is none."""
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except (OSError, ValueError) as error:
        raise RequestRefusedError(f"the request cannot be read: {error}") from error


def parse(text: str, make: Callable[[dict[str, Any]], T]) -> T:
    """Make a request of its JSON, which has to be of our protocol and complete."""
    try:
        content = json.loads(text)
    except ValueError as error:
        raise RequestRefusedError(f"the request cannot be read: {error}") from error
    protocol = content.get("protocol") if isinstance(content, dict) else None
    if protocol != PROTOCOL:
        raise RequestRefusedError(
            f"the request is of protocol {protocol!r}, and this runner speaks {PROTOCOL} only"
        )
    try:
        return make(content)
    except (KeyError, TypeError, ValueError) as error:
        raise RequestRefusedError(f"the request is not complete: {error!r}") from error


def _request(content: dict[str, Any]) -> Request:
    return Request(
        run=content["run"],
        step=content["step"],
        folder=os.path.abspath(content["folder"]),
        objects=os.path.abspath(content["objects"]),
        restore=restored_items(content["restore"]),
        cells=tuple(
            Cell(
                cell["index"],
                cell["source"],
                tuple((start, end) for start, end in cell["omit"]),
                cell.get("count"),
                cell.get("mayRaise", False),
            )
            for cell in content["cells"]
        ),
        definitions=tuple(
            OwnDefinition(each["id"], tuple(each["names"])) for each in content["definitions"]
        ),
        outputs=tuple(content["outputs"]),
        states=tuple(content["states"]),
        environment=content["environment"],
        output_limit=content["outputLimit"],
    )


def restored_items(items: list[dict[str, Any]]) -> tuple[RestoredItem, ...]:
    return tuple(_restored(item) for item in items)


def _restored(item: dict[str, Any]) -> RestoredItem:
    kind = item["kind"]
    if kind == "definition":
        return Definition(
            item["id"],
            tuple(item["names"]),
            item["cell"],
            item["line"],
            item["source"],
            item.get("count"),
        )
    if kind == "value":
        return Value(item["object"], tuple(item["names"]))
    if kind == "parameter":
        return Parameter(item["name"], item["source"])
    if kind == "state":
        return State(item["state"], item["object"])
    raise ValueError(f"nothing of the kind {kind!r} can be restored")

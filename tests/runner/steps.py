"""Requests, and what comes of them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]

PROTOCOL = Path(__file__).parent.parent.parent / "src/runs/step-protocol.json"

Json = dict[str, Any]


@cache
def schema(part: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads(PROTOCOL.read_text())[part])


@dataclass(frozen=True)
class Runner:
    program: Path
    options: tuple[str, ...] = ()

    def command(self, request: Path, result: Path) -> list[str]:
        return [sys.executable, *self.options, str(self.program), str(request), str(result)]


@dataclass
class Outcome:
    """What a process left: its result if it wrote one, its events, and how it ended."""

    code: int
    error: str
    events: list[Json]
    result: Json = field(default_factory=dict)

    @property
    def cells(self) -> list[Json]:
        return list(self.result["cells"])

    def text(self, cell: int = 0, name: str = "stdout") -> str:
        """What a cell, by its place in the request, printed to a stream."""
        return "".join(
            output["text"] for output in self.cells[cell]["outputs"] if output.get("name") == name
        )

    def objects(self) -> dict[str, str]:
        """The object that each variable is stored in."""
        return {name: each["hash"] for each in self.result["objects"] for name in each["values"]}


class Workplace:
    def __init__(self, path: Path, runner: Runner) -> None:
        self.folder = path / "notebook"
        self.objects = path / "objects"
        self.folder.mkdir()
        self.objects.mkdir()
        self.runner = runner
        self._path = path

    def request(self, *sources: str, **more: Any) -> Json:
        """Make a request of cells, numbered from 0; `more` replaces its other parts."""
        cells = [
            {"index": index, "source": source, "omit": [], "count": index + 1}
            for index, source in enumerate(sources)
        ]
        return {
            "protocol": 1,
            "run": "run",
            "step": "step",
            "folder": str(self.folder),
            "objects": str(self.objects),
            "restore": [],
            "cells": cells,
            "definitions": [],
            "outputs": [],
            "states": [],
            "environment": {},
            "outputLimit": 1_000_000,
            **more,
        }

    def run(self, *sources: str, **more: Any) -> Outcome:
        """Run a step to its end; what it says has to be of the protocol."""
        request = self.request(*sources, **more)
        schema("request").validate(request)
        outcome = self.send(request)
        if outcome.result:
            schema("result").validate(outcome.result)
        for event in outcome.events:
            schema("event").validate(event)
        return outcome

    def send(self, request: Json) -> Outcome:
        """Run a step from a request that may be none."""
        return self.execute(*self.command(request))

    def execute(self, command: list[str], result: Path) -> Outcome:
        """Run a command to its end, and read its events meanwhile."""
        reading, writing = os.pipe()
        process = subprocess.Popen(
            [*command, "--events-fd", str(writing)],
            pass_fds=[writing],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            env=environment(),
        )
        os.close(writing)
        lines: list[str] = []
        with os.fdopen(reading, encoding="utf-8") as events:
            thread = threading.Thread(target=lambda: lines.extend(events))
            thread.start()
            _, error = process.communicate(timeout=60)
            thread.join(10)
        found = json.loads(result.read_text()) if result.exists() else {}
        return Outcome(process.returncode, error, [json.loads(line) for line in lines], found)

    def command(self, request: Json) -> tuple[list[str], Path]:
        """Write a request; the command that runs it, and where its result will be."""
        file = self._path / "request.json"
        result = self._path / "result.json"
        result.unlink(missing_ok=True)
        file.write_text(json.dumps(request))
        return self.runner.command(file, result), result


def without_colours(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def environment() -> dict[str, str]:
    """The environment as an engine sets it: the same hashes in every process."""
    return os.environ | {"PYTHONHASHSEED": "0", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def definition(source: str, *names: str, cell: int = 0, line: int = 1, **more: Any) -> Json:
    return {
        "kind": "definition",
        "id": f"{cell}:{line}",
        "names": list(names),
        "cell": cell,
        "line": line,
        "source": source,
        **more,
    }


def value(outcome: Outcome, *names: str) -> list[Json]:
    """Items that restore variables which another step has stored."""
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(outcome.objects()[name], []).append(name)
    return [{"kind": "value", "object": each, "names": found[each]} for each in found]

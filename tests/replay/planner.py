"""Asks the TypeScript side for the pipeline of a notebook."""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol, TypedDict

from cellway.node import find_node

ROOT = Path(__file__).parents[2]
MODULES = ROOT / "node_modules"


class Span(TypedDict):
    """UTF-16 offsets into the source of a cell."""

    start: int
    end: int


class Definition(TypedDict):
    kind: str
    names: list[str]
    cell: int
    span: Span
    needs: list[int]


class Pipeline(TypedDict):
    """What `src/pipeline/model.ts` describes, as far as a replay needs it."""

    steps: list[dict[str, Any]]
    parameters: list[dict[str, Any]]
    definitions: list[Definition]


class Plan(TypedDict):
    pipeline: Pipeline
    diagnostics: list[dict[str, Any]]


class SuggestedPlan(Plan):
    skipped: list[int]
    """Cells that the suggestion leaves out."""


class Fixed(TypedDict):
    code: str
    """Of the diagnostic; ``action`` where nothing was wrong."""
    title: str
    after: list[str]
    """What Run All runs, cell by cell."""


class Fixes(TypedDict):
    before: list[str]
    fixed: list[Fixed]


class NotebookCell(Protocol):
    @property
    def type(self) -> str: ...
    @property
    def tags(self) -> Sequence[str]: ...
    @property
    def source(self) -> str: ...


class PlannerCrash(Exception):
    """The analysis threw, which it never may."""


class Planner:
    """A process that makes pipelines; close it at the end."""

    def __init__(self, folder: Path, root: Path = ROOT) -> None:
        """Bundle the planner into `folder`, from the sources below `root`."""
        program = bundle(root / "tests" / "replay" / "planner.ts", folder / "planner.mjs")
        self._lock = threading.Lock()
        self._process = subprocess.Popen(
            [
                find_node(),
                str(program),
                str(MODULES / "web-tree-sitter" / "web-tree-sitter.wasm"),
                str(MODULES / "tree-sitter-python" / "tree-sitter-python.wasm"),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def close(self) -> None:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()

    def plan(self, cells: Sequence[NotebookCell]) -> Plan:
        plan: Plan = self._ask(cells)
        return plan

    def fixes(self, cells: Sequence[NotebookCell]) -> Fixes:
        """Return what becomes of a notebook by each fix and action that changes its code."""
        fixes: Fixes = self._ask(cells, fixes=True)
        return fixes

    def suggest(self, cells: Sequence[NotebookCell]) -> SuggestedPlan:
        """Return the plan of a notebook without steps, tagged as is suggested for it."""
        plan: SuggestedPlan = self._ask(cells, suggest=True)
        return plan

    def _ask(self, cells: Sequence[NotebookCell], **how: bool) -> Any:
        request = {
            "cells": [
                {"type": cell.type, "tags": list(cell.tags), "source": cell.source}
                for cell in cells
            ],
            **how,
        }
        with self._lock:
            assert self._process.stdin and self._process.stdout
            self._process.stdin.write(json.dumps(request) + "\n")
            self._process.stdin.flush()
            answer = json.loads(self._process.stdout.readline())
        if "crash" in answer:
            raise PlannerCrash(answer["crash"])
        return answer


def bundle(entry: Path, target: Path) -> Path:
    """Bundle a TypeScript program for Node."""
    command = [
        str(MODULES / ".bin" / "esbuild"),
        str(entry),
        *("--bundle", "--platform=node", "--format=esm", "--log-level=error"),
        # Bundled CommonJS packages call require(), which ES modules do not have.
        '--banner:js=import{createRequire as __cr}from"node:module";'
        "const require=__cr(import.meta.url);",
        f"--outfile={target}",
    ]
    subprocess.run([find_node(), *command] if _is_script(command[0]) else command, check=True)
    return target


def _is_script(program: str) -> bool:
    with Path(program).open("rb") as file:
        return file.read(2) == b"#!"

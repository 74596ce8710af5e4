"""Runs notebooks with an engine, in real processes or pods and with a real store."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cellway.node import find_node
from replay.planner import MODULES, ROOT, Plan, bundle
from replay.replay import Replayed
from run_all import UNSTABLE

RUNNER = ROOT / "cellway" / "service" / "runner.pyz"


class EngineCrash(Exception):
    """The engine threw instead of running a notebook."""


@dataclass(frozen=True)
class Ran:
    """A run that has ended."""

    handle: Mapping[str, str]
    plan: Plan | None
    """What the analysis said, where it was not resumed."""
    status: str
    steps: Mapping[str, str]
    """The state of each step, by its id."""
    told: list[dict[str, Any]]
    """The diagnostics of cells that came up in the run."""
    cells: list[dict[str, Any]]
    """Those of the executed notebook."""
    failures: Mapping[str, dict[str, Any]]
    """Why steps failed, by their ids."""

    def shown(self) -> Replayed:
        """Return what the cells show in the terms of a replay."""
        errors = {
            index: named(output)
            for index, cell in enumerate(self.cells)
            for output in cell.get("outputs", [])
            if output["output_type"] == "error"
        }
        outputs = {index: printed(cell) for index, cell in enumerate(self.cells)}
        problems = {
            step: f"{failure['kind']}: {failure['message']}"
            for step, failure in self.failures.items()
            if failure["kind"] != "exception"
        }
        return Replayed(outputs, errors, problems)


def named(error: dict[str, Any]) -> str:
    """Return the name of an error; of one that is the step's, and not of its code, all of it."""
    name: str = error["ename"]
    return f"{name}: {error['evalue']}" if name == "StepFailed" else name


def printed(cell: dict[str, Any]) -> str:
    """Return what the outputs of a cell look like where Run All prints them."""
    text = ""
    for output in cell.get("outputs", []):
        if output["output_type"] == "stream":
            text += "".join(output["text"])
        elif "data" in output:
            text += "".join(output["data"]["text/plain"]) + "\n"
    # A shell in a kernel has a terminal, which ends lines so.
    return UNSTABLE.sub("", text.replace("\r\n", "\n"))


class Engine:
    """A process with an engine, which runs several notebooks at once; close it at the end."""

    def __init__(
        self,
        folder: Path,
        workers: int = 2,
        argo: Mapping[str, Any] | None = None,
        like: Engine | None = None,
    ) -> None:
        """Bundle the program into `folder`, which is also the home of what runs.

        `argo` are the options of runs on a cluster; they run on this machine without.
        `like` is one of which the program, and what it knows of Python, serve again.
        """
        self._program: Path = (
            like._program
            if like
            else bundle(ROOT / "tests" / "engine" / "server.ts", folder / "engine.mjs")
        )
        environment = os.environ | {
            "HOME": str(folder),
            "CELLWAY_PYTHON": sys.executable,
            "OMP_NUM_THREADS": "1",
            "OPENBLAS_NUM_THREADS": "1",
            "MPLBACKEND": "agg",
            "SHELL": "/bin/sh",
        }
        self._process = subprocess.Popen(
            [
                find_node(),
                str(self._program),
                str(RUNNER),
                str(workers),
                str(MODULES / "web-tree-sitter" / "web-tree-sitter.wasm"),
                str(MODULES / "tree-sitter-python" / "tree-sitter-python.wasm"),
                *([] if argo is None else [json.dumps(argo)]),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            text=True,
        )
        self._python: Path = like._python if like else folder / "python"
        self._numbers = itertools.count()
        self._waiting: dict[int, Future[dict[str, Any]]] = {}
        self._lock = threading.Lock()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def close(self) -> None:
        assert self._process.stdin
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.close()
        self._process.wait()
        self._reader.join()

    def run(self, notebook: Path, **options: Any) -> Ran:
        """Run a notebook to its end; options as in `server.ts`.

        Raises EngineCrash where the engine throws, or its process ends.
        """
        known = notebook.parent / ".cellway" / "cache" / "environments"
        if self._python.exists() and not known.exists():
            shutil.copytree(self._python, known)
        ran = self._ask({"notebook": str(notebook), **options})
        with self._lock:
            # To ask Python what is installed in it takes longer than most notebooks.
            if not self._python.exists() and known.exists():
                shutil.copytree(known, self._python)
        return ran

    def resume(self, ran: Mapping[str, str], **options: Any) -> Ran:
        """Go on with a run that has ended, by its handle."""
        return self._ask({"resume": dict(ran), **options})

    def _ask(self, request: dict[str, Any]) -> Ran:
        answer: Future[dict[str, Any]] = Future()
        with self._lock:
            number = next(self._numbers)
            self._waiting[number] = answer
            assert self._process.stdin
            with contextlib.suppress(BrokenPipeError):  # the answer is that it has ended
                self._process.stdin.write(json.dumps({"number": number, **request}) + "\n")
                self._process.stdin.flush()
        found = answer.result()
        if "crash" in found:
            raise EngineCrash(found["crash"])
        record = found["record"]
        cells = json.loads(Path(found["executed"]).read_text(encoding="utf-8"))["cells"]
        return Ran(
            found["handle"],
            found.get("plan"),
            record["status"],
            {each["step"]: each["status"] for each in record["steps"]},
            found["told"],
            cells,
            {each["step"]: each["error"] for each in record["steps"] if "error" in each},
        )

    def _read(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            answer = json.loads(line)
            self._waiting.pop(answer["number"]).set_result(answer)
        for waiting in self._waiting.values():
            waiting.set_result({"crash": "the engine has ended"})

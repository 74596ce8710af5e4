"""Runs the steps of notebooks, each in a forked child, as an engine would.

A server: it reads a line of JSON for each notebook (see `replay.py`) and answers with one.
On its command line are `plain` or `ipython`, its shell, and modules to import once.
Between two steps there is nothing but files: what a step writes is stored, and what a
step reads is restored in a new `__main__`.
"""

from __future__ import annotations

import gc
import importlib
import io
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]

from cellway.runner.module_state import get_state, set_state  # noqa: E402
from cellway.runner.objects import ObjectFolder  # noqa: E402
from cellway.runner.values import StoredGroup, load_values, store  # noqa: E402
from replay.plain_shell import PlainShell  # noqa: E402
from run_all import UNSTABLE, make_shell, output_stream, run_captured  # noqa: E402

Json = dict[str, Any]
END = float("inf")
"""The place after a cell."""


def serve() -> None:
    plain, *modules = sys.argv[2:]
    for name in modules:
        importlib.import_module(name)
    shell = PlainShell() if plain == "plain" else make_shell()
    gc.collect()
    gc.freeze()  # a collection in a child would copy every page
    for line in sys.stdin:
        with tempfile.TemporaryDirectory() as private:
            reply = run_notebook(shell, json.loads(line), Path(private))
        print(json.dumps(reply), flush=True)


def run_notebook(shell: Any, request: Json, private: Path) -> Json:
    """Run the steps in the order given; those after a failed one are skipped."""
    outputs: dict[int, str] = {}
    errors: dict[int, str] = {}
    problems: dict[str, str] = {}
    steps = {step["id"]: step for step in request["pipeline"]["steps"]}
    ended: dict[str, bool] = {}
    for step_id in request["order"]:
        step = steps[step_id]
        ended[step_id] = False
        if not all(ended[each] for each in step["after"]):
            continue
        result = run_apart(Step(shell, request, step, private).run, private)
        outputs |= {int(cell): text for cell, text in result["outputs"].items()}
        errors |= {int(cell): name for cell, name in result["errors"].items()}
        if result["problem"]:
            problems[step_id] = result["problem"]
        ended[step_id] = not result["failed"] and not result["problem"]
    return {"outputs": outputs, "errors": errors, "problems": problems}


def run_apart(work: Callable[[], Json], private: Path) -> Json:
    """Call a function in a forked child, and return what it returns."""
    answer = private / "answer.json"
    answer.unlink(missing_ok=True)
    encode = json.JSONEncoder().encode  # json.dumps may be another one after a step
    child = os.fork()
    if child == 0:
        try:
            answer.write_text(encode(work()))
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    if not answer.exists():
        problem = f"the process of the step ended with status {status}"
        return {"outputs": {}, "errors": {}, "failed": True, "problem": problem}
    result: Json = json.loads(answer.read_text())
    return result


class Step:
    """One step in its own process."""

    def __init__(self, shell: Any, request: Json, step: Json, private: Path) -> None:
        self.shell = shell
        self.sources: list[str] = request["sources"]
        self.folder: str = request["folder"]
        self.pipeline: Json = request["pipeline"]
        self.step = step
        self.private = private
        self.objects = ObjectFolder(str(private / "objects"))
        self.namespace: dict[str, Any] = shell.user_ns
        self.result: Json = {"outputs": {}, "errors": {}, "failed": False, "problem": ""}
        self.steps = {each["id"]: each for each in self.pipeline["steps"]}

    def run(self) -> Json:
        os.chdir(self.folder)
        sys.stdin = io.StringIO()
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        sys.path[0] = ""
        original = sys.stdout, sys.stderr
        sys.stdout = sys.stderr = output_stream()
        try:
            with (self.private / "restored.txt").open("wb") as file:
                os.dup2(file.fileno(), 1)
                os.dup2(file.fileno(), 2)
            self.restore()
            sys.stdout.flush()
            if self.run_cells():
                self.store()
        except BaseException as error:
            self.result["problem"] = f"{type(error).__name__}: {error}"
        sys.stdout, sys.stderr = original
        return self.result

    def restore(self) -> None:
        for _, _, action in sorted(self.restorations(), key=lambda each: each[:2]):
            action()

    def restorations(self) -> Iterator[tuple[int, float, Callable[[], None]]]:
        """Give what to do before the cells run, with the place in the notebook that made it."""
        sources: dict[str, list[str]] = {}
        for flow in self.step["reads"]:
            sources.setdefault(flow["from"], []).append(flow["name"])
        for index in self.definitions(sources):
            definition = self.pipeline["definitions"][index]
            yield self.of_source(definition["cell"], definition["span"])
        for parameter in self.pipeline["parameters"]:
            if parameter["name"] in self.step["parameters"]:
                yield self.of_source(parameter["cell"], parameter["span"])
        for source, names in sources.items():
            yield self.last_cell(source), END, partial(self.load_values, source, names)
        for flow in self.step["states"]:
            action = partial(self.load_state, flow["from"], flow["state"])
            yield self.last_cell(flow["from"]), END, action

    def of_source(self, cell: int, span: Json) -> tuple[int, float, Callable[[], None]]:
        text = piece(self.sources[cell], span["start"], span["end"])

        def define() -> None:
            result = self.shell.run_cell(text, store_history=False)
            result.raise_error()

        return cell, span["start"], define

    def last_cell(self, step_id: str) -> int:
        return max(int(each["cell"]) for each in self.steps[step_id]["cells"])

    def definitions(self, sources: dict[str, list[str]]) -> set[int]:
        """Return the step's definitions and those that the values of other variables refer to.

        A variable comes with those that it shares an object with.
        """
        found: set[int] = set(self.step["definitions"])
        waiting = [
            name
            for step_id, names in sources.items()
            for group, _ in self.groups(step_id, names)
            for name in group.definitions
        ]
        known = self.pipeline["definitions"]
        for name in waiting:
            indices = [i for i, each in enumerate(known) if name in each["names"]]
            found.update(indices)
            waiting += [
                other for i in indices for n in known[i]["needs"] for other in known[n]["names"]
            ]
        return found

    def groups(self, step_id: str, names: list[str]) -> Iterator[tuple[StoredGroup, set[str]]]:
        index = json.loads((self.private / f"{self.number(step_id)}.json").read_text())
        for name, stored in index["values"]:
            wanted = set(names).intersection(stored)
            if wanted:
                yield self.objects.read(name), wanted

    def load_values(self, step_id: str, names: list[str]) -> None:
        for group, wanted in self.groups(step_id, names):
            values = load_values(group, self.namespace)
            self.namespace.update({name: values[name] for name in wanted})

    def load_state(self, step_id: str, state: str) -> None:
        index = json.loads((self.private / f"{self.number(step_id)}.json").read_text())
        group = self.objects.read(index["states"][state])
        set_state(state, load_values(group, self.namespace)["state"])

    def number(self, step_id: str) -> int:
        return list(self.steps).index(step_id)

    def run_cells(self) -> bool:
        for entry in self.step["cells"]:
            number = entry["cell"]
            source = without(self.sources[number], entry["omit"])
            self.shell.execution_count = 1 + sum(
                bool(text.strip()) for text in self.sources[:number]
            )
            result, text = run_captured(self.shell, source, self.private / "output.txt")
            self.result["outputs"][number] = UNSTABLE.sub("", text)
            failure = result.error_before_exec or result.error_in_exec
            if failure is not None:
                self.result["errors"][number] = type(failure).__name__
                if not entry.get("mayRaise"):
                    self.result["failed"] = True
                    return False
        return True

    def store(self) -> None:
        definitions = [
            name
            for definition in self.pipeline["definitions"]
            if definition["kind"] in ("function", "class")
            for name in definition["names"]
        ]
        names = [name for name in self.step["writes"] if name in self.namespace]
        values = {name: self.namespace[name] for name in names}
        stored = store(values, self.namespace, definitions)
        index: Json = {"values": [], "states": {}}
        for group in stored.groups:
            index["values"].append((self.objects.write(group).hash, group.names))
        for state in self.states_to_store():
            (group,) = store({"state": get_state(state)}, self.namespace).groups
            index["states"][state] = self.objects.write(group).hash
        path = self.private / f"{self.number(self.step['id'])}.json"
        path.write_text(json.JSONEncoder().encode(index))
        if stored.failures:
            raise stored.failures[0]

    def states_to_store(self) -> set[str]:
        return {
            flow["state"]
            for step in self.pipeline["steps"]
            for flow in step["states"]
            if flow["from"] == self.step["id"]
        }


def piece(source: str, start: int, end: int) -> str:
    """Return a part of a source; the offsets count UTF-16 units."""
    return source.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


def without(source: str, spans: list[Json]) -> str:
    """Return a source with `pass` in the place of some statements."""
    encoded = source.encode("utf-16-le")
    for span in sorted(spans, key=lambda each: -int(each["start"])):
        start, end = 2 * span["start"], 2 * span["end"]
        encoded = encoded[:start] + "pass".encode("utf-16-le") + encoded[end:]
    return encoded.decode("utf-16-le")


if __name__ == "__main__" and sys.argv[1:2] == ["--serve"]:
    serve()

"""A step as a task of Kubeflow: what it refuses, and what it makes of values and files.

What it does as a whole is tested with Kubeflow's SDK, in tests/test_kubeflow.py.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cellway.runner.request import RequestRefusedError
from cellway.runner.task.artifact_shelf import ArtifactShelf
from cellway.runner.task.leaving import leave, printed_metrics
from cellway.runner.task.literals import literal


@pytest.mark.parametrize(
    ("kind", "value", "source"),
    [
        ("NUMBER_INTEGER", 3.0, "3"),
        ("NUMBER_DOUBLE", 3, "3.0"),
        ("STRING", "it's", '"it\'s"'),
        ("BOOLEAN", True, "True"),
        ("LIST", [1.0, 0.5, None], "[1, 0.5, None]"),
        ("STRUCT", {"a": [2.0]}, "{'a': [2]}"),
        ("LITERAL", "(1, {2})", "(1, {2})"),
    ],
)
def test_a_parameter_is_what_its_type_says(kind: str, value: Any, source: str) -> None:
    assert literal("p", kind, value) == source


@pytest.mark.parametrize("value", ["open('x')", "(", 3])
def test_a_literal_that_is_none_is_refused(value: Any) -> None:
    with pytest.raises(RequestRefusedError, match=r"the parameter p is .* no literal of Python"):
        literal("p", "LITERAL", value)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Usage"),
        (["--result", "left"], "Usage"),
        (["--code", "code", "--result", "left", "--other", "x"], "Usage"),
        (["--code", "none", "--result", "left"], "the code of the run cannot be read"),
        (["--code", ".", "--result", "left"], "there is no plan"),
    ],
)
def test_a_wrong_call_is_refused(
    packed: Path, arguments: list[str], message: str, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, packed, "--task", "{}", *arguments],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr


def test_an_artifact_has_all_that_those_before_have_left(tmp_path: Path) -> None:
    def step(number: int, before: list[int], **files: str | None) -> dict[str, str]:
        """Let a step write files (or remove them, where there is no text); return what it finds."""
        work = tmp_path / f"work-{number}"
        work.mkdir()
        inputs = [str(tmp_path / f"left-{each}") for each in before]
        left = str(tmp_path / f"left-{number}")
        shelf = ArtifactShelf(str(tmp_path / f"data-{number}"), inputs, left)
        (tmp_path / f"data-{number}" / "objects").mkdir(parents=True)
        # Those before may be of another run.
        carried = shelf.files_of(f"runs/r{number}/steps", number, str(work))
        carried.lay_out(before)
        found = {path.name: path.read_text() for path in work.iterdir()}
        for name, text in files.items():
            if text is None:
                (work / name).unlink()
            else:
                (work / name).write_text(text)
        carried.keep()
        result = {"objects": [], "states": {}, "cells": [], "step": ""}
        leave(result, shelf, f"runs/r{number}/steps/{number}", [], {})
        return found

    assert step(1, [], a="one", b="one", c="one") == {}
    assert step(2, [1], a="two", c=None) == {"a": "one", "b": "one", "c": "one"}
    # It stands further down, but it has not touched what the second has changed.
    assert step(3, [1], d="three") == {"a": "one", "b": "one", "c": "one"}
    assert step(4, [2, 3]) == {"a": "two", "b": "one", "d": "three"}
    assert step(5, [4]) == {"a": "two", "b": "one", "d": "three"}


def test_what_a_step_leaves_is_called_the_same_where_it_is_the_same(tmp_path: Path) -> None:
    def digest(name: str, value: str, run: str) -> str:
        shelf = ArtifactShelf(str(tmp_path / name), [], str(tmp_path / f"{name}-left"))
        (tmp_path / name / "step").mkdir(parents=True)
        (tmp_path / name / "step" / "files.json").write_text("{}")
        objects = [{"hash": value, "values": {"x": {}}}]
        result = {"objects": objects, "states": {}, "cells": [], "step": "", "run": run}
        file = tmp_path / f"{name}-digest"
        outputs = {"parameters": {"cellway-digest": {"outputFile": str(file)}}}
        leave(result, shelf, "step", [], outputs)
        return file.read_text()

    first = digest("one", "a", "r1")
    assert digest("two", "a", "r2") == first
    assert digest("three", "b", "r1") != first


def test_metrics_are_the_lines_of_their_cell() -> None:
    metrics = [{"cell": 2, "name": "loss"}, {"cell": 2, "name": "kind"}]

    def of(text: str) -> dict[str, Any]:
        output = {"output_type": "stream", "name": "stdout", "text": text}
        return printed_metrics({"cells": [{"index": 2, "outputs": [output]}]}, metrics)

    assert of("0.5\ntree\n") == {"loss": 0.5, "kind": "tree"}
    assert json.dumps(of("nan\n1e999\n")) == '{"loss": "nan", "kind": "1e999"}'
    assert of("one\ntwo\nthree\n") == {}

"""Finds out what a task is to do."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Sequence
from typing import Any

from ..assignment import Assignment
from ..json_text import encode
from ..pod.handing_on import HandingOn
from ..pod.log import LogEvents
from ..pod.parts import read_parts
from ..pod.plan import Plan, read_plan
from ..pod.project import lay_out
from ..process import become_kernel, become_launched, enter, forget_own_path
from ..request import RequestRefusedError, parse_request
from .artifact_shelf import ArtifactShelf
from .leaving import leave
from .literals import literal

USAGE = (
    "Usage: runner.pyz --task EXECUTOR-INPUT --code FOLDER... [--input FOLDER]... --result FOLDER"
)

STEP = "cellway-step"
"""The input that says which step it is, from 1; no name of Python looks like it."""

HOME = "CELLWAY_TASK_FOLDER"
"""Names the folder in which steps work; in a container the usual one is free."""


def begin(arguments: Sequence[str]) -> Assignment:
    """Make the request of the step, and return it as what this process is to do."""
    task, codes, inputs, left = _read_call(arguments)
    given = task.get("inputs", {}).get("parameterValues", {})
    data = f"{left}.data"
    code = os.path.join(data, "code")
    for each in (left, data):
        shutil.rmtree(each, ignore_errors=True)  # of an earlier try
    _join(codes, code)
    shelf = ArtifactShelf(data, inputs, left)
    plan = read_plan(code, shelf)
    more = read_parts(code, "task", "what tasks have to know") or {}
    index = _index(given, plan)
    plan.give_parameters(
        {
            name: literal(name, kind, given[name])
            for name, kind in more.get("parameters", {}).items()
            if name in given
        }
    )
    work = os.path.join(os.environ.get(HOME, "/tmp/cellway"), "work")
    shutil.rmtree(work, ignore_errors=True)  # of a task before, where tasks share a machine
    folder = shelf.place(plan.step_path(index))
    for each in (shelf.place("objects"), folder, os.path.dirname(work)):
        os.makedirs(each, exist_ok=True)
    lay_out(code, work)
    handing = HandingOn(shelf, plan, index, work)
    content = plan.request(index, work)
    request = parse_request(encode(content))
    handing.take(content)
    events = LogEvents(os.dup(1))
    forget_own_path()
    enter(request)
    become_launched()
    become_kernel()

    def conclude(result: dict[str, Any]) -> None:
        if result["status"] != "succeeded":
            return  # Kubeflow keeps nothing of what has failed
        try:
            handing.leave(result)
            leave(result, shelf, plan.step_path(index), more.get("metrics", []), task["outputs"])
        except RequestRefusedError as error:
            events.finish()
            print(f"cellway runner: {error}", file=sys.stderr, flush=True)
            os._exit(2)  # nothing that the notebook has left running is waited for

    return Assignment(request, os.path.join(folder, "result.json"), events, conclude=conclude)


def _read_call(
    arguments: Sequence[str],
) -> tuple[dict[str, Any], list[str], list[str], str]:
    found: dict[str, list[str]] = {"--task": [], "--code": [], "--input": [], "--result": []}
    for name, value in zip(arguments[::2], arguments[1::2]):
        if name not in found:
            raise RequestRefusedError(USAGE)
        found[name].append(value)
    if len(found["--task"]) != 1 or not found["--code"] or len(found["--result"]) != 1:
        raise RequestRefusedError(USAGE)
    try:
        task = json.loads(found["--task"][0])
    except ValueError as error:
        raise RequestRefusedError(f"what Kubeflow says of the task is no JSON: {error}") from error
    codes, inputs = ([os.path.abspath(each) for each in found[n]] for n in ("--code", "--input"))
    return dict(task), codes, inputs, os.path.abspath(found["--result"][0])


def _join(parts: Sequence[str], folder: str) -> None:
    """Show the files of several folders in one."""
    os.makedirs(folder)
    for part in parts:
        try:
            names = os.listdir(part)
        except OSError as error:
            raise RequestRefusedError(f"the code of the run cannot be read: {error}") from error
        for name in names:
            os.symlink(os.path.join(part, name), os.path.join(folder, name))


def _index(given: dict[str, Any], plan: Plan) -> int:
    number = given.get(STEP)
    if not isinstance(number, (int, float)) or not 1 <= number <= len(plan.steps):
        raise RequestRefusedError(f"there is no step {number!r} in the plan")
    return int(number) - 1

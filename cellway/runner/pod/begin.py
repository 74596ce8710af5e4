"""Finds out what the pod of a step is to do."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from typing import Any

from ..assignment import Assignment
from ..json_text import encode
from ..process import become_kernel, become_launched, enter, forget_own_path
from ..request import RequestRefusedError, parse_request
from ..whole_files import write_whole
from .digests import add_digests
from .earlier import Earlier
from .log import LogEvents
from .plan import read_plan
from .project import lay_out

OPTIONS = ("--pod", "--step", "--data", "--work")


def begin(arguments: Sequence[str]) -> Assignment:
    """Write the request of the step, and return it as what this process is to do."""
    values = dict(zip(arguments, arguments[1:]))
    missing = [each for each in OPTIONS if each not in values]
    if missing or not values["--step"].isdigit():
        raise RequestRefusedError(
            "Usage: runner.pyz --pod CODE --step N --data FOLDER --work FOLDER"
        )
    data, work = (os.path.abspath(values[each]) for each in ("--data", "--work"))
    index = int(values["--step"]) - 1
    plan = read_plan(values["--pod"], data)
    folder = plan.step_folder(index)
    for each in (plan.objects, folder, os.path.dirname(work)):
        os.makedirs(each, exist_ok=True)
    lay_out(values["--pod"], work)
    content = plan.request(index, work)
    text = encode(content)
    path = os.path.join(folder, "request.json")
    write_whole(path, lambda file: file.write(text.encode("ascii")))
    request = parse_request(text)
    result = os.path.join(folder, "result.json")
    with suppress(FileNotFoundError):
        os.unlink(result)  # that of an earlier try says nothing of this one
    events = LogEvents(os.dup(1))
    terms = plan.terms(index)
    earlier = Earlier(terms, content, data) if terms else None
    found = earlier.find() if earlier else None
    if found is not None:
        _tell(found, result, events)
        sys.exit(0)
    forget_own_path()
    enter(request)
    become_launched()
    become_kernel()
    return Assignment(request, result, events, conclude=partial(_conclude, earlier))


def _conclude(earlier: Earlier | None, result: dict[str, Any]) -> None:
    add_digests(result)
    if earlier is not None:
        earlier.keep(result)


def _tell(found: dict[str, Any], path: str, events: LogEvents) -> None:
    data = encode(found).encode("ascii")
    write_whole(path, lambda file: file.write(data))
    events.tell_result(data)
    events.finish()

"""Finds out what the pod of a step is to do."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from typing import Any, NoReturn

from ..assignment import Assignment
from ..json_text import encode
from ..process import become_kernel, become_launched, enter, forget_own_path
from ..request import RequestRefusedError, parse_request
from ..whole_files import write_whole
from .digests import add_digests
from .earlier import Earlier
from .handing_on import HandingOn
from .log import LogEvents
from .plan import read_plan
from .project import lay_out
from .shelf import Shelf

OPTIONS = ("--pod", "--step", "--data", "--work")


def begin(arguments: Sequence[str]) -> Assignment:
    """Write the request of the step, and return it as what this process is to do."""
    values = dict(zip(arguments, arguments[1:]))
    steps = values.get("--step", "").split(".")
    if not (all(each in values for each in OPTIONS) and all(each.isdigit() for each in steps)):
        raise RequestRefusedError(
            "Usage: runner.pyz --pod CODE --step N[.N…] --data FOLDER --work FOLDER "
            "[--gate SOCKET] [--workflow UID] [--passing FOLDER[:FOLDER…]] "
            "[--without MODULE[,MODULE…]] [--apart yes]"
        )
    data, work = (os.path.abspath(values[each]) for each in ("--data", "--work"))
    events = LogEvents(os.dup(1))
    gate = values.get("--gate")
    shelf = _shelf(data, gate)
    plan = read_plan(values["--pod"], shelf)
    step, prepared, workflow, pack = steps[0], None, None, None
    if len(steps) > 1:
        from .own_call import OwnCall
        from .pack import Pack

        passing = values.get("--passing", "").split(":")
        without = values.get("--without", "").split(",")
        pack = Pack(OwnCall(arguments), steps, plan, work, passing, without)
        step, prepared = pack.begin_each(events)
    if len(steps) > 1 or "--apart" in values:
        workflow = values.get("--workflow")
        if gate is not None:
            shutil.rmtree(work, ignore_errors=True)  # it finds there what it would alone
    index = int(step) - 1
    folder = shelf.place(plan.step_path(index))
    for each in (shelf.place("objects"), folder, os.path.dirname(work)):
        os.makedirs(each, exist_ok=True)
    lay_out(values["--pod"], work)
    handing = HandingOn(shelf, plan, index, work, workflow)
    content = plan.request(index, work)
    text = encode(content)
    path = os.path.join(folder, "request.json")
    write_whole(path, lambda file: file.write(text.encode("ascii")))
    request = parse_request(text)
    terms = plan.terms(index)
    earlier = Earlier(terms, content, shelf) if terms else None
    done = handing.done()
    if done is not None:
        _tell(done, events)
    result = os.path.join(folder, "result.json")
    with suppress(FileNotFoundError):
        os.unlink(result)  # that of an earlier try says nothing of this one
    found = earlier.find() if earlier else None
    if found is not None:
        handing.leave(found)
        _tell(found, events)
    handing.take(content)
    if prepared is None:
        forget_own_path()
    enter(request)
    become_launched()
    become_kernel()
    if pack is not None:
        pack.settle(request.environment)
    conclude = partial(_conclude, earlier, handing, events)
    return Assignment(request, result, events, prepared, conclude)


def _tell(result: dict[str, Any], events: LogEvents) -> NoReturn:
    """Tell what is there already, and end."""
    events.tell_result(encode(result).encode("ascii"))
    events.finish()
    sys.exit(0)


def _shelf(data: str, gate: str | None) -> Shelf:
    if gate is None:
        return Shelf(data)
    from .s3.bucket_shelf import BucketShelf

    return BucketShelf(data, gate)


def _conclude(
    earlier: Earlier | None, handing: HandingOn, events: LogEvents, result: dict[str, Any]
) -> None:
    add_digests(result)
    try:
        handing.leave(result)
        if earlier is not None:
            earlier.keep(result)
    except RequestRefusedError as error:
        events.finish()
        print(f"cellway runner: {error}", file=sys.stderr, flush=True)
        os._exit(2)  # nothing that the notebook has left running is waited for

"""The program: `RUNNER REQUEST.json RESULT.json [--events-fd N] [--lifeline-fd N]`.

`RUNNER --environment FILE` writes what it is that runs it instead, `RUNNER --look
REQUEST.json RESULT.json` shows a stored value: see `looking`, and `RUNNER --requirements`
tells what modules need to be installed: see `requirements`. With `--serve` it
waits for steps to run: see `server`. With `--pod` it runs a step of a plan: see `pod`;
with `--task` one on Kubeflow: see `task`; with `--read` it prints what steps of pods have
left: see `pod.read`; with `--tidy` it removes what is old of that: see `pod.tidy`; with
`--gate` it lets steps of pods reach a bucket: see `pod.s3`.

Exit codes: 0, the result is written, whatever it says (in a pod: 1 where it is that of a
failure); 2, the call or the request is
refused, and standard error says why. Any other end is that of the process itself: what
the notebook ran has killed it, and there is no result.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Sequence
from typing import NamedTuple

from .assignment import Assignment
from .events import Events
from .interrupts import Interrupts
from .json_text import encode
from .lifeline import hold
from .process import become_kernel, become_launched, enter, forget_own_path
from .request import RequestRefusedError, read_request
from .room import fail_without_room, is_full, refused_without_room
from .step import Step
from .whole_files import write_whole

USAGE = "Usage: runner.pyz REQUEST.json RESULT.json [--events-fd N] [--lifeline-fd N]"

GRACE = 5.0
"""How long what the notebook left behind (threads, exit handlers) may take, in seconds."""


class Call(NamedTuple):
    request: str
    result: str
    events: int | None
    lifeline: int | None


def main(arguments: Sequence[str]) -> int:
    if arguments[:1] == ["--environment"] and len(arguments) == 2:
        return _tell_environment(arguments[1])
    if arguments[:1] == ["--look"] and len(arguments) == 3:
        from .looking.look import look

        return look(*arguments[1:])
    if arguments[:1] == ["--requirements"] and len(arguments) >= 3:
        return _tell_requirements(arguments[1], arguments[2], arguments[3:])
    if arguments[:1] == ["--read"]:
        from .pod.read import read

        return read(arguments[1:])
    if arguments[:1] == ["--tidy"]:
        from .pod.tidy import tidy

        return tidy(arguments[1:])
    if arguments[:1] == ["--gate"]:
        from .pod.s3.gate import serve

        return serve(arguments)
    try:
        request, result_path, events, prepared, conclude = _assignment(arguments)
    except RequestRefusedError as error:
        print(f"cellway runner: {error}", file=sys.stderr)
        return 2
    interrupts = Interrupts()
    # Called from here, since the depth of the stack shows in the errors of endless recursions.
    result = Step(request, events, prepared).run()
    if interrupts.end():
        result["interrupted"] = True
    try:
        if conclude is None:
            _write(result_path, encode(result).encode("ascii"))
        else:
            conclude(result)
    except OSError as error:
        if not is_full(error):
            raise
        _tell_full(error, events, is_refused=conclude is None)
        fail_without_room(result, error)
    if conclude is not None:
        events.tell_result(encode(result).encode("ascii"))
    events.finish()
    code = 1 if conclude is not None and result["status"] == "failed" else 0
    _leave_soon(code)
    if prepared is not None:
        from .server.leave import leave

        leave(prepared.inherited, code)
    return code


def _assignment(arguments: Sequence[str]) -> Assignment:
    if "--pod" in arguments:
        from .pod.begin import begin

        with refused_without_room():
            return begin(arguments)
    if arguments[:1] == ["--task"]:
        from .task.begin import begin as begin_task

        with refused_without_room():
            return begin_task(arguments)
    if "--serve" in arguments:
        from .server.serve import serve

        return serve(arguments)
    call = _read_call(arguments)
    result_path = os.path.abspath(call.result)
    if call.lifeline is not None:
        hold(call.lifeline)
    request = read_request(call.request)
    forget_own_path()
    enter(request)
    become_launched()
    become_kernel()
    return Assignment(request, result_path, Events(call.events))


def _read_call(arguments: Sequence[str]) -> Call:
    """Read the command line; argparse would take longer to import than all of this program."""
    files: list[str] = []
    descriptors: dict[str, int] = {}
    rest = iter(arguments)
    for argument in rest:
        if argument in ("--events-fd", "--lifeline-fd"):
            number = next(rest, "")
            if not number.isdigit():
                raise RequestRefusedError(f"{argument} needs a number. {USAGE}")
            descriptors[argument] = int(number)
        else:
            files.append(argument)
    if len(files) != 2:
        raise RequestRefusedError(USAGE)
    request, result = files
    events, lifeline = descriptors.get("--events-fd"), descriptors.get("--lifeline-fd")
    return Call(request, result, events, lifeline)


def _tell_environment(path: str) -> int:
    target = os.path.abspath(path)
    forget_own_path()
    from .environment import describe

    _write(target, encode(describe()).encode("ascii"))
    return 0


def _tell_requirements(path: str, folder: str, modules: Sequence[str]) -> int:
    target = os.path.abspath(path)
    forget_own_path()
    from .requirements import describe

    _write(target, encode(describe(os.path.abspath(folder), modules)).encode("ascii"))
    return 0


def _write(path: str, data: bytes) -> None:
    write_whole(path, lambda file: file.write(data))


def _tell_full(error: OSError, events: Events, *, is_refused: bool) -> None:
    """Say that there is no room for a result; where nobody learns of it otherwise, end by that."""
    events.finish()
    print(
        f"cellway runner: there is no room for the result of the step: {error}",
        file=sys.stderr,
        flush=True,
    )
    if is_refused:
        os._exit(2)  # nothing that the notebook has left running is waited for


def _leave_soon(code: int) -> None:
    """See to it that the process ends, whatever the notebook has left running."""
    timer = threading.Timer(GRACE, os._exit, (code,))
    timer.daemon = True
    timer.start()

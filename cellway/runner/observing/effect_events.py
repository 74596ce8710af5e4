"""Audit events that tell of other programs, networks and native code."""

from __future__ import annotations

import os
from collections.abc import Sequence
from types import FrameType
from typing import Any

from .callers import is_asked_by_notebook, library_called
from .effects import Effects
from .scope import Scope
from .watch import Observe, teller

_OF_THE_MACHINE = ("cc", "gcc", "ldconfig", "lscpu", "nvidia-smi", "sysctl", "uname")
"""Programs that libraries ask for what the machine is like."""

_SUBPROCESS = ("subprocess.py",)
_SHELLS = ("bash", "dash", "sh", "zsh")
_POOLS = ("concurrent", "joblib", "loky", "multiprocessing")
"""Libraries whose other processes run what they are given."""


def effect_events(effects: Effects, scope: Scope) -> dict[str, Observe]:
    hosts: list[str] = []

    def program(arguments: Any) -> None:
        name = _program(arguments)
        frame = teller()
        asked = is_asked_by_notebook(frame, _SUBPROCESS) or library_called(frame) == "IPython"
        if asked or name not in _OF_THE_MACHINE:
            effects.add("process", name)

    def forked() -> None:
        note_fork(effects)

    def connected(_: Any, address: Any) -> None:
        if isinstance(address, tuple):
            effects.add("network", hosts[-1] if hosts else str(address[0]))
        elif "pymp-" not in os.fsdecode(address):  # how processes of multiprocessing talk
            effects.add("network", os.fsdecode(address))

    def asked_for(host: Any, *_: Any) -> None:
        if host:
            hosts[:] = [host if isinstance(host, str) else os.fsdecode(host)]

    def native(name: Any) -> None:
        if name is None:
            return
        text = os.fsdecode(name)
        is_own = os.sep in text and scope.path(text) is not None and os.path.exists(text)
        if is_own or is_asked_by_notebook(teller(), ("ctypes/__init__.py", "ctypes/util.py")):
            effects.add("native", text)

    return {
        "subprocess.Popen": lambda executable, arguments, *_: program(arguments or [executable]),
        "os.system": lambda command: program(["sh", "-c", command]),
        "os.posix_spawn": lambda path, arguments, environment: program(arguments or [path]),
        "os.fork": forked,
        "os.forkpty": forked,
        "socket.connect": connected,
        "socket.getaddrinfo": asked_for,
        "socket.gethostbyname": asked_for,
        "ctypes.dlopen": native,
    }


def note_fork(effects: Effects) -> None:
    """Tell of another process; of those of a pool only if they run what the notebook gives them."""
    frame = teller()
    terminal = _started_in_terminal(frame)
    library = library_called(frame)
    if terminal is not None:
        effects.add("process", _program(terminal))
    elif library is None or library in _POOLS:
        effects.add("process", library or "os.fork")


def _program(arguments: Any) -> str:
    """Return the name of the program that a command line starts."""
    words = [arguments] if isinstance(arguments, (str, bytes, os.PathLike)) else list(arguments)
    texts = [os.fsdecode(word) for word in words]
    name = os.path.basename(texts[0]) if texts else "?"
    if name in _SHELLS and texts[1:2] == ["-c"] and texts[2:] and texts[2].split():
        return os.path.basename(texts[2].split()[0])
    return name


def _started_in_terminal(frame: FrameType | None) -> Sequence[str] | None:
    """Return the command line of a program that is started in a terminal of its own."""
    while frame is not None:
        if frame.f_code.co_filename.endswith("ptyprocess/ptyprocess.py"):
            arguments = frame.f_locals.get("argv")
            if isinstance(arguments, (list, tuple)):
                return arguments
        frame = frame.f_back
    return None

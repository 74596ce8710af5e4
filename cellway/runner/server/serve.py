"""The server: `RUNNER --serve FOLDER --lifeline-fd N [--once] [--preload NAMES] [--never NAMES]`.

It listens on `FOLDER/socket` from when it says so on the lifeline, and removes the
folder when it ends. NAMES have commas between them. With `--once` it forks nothing: it
becomes the process of the first step that it is asked for.
"""

from __future__ import annotations

import contextlib
import os
import select
import shutil
import socket
from collections.abc import Sequence
from typing import NamedTuple, NoReturn

from ..assignment import Assignment, Prepared
from ..json_text import encode
from ..observing.observer import Observer
from ..process import become_launched, forget_own_path
from ..shell import prepare_shell
from .child import become_step
from .inherited import Inherited
from .job import Job, receive
from .mark import Mark
from .preload import NotSilentError, Preloader, installed_only, shadowed
from .reaper import Reaper
from .threads import other_threads
from .watched import Watched

MARK = "CELLWAY_STEP"


class Options(NamedTuple):
    folder: str
    lifeline: int
    once: bool
    preload: tuple[str, ...]
    never: tuple[str, ...]


class Accepted(NamedTuple):
    """A step that this process is to run."""

    job: Job
    connection: socket.socket
    loaded: list[str]
    """Of what it needs, that which no process has from its start."""


class Refusal(NamedTuple):
    """Why this process starts no steps any more; those that it has started run on."""

    reason: str
    without: str | None = None
    """The module that another server should not import ahead."""


def serve(arguments: Sequence[str]) -> Assignment:
    """Serve until the lifeline closes; returns in the process of a step only."""
    options = _read_options(arguments)
    forget_own_path()
    server = Server(options)
    job, connection, loaded = server.wait()
    return become_step(job, connection, loaded, server.prepared, server.mark, server.lifeline)


def _read_options(arguments: Sequence[str]) -> Options:
    """Read what an engine asks for, which knows what it does."""
    values = dict(zip(arguments, arguments[1:]))
    return Options(
        folder=values["--serve"],
        lifeline=int(values["--lifeline-fd"]),
        once="--once" in arguments,
        preload=_names(values.get("--preload", "")),
        never=_names(values.get("--never", "")),
    )


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for name in text.split(",") if name)


class Server:
    def __init__(self, options: Options) -> None:
        self._options = options
        self.lifeline = options.lifeline
        self.mark = Mark(MARK)
        self._refusal: Refusal | None = None
        self._print_to_log()
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(os.path.join(options.folder, "socket"))
        self._listener.listen(128)
        os.write(options.lifeline, b"listening\n")
        self._children_end, self._own_end = os.pipe()
        self._reaper = Reaper()
        become_launched()
        self._watched = Watched()
        observer = Observer()
        self._preloader = Preloader(observer, self._watched, options.never, forks=not options.once)
        with installed_only():
            shell = prepare_shell()
            # All of the runner that a step may need.
            from .. import module_state, values  # noqa: F401
            from . import leave  # noqa: F401
        self.prepared = Prepared(shell, observer, Inherited())
        self._watched.watch(shell.sources)
        self._watched.watch_packages()
        self.prepared = self.prepared.settled()
        threads = [] if options.once else other_threads()
        if threads:
            self._refusal = Refusal(f"the settings of IPython start threads: {', '.join(threads)}")
        self._load(options.preload)

    def wait(self) -> Accepted:
        """Wait for steps; returns in the process of one only."""
        while True:
            poll = select.poll()
            poll.register(self._options.lifeline, select.POLLIN)
            poll.register(self._listener, select.POLLIN)
            self._reaper.register(poll)
            ready = {descriptor for descriptor, _ in poll.poll()}
            if self._options.lifeline in ready and not os.read(self._options.lifeline, 4096):
                self._end()
            self._reaper.tell(ready)
            accepted = self._accept() if self._listener.fileno() in ready else None
            if accepted is not None:
                return accepted
            if self._refusal is not None and self._reaper.is_idle:
                self._end()

    def _accept(self) -> Accepted | None:
        connection = self._listener.accept()[0]
        job = receive(connection)
        if job is None:
            connection.close()
            return None
        self._load(job.needs)
        self._refusal = self._refusal or self._find_refusal()
        if self._refusal is None and self._become_step(connection):
            return Accepted(job, connection, self._preloader.effective(job.needs))
        if self._refusal is not None:
            with contextlib.suppress(OSError):
                connection.sendall(encode({"refused": self._refusal._asdict()}).encode() + b"\n")
            connection.close()
        return None

    def _become_step(self, connection: socket.socket) -> bool:
        """Make the process of a step, and tell whether this is it."""
        if self._options.once:
            self._reaper.forget()
            self._listener.close()
            shutil.rmtree(self._options.folder, ignore_errors=True)
            return True
        try:
            process = os.fork()
        except OSError as error:
            self._refusal = Refusal(f"no process can be made: {error}")
            return False
        if process != 0:
            self._reaper.watch(process, connection)
            return False
        self._reaper.forget()
        self._listener.close()
        os.close(self._options.lifeline)
        os.close(self._own_end)
        self.lifeline = self._children_end
        return True

    def _load(self, names: tuple[str, ...]) -> None:
        try:
            if self._refusal is None and self._preloader.load(names):
                self.prepared = self.prepared.settled()
        except NotSilentError as error:
            self._refusal = Refusal(str(error), error.name)

    def _find_refusal(self) -> Refusal | None:
        path = self._watched.changed()
        if path is not None:
            return Refusal(f"{path} has changed")
        name = shadowed(self._preloader.looked_for())
        if name is not None:
            return Refusal(f"the notebook has a {name} of its own")
        return None

    def _print_to_log(self) -> None:
        """Print to a file, which shows what has been printed."""
        path = os.path.join(self._options.folder, "log")
        log = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        for stream in (1, 2):
            os.dup2(log, stream)
        os.close(log)

    def _end(self) -> NoReturn:
        shutil.rmtree(self._options.folder, ignore_errors=True)
        os._exit(0)

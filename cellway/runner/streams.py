"""What a step prints: from Python, from C code and from other programs.

The file descriptors 1 and 2 lead to pipes, which a thread reads. `sys.stdout` and
`sys.stderr` do not go through them, so that what Python prints and displays stays in
order; before they record anything, they read what is in the pipes. Only what goes into
both pipes with no print or display between may change places.
"""

from __future__ import annotations

import codecs
import contextlib
import faulthandler
import fcntl
import io
import os
import select
import sys
import threading
import traceback
from typing import Any

from .events import Events
from .outputs import INTERVAL, Outputs

PIPE_SIZE = 1024 * 1024
"""In bytes, as far as the system grants it. C code that prints more than fits while it
keeps other Python threads from running would wait for ever."""

READ_SIZE = 64 * 1024


class Pipe:
    """One of the process' own streams, read back by the process itself."""

    def __init__(self, name: str, descriptor: int) -> None:
        self.name = name
        self.end, writing = os.pipe()
        os.set_blocking(self.end, False)
        with contextlib.suppress(AttributeError, OSError):
            fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, PIPE_SIZE)
        os.dup2(writing, descriptor)
        # Kept open: the notebook may close the descriptor, and the pipe would have an end.
        self._writing = writing
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def read(self) -> str:
        """Return what is there now, without waiting."""
        try:
            return self._decoder.decode(os.read(self.end, READ_SIZE))
        except BlockingIOError:
            return ""


class Capture:
    """Leads all that the process prints to the outputs of the current cell."""

    def __init__(self, outputs: Outputs, events: Events) -> None:
        self._outputs = outputs
        self._events = events
        self._real = [os.dup(1), os.dup(2)]
        faulthandler.enable(self._real[1])  # a crash is told where it can still be read
        self._pipes = [Pipe("stdout", 1), Pipe("stderr", 2)]
        self._ready = select.poll()
        for pipe in self._pipes:
            self._ready.register(pipe.end, select.POLLIN)
        self._stopped = False
        self.in_child = False
        os.register_at_fork(after_in_child=self._forget)
        self._python = sys.stdout, sys.stderr
        sys.stdout = CellStream("stdout", 1, self)
        sys.stderr = CellStream("stderr", 2, self)
        threading.Thread(target=self._watch, name="cellway-outputs", daemon=True).start()

    def write(self, name: str, text: str) -> None:
        with self._events.lock:
            self.drain()
            self._outputs.write(name, text)

    def drain(self) -> None:
        """Record what has been printed past Python; what a child prints is the parent's to read."""
        if self.in_child:
            return
        with self._events.lock:
            while self._ready.poll(0) and self._record():
                pass

    def end_of_cell(self) -> None:
        """Have those print who hold back what they are to print."""
        for stream in (sys.__stdout__, sys.__stderr__):
            if stream is not None:
                stream.flush()
        ctypes: Any = sys.modules.get("ctypes")
        if ctypes is not None:  # else hardly any C code is there that prints
            with contextlib.suppress(Exception):
                ctypes.CDLL(None).fflush(None)
        self.drain()

    def report(self, error: BaseException) -> None:
        """Tell of an error that is none of the notebook's, where the process was started."""
        lines = traceback.format_exception(type(error), error, error.__traceback__)
        with contextlib.suppress(OSError):
            os.write(self._real[1], "".join(lines).encode("utf-8", "replace"))

    def stop(self) -> None:
        """Let what is printed from now on go where the process was started to print."""
        self.drain()
        self._stopped = True
        for real, descriptor in zip(self._real, (1, 2)):
            os.dup2(real, descriptor)
        sys.stdout, sys.stderr = self._python

    def _record(self) -> bool:
        """Record what is in both pipes; tell whether that was anything."""
        texts = [(pipe.name, pipe.read()) for pipe in self._pipes]
        for name, text in texts:
            self._outputs.write(name, text)
        return any(text for _, text in texts)

    def _watch(self) -> None:
        poll = select.poll()  # of its own: one cannot be waited on by two threads
        for pipe in self._pipes:
            poll.register(pipe.end, select.POLLIN)
        while not self._stopped:
            poll.poll(INTERVAL * 1000)
            self.drain()
            self._outputs.tell_if_due()
            self._events.retry()

    def _forget(self) -> None:
        self.in_child = True
        self._events.forget()
        self._outputs.end()


class CellStream(io.TextIOBase):
    """`sys.stdout` or `sys.stderr`, with the face that they have in a kernel."""

    encoding = "UTF-8"

    def __init__(self, name: str, descriptor: int, capture: Capture) -> None:
        super().__init__()
        self.name = name
        self._descriptor = descriptor
        self._capture = capture

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        if self._capture.in_child:  # the parent reads the pipe
            data = memoryview(text.encode("utf-8", "replace"))
            while data:
                data = data[os.write(self._descriptor, data) :]
        else:
            self._capture.write(self.name, text)
        return len(text)

    def fileno(self) -> int:
        return self._descriptor

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return False

    def flush(self) -> None:
        """Nothing waits here."""

    def close(self) -> None:
        """Libraries close what they write to; a cell's stream stays open."""


def open_null_input() -> None:
    """Nobody can type: whatever reads from the keyboard meets the end of a file."""
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)

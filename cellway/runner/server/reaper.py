"""Tells those who wait for steps how the processes of these have ended."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
import sys

from ..json_text import encode

RSS_UNIT = 1 if sys.platform == "darwin" else 1024


class Reaper:
    """Knows the processes of steps, each with the connection that waits for its end."""

    def __init__(self) -> None:
        self._steps: dict[int, socket.socket] = {}
        self._last_words: dict[int, tuple[socket.socket, bytes]] = {}
        """What a connection has still to be told, by its descriptor."""
        self._woken, self._waking = os.pipe()
        for end in (self._woken, self._waking):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(self._waking, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)

    @property
    def is_idle(self) -> bool:
        return not self._steps and not self._last_words

    def watch(self, process: int, connection: socket.socket) -> None:
        self._steps[process] = connection

    def tell(self, ready: set[int]) -> None:
        """Tell of all that have ended; `ready` are the descriptors of which poll has said so."""
        for descriptor in ready & set(self._last_words):
            self._tell(descriptor)
        with contextlib.suppress(BlockingIOError):
            while os.read(self._woken, 4096):
                pass
        while self._steps:
            process, status, usage = os.wait4(-1, os.WNOHANG)
            if process == 0:
                return
            connection = self._steps.pop(process, None)
            if connection is not None:
                code = os.WEXITSTATUS(status) if os.WIFEXITED(status) else None
                number = os.WTERMSIG(status) if os.WIFSIGNALED(status) else None
                end = {
                    "code": code,
                    "signal": None if number is None else signal.Signals(number).name,
                    "peak": usage.ru_maxrss * RSS_UNIT,
                }
                # The process may have ended in the middle of a line.
                words = f"\n{encode({'exit': end})}\n".encode()
                connection.setblocking(False)
                self._last_words[connection.fileno()] = (connection, words)
                self._tell(connection.fileno())

    def _tell(self, descriptor: int) -> None:
        connection, words = self._last_words.pop(descriptor)
        try:
            rest = words[connection.send(words) :]
        except BlockingIOError:
            rest = words
        except OSError:  # nobody wants to know any more
            rest = b""
        if rest:
            self._last_words[descriptor] = (connection, rest)
        else:
            connection.close()

    def register(self, poll: select.poll) -> None:
        poll.register(self._woken, select.POLLIN)
        for descriptor in self._last_words:
            poll.register(descriptor, select.POLLOUT)

    def forget(self) -> None:
        """In a child: close what is the server's."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.close(self._woken)
        os.close(self._waking)
        for connection in (*self._steps.values(), *(each for each, _ in self._last_words.values())):
            connection.close()

"""Ends the step with whoever started it.

The other end of a pipe is open as long as that process lives. When it closes, this
process ends, and all that the notebook has started.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import threading


def hold(*descriptors: int) -> None:
    """Die when one of these pipes or sockets closes."""
    for descriptor in descriptors:
        os.set_inheritable(descriptor, False)
        os.set_blocking(descriptor, False)
    with contextlib.suppress(OSError):
        os.setpgid(0, 0)  # refused to a leader of a session, which leads its group already
    threading.Thread(target=_wait, args=descriptors, name="cellway-lifeline", daemon=True).start()


def _wait(*descriptors: int) -> None:
    ready = select.poll()
    for descriptor in descriptors:
        ready.register(descriptor, select.POLLIN)
    with contextlib.suppress(OSError):
        while all(_is_open(descriptor) for descriptor, _ in ready.poll()):
            pass
    end()


def _is_open(descriptor: int) -> bool:
    """Read what has been sent to somebody who was not there yet."""
    try:
        return bool(os.read(descriptor, 4096))
    except BlockingIOError:
        return True


def end() -> None:
    """Kill this process and its descendants, also those in sessions of their own."""
    for _ in range(3):  # one that is being started may be missed at first
        found = descendants(os.getpid())
        for process in found:
            with contextlib.suppress(OSError):
                os.kill(process, signal.SIGKILL)
        if not found:
            break
    with contextlib.suppress(OSError):
        if os.getpgid(0) == os.getpid():
            os.killpg(0, signal.SIGKILL)
    os.kill(os.getpid(), signal.SIGKILL)


def descendants(process: int) -> list[int]:
    """Find them where the system lists its processes in /proc; zombies do not count."""
    children: dict[int, list[int]] = {}
    try:
        names = os.listdir("/proc")
    except OSError:
        return []
    for name in names:
        if not name.isdigit():
            continue
        try:
            with open(f"/proc/{name}/stat", encoding="utf-8", errors="replace") as file:
                # The name of the program, in parentheses, may hold anything.
                state, parent = file.read().rpartition(")")[2].split()[:2]
        except (OSError, ValueError):
            continue
        if state != "Z":
            children.setdefault(int(parent), []).append(int(name))
    found = []
    waiting = [process]
    while waiting:
        for child in children.get(waiting.pop(), ()):
            found.append(child)
            waiting.append(child)
    return found

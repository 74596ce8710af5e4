"""Changes what the system shows of this process' environment to others.

`/proc/PID/environ` is a piece of the process' memory: what it was started with. It does
not follow `os.environ`, and a forked child inherits it. The engine finds the processes
of a step by a variable in it, and so the child of a step has to change it there.
"""

from __future__ import annotations

import os


class Mark:
    """A variable of the environment that the process was started with.

    Its first value has to be as long as any later one. Where the system has no /proc,
    nobody looks there either, and nothing is changed.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._place, self._size = _find(name)

    def set(self, value: str) -> None:
        os.environ[self._name] = value
        data = value.encode()[: self._size].ljust(self._size, b"\0")
        if data:
            with open("/proc/self/mem", "r+b", buffering=0) as memory:
                memory.seek(self._place)
                memory.write(data)


def _find(name: str) -> tuple[int, int]:
    """Find the address of a variable's value in memory, and its length."""
    try:
        with open("/proc/self/environ", "rb") as file:
            variables = b"\0" + file.read()
        with open("/proc/self/stat", "rb") as file:
            # Behind the name, in parentheses, which is the second field of proc_pid_stat(5).
            begin = int(file.read().rpartition(b")")[2].split()[50 - 3])
    except (OSError, IndexError):
        return 0, 0
    sought = f"\0{name}=".encode()
    index = variables.find(sought)
    if begin == 0 or index < 0:
        return 0, 0
    first = index + len(sought)
    return begin + first - 1, variables.index(b"\0", first) - first

"""What a connection asks for."""

from __future__ import annotations

import json
import socket
from typing import NamedTuple

PATIENCE = 10.0
"""How long a job may take to arrive, in seconds: it is sent with the connection."""


class Job(NamedTuple):
    """One try of a step."""

    request: str
    """Absolute paths: of its request, of its result, and of what its process says itself."""
    result: str
    log: str
    mark: str
    """The value of the variable by which the processes of the step are found."""
    needs: tuple[str, ...]
    """Modules that the step imports."""


def receive(connection: socket.socket) -> Job | None:
    """Read a job; there is none where whoever connected has thought better of it."""
    connection.settimeout(PATIENCE)
    received = b""
    try:
        while not received.endswith(b"\n"):
            part = connection.recv(65536)
            if not part:
                return None
            received += part
        content = json.loads(received)
        return Job(
            content["request"],
            content["result"],
            content["log"],
            content["mark"],
            tuple(content["needs"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
    finally:
        connection.settimeout(None)

"""Events as a pod's log shows them, to people and to programs.

What cells print to standard output is there as it was printed. Any other event is a
line of JSON behind the character RS (U+001E, as in RFC 7464), which may stand where a
line of text has not ended yet.
"""

from __future__ import annotations

from typing import Any

from ..events import Events

MARK = "\x1e"

LARGEST = 256 * 1024
"""How many bytes one event may take; a larger output stands in the result only."""


class LogEvents(Events):
    """Writes events to the log of the container."""

    def form(self, event: str, cell: int, more: dict[str, Any]) -> bytes:
        output = more.get("output")
        if event == "output" and output is not None and output.get("name") == "stdout":
            text = output["text"]
            if MARK not in text:
                return str(text).encode("utf-8", "backslashreplace")
        line = super().form(event, cell, more)
        return MARK.encode() + line if len(line) <= LARGEST else b""

"""Events as a pod's log shows them, to people and to programs.

What cells print to standard output is there as it was printed. Any other event is a
line of JSON behind the character RS (U+001E, as in RFC 7464), which may stand where a
line of text has not ended yet. The last events are the result of the step: whoever
follows the log needs nothing else of the pod.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from datetime import datetime, timezone
from gzip import compress
from typing import Any

from ..events import Events
from ..json_text import encode

MARK = "\x1e"

LARGEST = 256 * 1024
"""How many bytes one event may take; a larger output stands in the result only."""

LARGEST_RESULT = 1024 * 1024
"""How many bytes the result may take, compressed: nodes keep 10 MiB of a log by default."""

PART = 2880
"""How many bytes of the result one event holds. In Base64, its line is shorter than the
4096 bytes that a pipe takes at once: what a thread of the notebook prints meanwhile, or
Argo, cannot come in between; and than the 16 KiB at which containerd would cut it."""


class LogEvents(Events):
    """Writes events to the log of the container."""

    patience = 30.0
    """A busy node may be slow to read, and nothing of the result is to be lost."""

    def form(self, event: str, cell: int, more: dict[str, Any]) -> bytes:
        output = more.get("output")
        if event == "output" and output is not None and output.get("name") == "stdout":
            text = output["text"]
            if MARK not in text:
                return str(text).encode("utf-8", "backslashreplace")
        line = super().form(event, cell, more)
        return MARK.encode() + line if len(line) <= LARGEST else b""

    def tell_step(self, number: int) -> None:
        """Tell that what follows is of a step, counted from 1: there are several in the log."""
        time = datetime.now(timezone.utc).isoformat(timespec="milliseconds")
        self._tell_alone({"event": "step", "step": number, "time": time.replace("+00:00", "Z")})

    def tell_result(self, data: bytes) -> None:
        for content in _result_events(data):
            self._tell_alone(content)

    def _tell_alone(self, content: dict[str, Any]) -> None:
        """Tell it by itself, so that it is written at once."""
        self.finish()
        if self._waiting:
            return  # nobody reads any more
        with self.lock:
            self._waiting += MARK.encode() + encode(content).encode("ascii") + b"\n"
            self._write()


def _result_events(data: bytes) -> Iterator[dict[str, Any]]:
    packed = compress(data, mtime=0)
    if len(packed) > LARGEST_RESULT:
        yield {"event": "result-withheld", "size": len(data)}
        return
    parts = range(0, len(packed), PART)
    for number, start in enumerate(parts, 1):
        text = b64encode(packed[start : start + PART]).decode("ascii")
        yield {"event": "result", "part": number, "of": len(parts), "data": text}

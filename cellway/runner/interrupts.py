"""Whether somebody has asked a step to end."""

from __future__ import annotations

import os
import signal
from contextlib import suppress


class Interrupts:
    """Notes that an interrupt came, even where what it hit has caught it.

    IPython catches those that come while it calls its own callbacks, and cells may catch them,
    too. They find Python's own handler as in a kernel: the note is taken beside it.
    """

    def __init__(self) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        self._read, write = os.pipe()
        for end in (self._read, write):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(write, warn_on_full_buffer=False)

    def end(self) -> bool:
        """Let no more of them through; returns whether one came."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        with suppress(BlockingIOError):
            return signal.SIGINT in os.read(self._read, 65536)
        return False

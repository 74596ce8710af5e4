"""What the service and the steps see of the server's environment.

The service itself gets little: it needs no passwords, and no `NODE_OPTIONS` may
change it. Steps have to see all that kernels of this server see, or they would not
give the same result as Run All. The service is told that as data, not as its own
environment.
"""

from __future__ import annotations

import os
import sys

_OF_SERVICE = {"HOME", "LANG", "LANGUAGE", "LOGNAME", "PATH", "TMPDIR", "TZ", "USER"}

_ALLOCATION = {"MALLOC_ARENA_MAX": "2", "MALLOC_MMAP_THRESHOLD_": str(128 * 1024)}
"""
How glibc keeps what was freed: for all threads in two places (for one they would wait), and parts
of so many bytes not at all. Else more stays with the service. Steps get none of it.
"""


def service_environment() -> dict[str, str]:
    """Return the environment of the service's own process."""
    inherited = {
        name: value
        for name, value in os.environ.items()
        if name in _OF_SERVICE or name.startswith(("LC_", "CELLWAY_"))
    }
    return inherited | _ALLOCATION


def kernel_environment() -> dict[str, str]:
    """Return what a kernel would get, as `jupyter_client.launcher` makes it.

    Without what it adds of a single kernel: the session and the parent's pid.
    """
    environment = dict(os.environ)
    environment.pop("PYTHONEXECUTABLE", None)
    # Kernels named by a bare `python` are those of this environment.
    environment["CELLWAY_PYTHON"] = sys.executable
    return environment

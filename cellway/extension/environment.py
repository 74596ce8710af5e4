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


def service_environment() -> dict[str, str]:
    """Return the environment of the service's own process."""
    return {
        name: value
        for name, value in os.environ.items()
        if name in _OF_SERVICE or name.startswith(("LC_", "CELLWAY_"))
    }


def kernel_environment() -> dict[str, str]:
    """Return what a kernel would get, as `jupyter_client.launcher` makes it.

    Without what it adds of a single kernel: the session and the parent's pid.
    """
    environment = dict(os.environ)
    environment.pop("PYTHONEXECUTABLE", None)
    # Kernels named by a bare `python` are those of this environment.
    environment["CELLWAY_PYTHON"] = sys.executable
    return environment

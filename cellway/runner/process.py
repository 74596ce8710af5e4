"""Makes this process look like the kernel of the notebook."""

from __future__ import annotations

import importlib.util
import os
import sys

from .installation import is_site
from .request import Request, RequestRefusedError
from .streams import open_null_input


def forget_own_path() -> None:
    """Take the runner off the path, so that the notebook cannot import from it by accident."""
    own = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    first = sys.path[0] if sys.path else None
    if first is not None and os.path.abspath(first) in (own, os.getcwd()):
        del sys.path[0]


def enter(request: Request) -> None:
    """Take over the environment and the folder of a request."""
    os.environ.update(request.environment)
    try:
        os.chdir(request.folder)
    except OSError as error:
        raise RequestRefusedError(f"the notebook's folder cannot be entered: {error}") from error


def become_kernel() -> None:
    open_null_input()
    add_folder_to_path()


def become_launched() -> None:
    """Have the arguments that a kernel is started with."""
    sys.argv = [_launcher(), "-f", "kernel.json"]


def add_folder_to_path() -> None:
    """Let cells import modules beside the notebook, after those of Python itself."""
    if "" in sys.path:
        return
    sites = (n for n, path in enumerate(sys.path) if is_site(path))
    sys.path.insert(next(sites, 0), "")


def _launcher() -> str:
    """Return the program that a kernel finds in `sys.argv`."""
    spec = importlib.util.find_spec("ipykernel_launcher")
    return spec.origin if spec and spec.origin else "ipykernel_launcher.py"

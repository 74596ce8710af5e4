"""What libraries look for behind `get_ipython().kernel`."""

from __future__ import annotations

import importlib
import importlib.util
from typing import Any


class NoKernel:
    """A kernel that nobody is connected to.

    Widgets can be made and displayed, and stay as they are: their messages go nowhere.
    """

    implementation = "ipython"
    _parent_ident: dict[str, Any] = {}  # noqa: RUF012
    _parent_header: dict[str, Any] = {}  # noqa: RUF012

    def __init__(self, shell: Any) -> None:
        self.shell = shell
        self.session: Any = None
        self.iopub_socket: Any = None

    @property
    def comm_manager(self) -> Any:
        if importlib.util.find_spec("comm") is None:
            return None
        return importlib.import_module("comm").get_comm_manager()

    @property
    def execution_count(self) -> int:
        return int(self.shell.execution_count)

    def get_parent(self, channel: Any = None) -> dict[str, Any]:
        return {}

    def do_one_iteration(self) -> None:
        """There is nothing to wait for."""

"""What runs cells: IPython's shell where it is installed, else a plain one."""

from __future__ import annotations

import importlib.util
import types
from typing import Any, NamedTuple, Protocol

from .outputs import Outputs
from .request import Cell, Definition
from .streams import Capture


class Failure(NamedTuple):
    """An exception that ended a cell."""

    name: str
    message: str
    line: int | None
    """The line of the cell, from 1, where one of it is in the traceback."""


class Shell(Protocol):
    namespace: dict[str, Any]
    """That of `__main__`."""

    def run(self, cell: Cell) -> Failure | None:
        """Run a cell; what went wrong, if anything did, has been shown."""

    def define(self, definition: Definition) -> None:
        """Run the source of a definition; its exceptions are raised."""

    def show_error(self, error: BaseException) -> None:
        """Show an exception as if a cell had raised it."""


def make_shell(main: types.ModuleType, outputs: Outputs, capture: Capture) -> Shell:
    """Make what runs the cells of a step in its module `__main__`."""
    if importlib.util.find_spec("IPython") is not None:
        from .jupyter.shell import JupyterShell

        return JupyterShell(main, outputs, capture)
    from .plain.shell import PlainShell

    return PlainShell(main, outputs, capture)

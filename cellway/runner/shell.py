"""What runs cells: IPython's shell where it is installed, else a plain one."""

from __future__ import annotations

import importlib.util
import sys
import types
from typing import Any, NamedTuple, Protocol

from .outputs import Outputs
from .request import Cell, Definition
from .streams import Capture

MAIN_DOC = "Automatically created module for IPython interactive environment"


class Failure(NamedTuple):
    """An exception that ended a cell."""

    name: str
    message: str
    line: int | None
    """The line of the cell, from 1, where one of it is in the traceback."""


class Shell(Protocol):
    """Runs the cells of a step in its module `__main__`."""

    namespace: dict[str, Any]
    """That of `__main__`."""

    def run(self, cell: Cell) -> Failure | None:
        """Run a cell; what went wrong, if anything did, has been shown."""

    def define(self, definition: Definition) -> None:
        """Run the source of a definition; its exceptions are raised."""

    def show_error(self, error: BaseException) -> None:
        """Show an exception as if a cell had raised it."""


class PreparedShell(Protocol):
    """All of a shell that can be made before it is known what it will run."""

    @property
    def sources(self) -> list[str]:
        """The files and folders that its settings come from, or would."""

    def rehearse(self) -> None:
        """Do what any step will do, as far as it leaves no trace, so that it is faster then."""

    def begin(self, outputs: Outputs, capture: Capture) -> Shell:
        """Make the shell, once."""


_own_main = sys.modules["__main__"]  # kept: its functions are still running


def prepare_shell() -> PreparedShell:
    """Make a new module `__main__`, and prepare what runs cells in it."""
    main = types.ModuleType("__main__", MAIN_DOC)
    sys.modules["__main__"] = main
    if importlib.util.find_spec("IPython") is not None:
        from .jupyter.shell import PreparedJupyterShell

        return PreparedJupyterShell(main)
    from .plain.shell import PreparedPlainShell

    return PreparedPlainShell(main)

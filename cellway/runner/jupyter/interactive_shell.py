"""IPython's shell, as different from it as a kernel's shell is."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

from IPython.core.error import UsageError
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils import process
from traitlets import Any as AnyTrait
from traitlets import CBool, Type

from ..cell_source import in_words
from .compiler import CellCompiler
from .kernel_magics import KernelMagics
from .publishing import CellDisplayHook, CellPublisher


class StepInteractiveShell(InteractiveShell):
    display_pub_class = Type(CellPublisher)
    displayhook_class = Type(CellDisplayHook)
    compiler_class = Type(CellCompiler)
    kernel = AnyTrait()
    display_pub: Any
    displayhook: Any
    compile: Any
    autoindent = CBool(False)
    readline_use = CBool(False)
    keepkernel_on_exit: Any = None
    exit_now = False
    display_error: tuple[str, str] | None = None
    """Name and message of an error that came while the value of the cell was displayed."""

    def init_environment(self) -> None:
        """Have programs print as in a notebook: in colours, and nothing page by page."""
        os.environ.update(TERM="xterm-color", CLICOLOR="1", FORCE_COLOR="1", CLICOLOR_FORCE="1")
        os.environ.update(PAGER="cat", GIT_PAGER="cat")

    def init_virtualenv(self) -> None:
        """The interpreter was chosen with the kernel."""

    def init_hooks(self) -> None:
        super().init_hooks()
        self.set_hook("show_in_pager", _no_pager, 99)

    def init_magics(self) -> None:
        super().init_magics()
        self.register_magics(KernelMagics)

    def enable_gui(self, gui: Any = None) -> None:
        if gui not in (None, "inline", "asyncio"):
            raise UsageError(f"A step has no screen to show windows of {gui} on.")

    def ask_exit(self) -> None:
        self.exit_now = True

    def set_next_input(self, text: str, replace: bool = False) -> None:
        """There is no next cell to fill in."""

    def system_piped(self, command: str) -> None:
        """Run a command, what it prints going to the cell."""
        if command.rstrip().endswith("&"):
            raise OSError("Background processes not supported.")
        code = process.system(self.var_expand(command, depth=1))  # type: ignore[attr-defined]
        # Not returned: a cell would show it.
        self.user_ns["_exit_code"] = code
        if getattr(self, "system_raise_on_error", False) and code != 0:
            raise subprocess.CalledProcessError(code, command)

    system = system_piped

    def _showtraceback(self, etype: Any, evalue: Any, stb: Any) -> None:
        name, message = str(etype.__name__), in_words(str(evalue), self.compile.counts)
        if self.displayhook.result is not None:
            self.display_error = (name, message)
        output = {
            "output_type": "error",
            "ename": name,
            "evalue": message,
            "traceback": list(stb),
        }
        sys.stdout.flush()
        self.display_pub.capture.drain()
        self.display_pub.outputs.show(output)


def _no_pager(shell: Any, *arguments: Any, **options: Any) -> None:
    """A notebook shows the pager beside the cells: it is none of their outputs."""


# Libraries tell a notebook from a terminal by the name of the shell.
StepInteractiveShell.__name__ = StepInteractiveShell.__qualname__ = "ZMQInteractiveShell"
StepInteractiveShell.__module__ = "ipykernel.zmqshell"

"""The magics that a kernel has beyond IPython's own."""

from __future__ import annotations

from typing import Any

from IPython.core.error import UsageError
from IPython.core.magic import Magics, line_magic, magics_class
from IPython.display import Javascript, display


@magics_class
class KernelMagics(Magics):
    shell: Any

    @line_magic
    def clear(self, line: str) -> None:
        """Clear the terminal."""
        self.shell.system("clear")

    @line_magic
    def less(self, line: str) -> None:
        """Show a file in the pager, which is none of a cell's outputs."""

    @line_magic
    def more(self, line: str) -> None:
        """Show a file in the pager, which is none of a cell's outputs."""

    @line_magic
    def man(self, line: str) -> None:
        """Show a page of the manual in the pager, which is none of a cell's outputs."""

    @line_magic
    def autosave(self, line: str) -> None:
        """Set how often the notebook is saved; what runs a step saves nothing."""
        try:
            seconds = int(line)
        except ValueError:
            raise UsageError(f"%autosave requires an integer, got {line!r}") from None
        script: Any = Javascript(f"IPython.notebook.set_autosave_interval({1000 * seconds})")
        display(script, include=["application/javascript"])
        print(f"Autosaving every {seconds} seconds" if seconds else "Autosave disabled")

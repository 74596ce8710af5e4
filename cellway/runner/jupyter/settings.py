"""The settings and start-up files that a kernel would load.

They change what cells do and show, so Run All depends on them: the profile `default`
with `ipython_config.py`, `ipython_kernel_config.py`, extensions and start-up files is
loaded as ipykernel loads it. What they print is seen by nobody, as there.
"""

from __future__ import annotations

from typing import Any

from IPython.core.application import BaseIPythonApplication
from IPython.core.shellapp import InteractiveShellApp


class KernelSettings(BaseIPythonApplication, InteractiveShellApp):
    """Finds files by the name that ipykernel's application has."""

    name = "ipython-kernel"

    def load(self) -> None:
        self.initialize([])
        # Libraries take a section of this name for the sign of a kernel.
        self.config.IPKernelApp.parent_appname = "cellway"
        self.config.HistoryManager.enabled = False
        self.config.HistoryManager.hist_file = ":memory:"

    def start_shell(self, shell: Any) -> None:
        self.shell = shell
        shell.configurables.append(self)
        self.init_path()
        self.init_gui_pylab()
        self.init_extensions()
        self.init_code()

    def init_crash_handler(self) -> None:
        """The runner tells of its own crashes."""


# Configuration files set what belongs to a kernel under this name.
KernelSettings.__name__ = KernelSettings.__qualname__ = "IPKernelApp"

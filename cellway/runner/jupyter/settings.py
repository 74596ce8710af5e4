"""The settings and start-up files that a kernel would load.

They change what cells do and show, so Run All depends on them: the profile `default`
with `ipython_config.py`, `ipython_kernel_config.py`, extensions and start-up files is
loaded as ipykernel loads it. What they print is seen by nobody, as there.
"""

from __future__ import annotations

import glob
import os
from typing import Any

from IPython.core.application import ENV_CONFIG_DIRS, SYSTEM_CONFIG_DIRS, BaseIPythonApplication
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

    def join(self, shell: Any) -> None:
        self.shell = shell
        shell.configurables.append(self)

    @property
    def sources(self) -> list[str]:
        """The files and folders that settings and start-up code come from, or would."""
        names = [f"{name}.{kind}" for name in self.config_files for kind in ("py", "json")]
        names += [name for name in self.config_files if "." in name]
        files = [os.path.join(folder, name) for folder in self.config_file_paths for name in names]
        return files + self._startup_folders()

    def runs_nothing(self) -> bool:
        """Tell whether no code of the user's is to run before the first cell."""
        return not (
            self.exec_lines
            or self.exec_files
            or self.extensions
            or self.extra_extensions
            or self.pylab
            or self.matplotlib
            or self.gui
            or self.code_to_run
            or self.module_to_run
            or os.environ.get("PYTHONSTARTUP")
            or any(glob.glob(f"{glob.escape(each)}/*.*py") for each in self._startup_folders())
        )

    def run_code(self) -> None:
        """Run what is to run before the first cell."""
        self.init_gui_pylab()
        self.init_extensions()
        self.init_code()

    def _startup_folders(self) -> list[str]:
        profile: Any = self.profile_dir
        shared = (*ENV_CONFIG_DIRS, *SYSTEM_CONFIG_DIRS)
        return [profile.startup_dir, *(os.path.join(each, "startup") for each in shared)]

    def init_crash_handler(self) -> None:
        """The runner tells of its own crashes."""


# Configuration files set what belongs to a kernel under this name.
KernelSettings.__name__ = KernelSettings.__qualname__ = "IPKernelApp"

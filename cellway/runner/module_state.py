"""State that lives in modules and that a step of its own process would not see.

The names are those of `src/analysis/libraries/module-state.ts`. What a getter returns
can be stored like a variable; it is None where the module has not been loaded, and to
set that changes nothing.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from typing import Any, NamedTuple

from . import library_state, logging_state, process_state


class ModuleState(NamedTuple):
    module: str
    """It is asked only if it has been loaded, and loaded before it is set."""
    get: Callable[[], Any]
    set: Callable[[Any], None]


MODULE_STATES = {
    "random": ModuleState("random", process_state.get_random, process_state.set_random),
    "numpy.random": ModuleState("numpy", library_state.get_random, library_state.set_random),
    "cwd": ModuleState("os", process_state.get_folder, process_state.set_folder),
    "environ": ModuleState("os", process_state.get_environment, process_state.set_environment),
    "sys.path": ModuleState("sys", process_state.get_path, process_state.set_path),
    "sys.limits": ModuleState("sys", process_state.get_limits, process_state.set_limits),
    "warnings": ModuleState("warnings", process_state.get_warnings, process_state.set_warnings),
    "logging": ModuleState("logging", logging_state.get_logging, logging_state.set_logging),
    "locale": ModuleState("locale", process_state.get_locale, process_state.set_locale),
    "decimal": ModuleState("decimal", process_state.get_decimal, process_state.set_decimal),
    "numpy.options": ModuleState("numpy", library_state.get_numpy, library_state.set_numpy),
    "pandas.options": ModuleState("pandas", library_state.get_pandas, library_state.set_pandas),
    "matplotlib.rcParams": ModuleState(
        "matplotlib", library_state.get_matplotlib, library_state.set_matplotlib
    ),
    "sklearn.config": ModuleState("sklearn", library_state.get_sklearn, library_state.set_sklearn),
    # What magics change is made again by running them again.
    "ipython": ModuleState("sys", lambda: None, lambda value: None),
}


def get_state(name: str) -> Any:
    """Return the state of this name, or None where its module has not been loaded."""
    state = MODULE_STATES[name]
    return state.get() if state.module in sys.modules else None


def set_state(name: str, value: Any) -> None:
    """Set what `get_state` returned, in this or in another process."""
    if value is not None:
        state = MODULE_STATES[name]
        importlib.import_module(state.module)
        state.set(value)

"""Runs cells in IPython's shell."""

from __future__ import annotations

import asyncio
import contextvars
import importlib.util
import os
import signal
import sys
import types
from collections.abc import Coroutine
from typing import Any

from IPython.core.error import StdinNotImplementedError

from ..cell_source import file_name, in_words, remember_lines, without
from ..keyboard import refuse_input
from ..outputs import Outputs
from ..request import Cell, Definition
from ..shell import Failure
from ..streams import Capture
from ..traceback_lines import from_first_cell, line_in_cell
from .interactive_shell import StepInteractiveShell
from .kernel import NoKernel
from .settings import KernelSettings

EXIT = "the cell has called exit(): the notebook ends here"

TURNS = 5
"""How often tasks that a cell has started get a turn before it ends."""


class PreparedJupyterShell:
    """The shell with its settings, before it has run anything of the user's."""

    def __init__(self, main: types.ModuleType) -> None:
        if importlib.util.find_spec("matplotlib_inline") is not None:
            os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
        self.main = main
        self.settings: Any = KernelSettings.instance()
        self.settings.load()
        self.shell: Any = StepInteractiveShell.instance(
            parent=self.settings, profile_dir=self.settings.profile_dir, user_module=main
        )
        self.shell.kernel = NoKernel(self.shell)
        self.settings.join(self.shell)
        if os.environ.get("JPY_SESSION_NAME"):  # the notebook's path, as servers tell kernels
            vars(main)["__session__"] = os.environ["JPY_SESSION_NAME"]
        refuse_input(StdinNotImplementedError)
        self.has_run_code = self.settings.runs_nothing()
        if self.has_run_code:
            self.settings.run_code()

    @property
    def sources(self) -> list[str]:
        return list(self.settings.sources)

    def rehearse(self) -> None:
        # It compiles large patterns, which those of packages push out of the cache of `re`.
        self.shell.transform_cell("x = 1")

    def begin(self, outputs: Outputs, capture: Capture) -> JupyterShell:
        return JupyterShell(self, outputs, capture)


class JupyterShell:
    def __init__(self, prepared: PreparedJupyterShell, outputs: Outputs, capture: Capture) -> None:
        self.namespace = vars(prepared.main)
        self._capture = capture
        self._shell = prepared.shell
        # A kernel runs cells inside of its event loop, so that a cell finds one running.
        self._loop = asyncio.new_event_loop()
        self._context = contextvars.copy_context()
        asyncio.set_event_loop(self._loop)
        for publisher in (self._shell.display_pub, self._shell.displayhook):
            publisher.outputs, publisher.capture = outputs, capture
        prepared.settings.init_path()
        if not prepared.has_run_code:
            prepared.settings.run_code()

    def define(self, definition: Definition) -> None:
        name = file_name(definition.cell)
        self._know(definition.cell, definition.count)
        remember_lines(name, definition.line, definition.source)
        lines_above = "\n" * (definition.line - 1)
        # The shell's compiler, since an import from __future__ is in force from then on.
        compiler = self._shell.compile
        try:
            code = compiler(lines_above + definition.source, name, "exec")
        except SyntaxError:
            python = self._shell.transform_cell(definition.source)
            code = compiler(lines_above + python, name, "exec")
        with self._shell.builtin_trap:
            exec(code, self.namespace)

    def _know(self, cell: int, count: int | None) -> None:
        if count is not None:
            self._shell.compile.counts[cell] = count

    def show_error(self, error: BaseException) -> None:
        traceback = from_first_cell(error.__traceback__)
        self._shell.showtraceback(
            (type(error), error, traceback), tb_offset=0, exception_only=traceback is None
        )

    def run(self, cell: Cell) -> Failure | None:
        shell = self._shell
        shell.display_error = shell.displayhook.result = None
        shell.displayhook.numbered = cell.count is not None
        self._know(cell.index, cell.count)
        if cell.count is not None:
            shell.execution_count = cell.count
        result = self._loop.run_until_complete(self._run(cell))
        for variable, value in self._context.items():
            variable.set(value)  # `numpy.seterr` sets one, which a task has for itself
        error = result.error_before_exec or result.error_in_exec
        if error is not None:
            message = in_words(str(error), shell.compile.counts)
            line = line_in_cell(error, cell.index)
            if line is None and isinstance(result.error_before_exec, SyntaxError):
                line = result.error_before_exec.lineno  # of a source that has no name yet
            return Failure(type(error).__name__, message, line)
        if shell.display_error is not None:
            name, message = shell.display_error
            return Failure(name, message, None)
        if shell.exit_now:
            return Failure("SystemExit", EXIT, None)
        return None

    async def _run(self, cell: Cell) -> Any:
        shell = self._shell
        problem: Any = None
        executed = without(cell.source, cell.omit)
        try:
            code = self._transform(executed)
        except Exception:
            code, problem = executed, sys.exc_info()
        else:
            shown = self._transform(cell.source) if cell.omit else code
            same = shown.count("\n") == code.count("\n")
            shell.compile.expect(cell.index, code, shown if same else code)
        work = shell.run_cell_async(
            cell.source,
            store_history=True,
            transformed_cell=code,
            preprocessing_exc_tuple=problem,
        )
        result: Any = None
        try:
            if shell.should_run_async(
                cell.source, transformed_cell=code, preprocessing_exc_tuple=problem
            ):
                result = await self._cancellable(work)
            else:
                result = _at_once(work)
                self._context = contextvars.copy_context()
        finally:
            shell.events.trigger("post_execute")
            shell.events.trigger("post_run_cell", result)
        for _ in range(TURNS):
            await asyncio.sleep(0)
        if shell.exit_now and result is not None and result.success:
            self.show_error(SystemExit(EXIT))
        self._capture.end_of_cell()
        return result

    def _transform(self, source: str) -> str:
        """Turn IPython's syntax into Python's, each line staying where it is in the cell."""
        lines = source.splitlines(keepends=True)
        empty = next((n for n, line in enumerate(lines) if not line.isspace()), 0)
        return "\n" * empty + str(self._shell.transform_cell(source))

    async def _cancellable(self, work: Coroutine[Any, Any, Any]) -> Any:
        """Await the code of a cell; an interrupt cancels what it waits for."""
        task = asyncio.ensure_future(work)

        def cancel(*_: Any) -> None:
            self._loop.call_soon_threadsafe(task.cancel)

        before = signal.signal(signal.SIGINT, cancel)
        try:
            return await task
        finally:
            signal.signal(signal.SIGINT, before)


def _at_once(work: Coroutine[Any, Any, Any]) -> Any:
    """Run a coroutine that waits for nothing."""
    try:
        work.send(None)
    except StopIteration as stop:
        return stop.value
    raise RuntimeError("the cell waits outside of its event loop")

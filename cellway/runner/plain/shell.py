"""Runs cells with nothing but Python."""

from __future__ import annotations

import ast
import builtins
import codeop
import inspect
import io
import os
import sys
import tokenize
import types
from typing import Any

from ..cell_source import file_name, in_words, remember_lines, without
from ..keyboard import refuse_input
from ..outputs import Outputs
from ..request import Cell, Definition
from ..shell import Failure
from ..streams import Capture
from ..traceback_lines import line_in_cell
from .display import Display
from .tracebacks import error_output


class StdinNotImplementedError(NotImplementedError):
    """Bears the name of the error that IPython raises."""

    __module__ = "builtins"


class IPythonMissingError(SyntaxError):
    """A cell uses the syntax of IPython, which is not installed."""

    __module__ = "builtins"  # so that tracebacks name it without the runner's package


class PreparedPlainShell:
    """Its parts are made quickly."""

    def __init__(self, main: types.ModuleType) -> None:
        os.environ.setdefault("MPLBACKEND", "agg")
        self._main = main
        self.sources: list[str] = []

    def rehearse(self) -> None:
        """Nothing is slow the first time only."""

    def begin(self, outputs: Outputs, capture: Capture) -> PlainShell:
        return PlainShell(self._main, outputs, capture)


class PlainShell:
    def __init__(self, main: types.ModuleType, outputs: Outputs, capture: Capture) -> None:
        self.namespace = vars(main)
        self.namespace["__builtins__"] = builtins
        self._outputs = outputs
        self._capture = capture
        self._display = Display(outputs, capture)
        self._compile: Any = codeop.Compile()
        self._counts: dict[int, int] = {}
        self._loop: Any = None
        builtins.display = self._display  # type: ignore[attr-defined]
        refuse_input(StdinNotImplementedError)

    def define(self, definition: Definition) -> None:
        if definition.count is not None:
            self._counts[definition.cell] = definition.count
        name = file_name(definition.cell)
        remember_lines(name, definition.line, definition.source)
        code = self._compile("\n" * (definition.line - 1) + definition.source, name, "exec")
        exec(code, self.namespace)

    def show_error(self, error: BaseException) -> None:
        self._outputs.show(error_output(error, self._counts))

    def run(self, cell: Cell) -> Failure | None:
        if cell.count is not None:
            self._counts[cell.index] = cell.count
        remember_lines(file_name(cell.index), 1, cell.source)
        try:
            self._execute(cell)
        except BaseException as error:
            self._capture.end_of_cell()
            self.show_error(error)
            message = in_words(str(error), self._counts)
            return Failure(type(error).__name__, message, line_in_cell(error, cell.index))
        self._capture.end_of_cell()
        return None

    def _execute(self, cell: Cell) -> None:
        source = without(cell.source, cell.omit)
        name = file_name(cell.index)
        try:
            tree = ast.parse(source, name)
        except SyntaxError as error:
            _explain_magic(source, error)
            raise
        shown: ast.expr | None = None
        if tree.body and isinstance(tree.body[-1], ast.Expr) and not _is_quiet(source):
            shown = tree.body.pop().value  # type: ignore[attr-defined]
        for statement in tree.body:
            # One at a time, since an import from __future__ is in force for the next.
            self._evaluate(ast.Module([statement], []), name, "exec")
        if shown is not None:
            value = self._evaluate(ast.Expression(shown), name, "eval")
            if value is not None:
                self.namespace["_"] = value
                self._display.result(value, cell.count)

    def _evaluate(self, tree: ast.AST, name: str, mode: str) -> Any:
        flags = self._compile.flags
        self._compile.flags |= ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        try:
            code = self._compile(tree, name, mode)
        finally:
            self._compile.flags &= flags | ~ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        value = eval(code, self.namespace)
        if code.co_flags & inspect.CO_COROUTINE:
            return self._event_loop().run_until_complete(value)
        return value

    def _event_loop(self) -> Any:
        if self._loop is None:
            import asyncio  # slow to import, and few cells await

            self._loop = asyncio.new_event_loop()
            asyncio.set_event_loop(self._loop)
        return self._loop


def _explain_magic(source: str, error: SyntaxError) -> None:
    """Raise an error that says more, where it is IPython's syntax that Python does not know."""
    lines = source.splitlines()
    line = lines[(error.lineno or 1) - 1].strip() if lines else ""
    assigned = line.partition("=")[2].strip()
    if line.startswith(("%", "!", "?")) or line.endswith("?") or assigned.startswith(("%", "!")):
        raise IPythonMissingError(
            f"`{line}` is not Python but IPython, which is not installed for {sys.executable}: "
            "install the package `ipython` there, or write the line in Python",
            (error.filename, error.lineno, 1, line),
        ) from None


def _is_quiet(source: str) -> bool:
    """Tell whether a cell ends with a semicolon, and so shows no result."""
    last = ""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in _BLANK:
            last = token.string
    return last == ";"


_BLANK = (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.ENDMARKER)

"""A shell for programs that use nothing of IPython: forking it is several times cheaper."""

from __future__ import annotations

import ast
import re
import sys
import types


def _show(value: object) -> None:
    if value is not None:
        print(re.sub(r" at 0x[0-9a-f]+", "", repr(value)))


class Result:
    def __init__(self) -> None:
        self.error_before_exec: BaseException | None = None
        self.error_in_exec: BaseException | None = None

    def raise_error(self) -> None:
        error = self.error_before_exec or self.error_in_exec
        if error is not None:
            raise error


class PlainShell:
    """Runs cells in a new `__main__`, with the part of IPython's interface that is used here."""

    def __init__(self) -> None:
        module = types.ModuleType("__main__")
        sys.modules["__main__"] = module
        self.user_ns = vars(module)
        self.user_ns["__builtins__"] = __builtins__
        self.execution_count = 1
        sys.displayhook = _show

    def run_cell(self, source: str, store_history: bool = False) -> Result:
        result = Result()
        try:
            body = ast.parse(source).body
        except SyntaxError as error:
            result.error_before_exec = error
            return result
        try:
            for statement in body:
                if statement is body[-1] and isinstance(statement, ast.Expr):
                    shown = ast.Interactive([statement])
                    exec(compile(shown, "<cell>", "single"), self.user_ns)
                else:
                    module = ast.Module([statement], [])
                    exec(compile(module, "<cell>", "exec"), self.user_ns)
        except Exception as error:
            result.error_in_exec = error
        return result

"""Runs definitions where no shell of ours is: in a live kernel, or to look at a value."""

from __future__ import annotations

import codeop
from collections.abc import Callable
from typing import Any

from ..cell_source import file_name, remember_lines
from ..request import Definition


class PlainDefiner:
    """Compiles definitions under the names that their cells have in a step."""

    def __init__(
        self, namespace: dict[str, Any], transform: Callable[[str], str] | None = None
    ) -> None:
        self.namespace = namespace
        self._transform = transform
        """Turns IPython's syntax into Python's, where there is IPython."""
        self._compile: Any = codeop.Compile()

    def define(self, definition: Definition) -> None:
        exec(self.compiled(definition), self.namespace)

    def compiled(self, definition: Definition) -> Any:
        name = file_name(definition.cell)
        remember_lines(name, definition.line, definition.source)
        above = "\n" * (definition.line - 1)
        try:
            return self._compile(above + definition.source, name, "exec")
        except SyntaxError:
            if self._transform is None:
                raise
            return self._compile(above + self._transform(definition.source), name, "exec")

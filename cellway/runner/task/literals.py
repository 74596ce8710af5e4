"""Values of parameters as Kubeflow gives them, as Python source."""

from __future__ import annotations

import ast
from typing import Any

from ..request import RequestRefusedError


def literal(name: str, kind: str, value: Any) -> str:
    """Return the literal of a value.

    `kind` is the type of the pipeline's input; `LITERAL` is that of a text which is a
    literal of Python itself: JSON has no tuples, sets and large numbers.
    """
    if kind == "LITERAL":
        try:
            ast.literal_eval(value)
        except (ValueError, SyntaxError, TypeError) as error:
            message = f"the parameter {name} is {value!r}, which is no literal of Python: {error}"
            raise RequestRefusedError(message) from error
        return str(value)
    if kind == "NUMBER_INTEGER" and isinstance(value, float) and value.is_integer():
        return repr(int(value))
    if kind == "NUMBER_DOUBLE" and isinstance(value, int) and not isinstance(value, bool):
        return repr(float(value))
    # All numbers of Kubeflow are those of JavaScript: whole ones in a list are meant so.
    return repr(_whole(value)) if kind in ("LIST", "STRUCT") else repr(value)


def _whole(value: Any) -> Any:
    if isinstance(value, list):
        return [_whole(each) for each in value]
    if isinstance(value, dict):
        return {key: _whole(each) for key, each in value.items()}
    return int(value) if isinstance(value, float) and value.is_integer() else value

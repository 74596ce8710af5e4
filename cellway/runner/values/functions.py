"""Functions by value: code, closure, defaults and attributes.

The code object travels as its fields, not as `marshal` writes it: the bytes of marshal
depend on how often each constant happens to be referenced, so that equal functions
would get unequal hashes. Byte code means something to one version of Python only;
its magic number goes along and is checked.
"""

from __future__ import annotations

import importlib.util
import sys
import types
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .pickler import ValuePickler

CODE_FIELDS = (
    *("co_argcount", "co_posonlyargcount", "co_kwonlyargcount", "co_nlocals", "co_stacksize"),
    *("co_flags", "co_firstlineno", "co_code", "co_consts", "co_names", "co_varnames"),
    *("co_freevars", "co_cellvars", "co_filename", "co_name"),
    "co_linetable" if sys.version_info >= (3, 10) else "co_lnotab",
    *(("co_qualname", "co_exceptiontable") if sys.version_info >= (3, 11) else ()),
)
VERSION = f"{sys.version_info[0]}.{sys.version_info[1]}"
PLAIN_ATTRIBUTES = ("__name__", "__qualname__", "__module__", "__doc__")
COMPUTED_ATTRIBUTES = ("__defaults__", "__kwdefaults__", "__type_params__")
ANNOTATIONS = "__annotate__" if sys.version_info >= (3, 14) else "__annotations__"


def reduce_function(pickler: ValuePickler, function: types.FunctionType) -> Any:
    """Reduce a function: by its name where it has one that holds, else by value."""
    if pickler.references.importable(function):
        return NotImplemented
    path = pickler.references.definition(function)
    if path is not None:
        return pickler.by_name(function, path)
    pickler.mark_by_value(function)
    closure = function.__closure__ or ()
    cells: list[tuple[types.CellType, tuple[Any, ...]]] = []
    for cell in closure:
        pickler.filled_cells.add(id(cell))
        try:
            cells.append((cell, (cell.cell_contents,)))
        except ValueError:  # not bound yet
            cells.append((cell, ()))
    state: dict[str, Any] = {name: getattr(function, name) for name in PLAIN_ATTRIBUTES}
    for name in (*COMPUTED_ATTRIBUTES, ANNOTATIONS):
        value = getattr(function, name, None)
        if value:
            state[name] = value
    if function.__dict__:
        state["__dict__"] = function.__dict__
    # The contents of the cells are part of the state, so that functions which
    # refer to themselves or to each other exist before their cells are filled.
    state["cells"] = cells
    arguments = (function.__code__, pickler.globals_of(function), closure)
    return make_function, arguments, state, None, None, fill_function


def make_function(
    code: types.CodeType, scope: dict[str, Any], closure: tuple[Any, ...]
) -> types.FunctionType:
    if "__builtins__" not in scope:
        scope["__builtins__"] = __builtins__
    return types.FunctionType(code, scope, None, None, closure)


def fill_function(function: types.FunctionType, state: dict[str, Any]) -> None:
    for cell, contents in state.pop("cells"):
        if contents:
            cell.cell_contents = contents[0]
    function.__dict__.update(state.pop("__dict__", {}))
    for name, value in state.items():
        setattr(function, name, value)


def reduce_cell(pickler: ValuePickler, cell: types.CellType) -> Any:
    """Reduce a cell; the cells of a function are filled by the function."""
    pickler.mark_by_value(cell)
    if id(cell) in pickler.filled_cells:
        return make_cell, ()
    try:
        state = (cell.cell_contents,)
    except ValueError:
        return make_cell, ()
    return make_cell, (), state, None, None, fill_cell


def make_cell() -> types.CellType:
    return types.CellType()


def fill_cell(cell: types.CellType, state: tuple[Any]) -> None:
    cell.cell_contents = state[0]


def reduce_code(pickler: ValuePickler, code: types.CodeType) -> Any:
    fields = tuple(getattr(code, name) for name in CODE_FIELDS)
    return make_code, (importlib.util.MAGIC_NUMBER, VERSION, fields)


def make_code(magic: bytes, version: str, fields: tuple[Any, ...]) -> types.CodeType:
    if magic != importlib.util.MAGIC_NUMBER:
        raise ValueError(
            f"a function in it was stored by Python {version}, and this is Python {VERSION}"
        )
    some_code = make_code.__code__
    return some_code.replace(**dict(zip(CODE_FIELDS, fields)))


def reduce_method(pickler: ValuePickler, method: types.MethodType) -> Any:
    """Reduce a bound method, to the very function: a name may lead to another one."""
    if isinstance(method.__func__, types.FunctionType):
        pickler.mark_by_value(method)
        return make_method, (method.__func__, method.__self__)
    return NotImplemented


def make_method(function: Any, self: Any) -> types.MethodType:
    return types.MethodType(function, self)

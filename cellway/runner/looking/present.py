"""Which names of a live kernel would get another value than they have.

A name that already stands for what it would get is not worth a question: a module, the
same function, a number, or a value that would be stored as the very same object.
"""

from __future__ import annotations

import ast
import types
from collections.abc import Mapping
from typing import Any

from ..objects import ObjectFolder, name_of
from ..request import Definition, Parameter, RestoredItem, Value
from ..values import StoredGroup, store
from .definer import PlainDefiner

COMPARED = 64 * 1024 * 1024
"""Up to this size in bytes a value is stored, in thought, to see whether it is the same."""

CODE = ("co_code", "co_names", "co_varnames", "co_freevars", "co_argcount", "co_kwonlyargcount")


def would_change(
    items: tuple[RestoredItem, ...], definer: PlainDefiner, objects: ObjectFolder
) -> list[str]:
    """Return the names, in alphabetical order."""
    namespace = definer.namespace
    definitions: set[str] = set()
    found: set[str] = set()
    for item in items:
        if isinstance(item, Definition):
            definitions.update(item.names)
            if not _is_import(item.source):
                present = [name for name in item.names if name in namespace]
                found.update(name for name in present if not _is_same_code(name, item, definer))
        elif isinstance(item, Parameter):
            if item.name in namespace and not _is_literal(namespace[item.name], item.source):
                found.add(item.name)
        elif isinstance(item, Value):
            present = [name for name in item.names if name in namespace]
            if present and not _is_stored(item, namespace, definitions, objects):
                found.update(present)
    return sorted(found)


def _is_import(source: str) -> bool:
    try:
        body = ast.parse(source).body
    except SyntaxError:  # of IPython: what a magic binds is nobody's own
        return True
    return all(isinstance(each, (ast.Import, ast.ImportFrom)) for each in body)


def _is_same_code(name: str, item: Definition, definer: PlainDefiner) -> bool:
    value = definer.namespace[name]
    if not isinstance(value, types.FunctionType):
        return False
    try:
        constants = definer.compiled(item).co_consts
    except SyntaxError:
        return False
    return any(
        isinstance(each, types.CodeType)
        and each.co_name == name
        and _essence(each) == _essence(value.__code__)
        for each in constants
    )


def _essence(code: types.CodeType) -> tuple[Any, ...]:
    """Return what a function does, wherever it stands."""
    constants = tuple(
        _essence(each) if isinstance(each, types.CodeType) else (type(each), repr(each))
        for each in code.co_consts
    )
    return (*(getattr(code, field) for field in CODE), constants)


def _is_literal(value: object, source: str) -> bool:
    try:
        literal = ast.literal_eval(f"({source}\n)")
        return type(value) is type(literal) and bool(value == literal)
    except Exception:
        return False


def _is_stored(
    item: Value, namespace: Mapping[str, Any], definitions: set[str], objects: ObjectFolder
) -> bool:
    if objects.size(item.object) > COMPARED:
        return False
    try:
        group: StoredGroup = objects.read(item.object)
        values = {name: namespace[name] for name in group.names}
        groups = store(values, namespace, definitions).groups
        return [name_of(each) for each in groups] == [item.object]
    except Exception:  # code of the notebook may be asked, and may fail
        return False

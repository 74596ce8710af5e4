"""Builtin wrappers of functions and mappings that pickle does not know how to take apart."""

from __future__ import annotations

import functools
import gc
import importlib
import sys
import types
import typing
import weakref
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .pickler import ValuePickler


def reduce_property(pickler: ValuePickler, value: property) -> Any:
    pickler.mark_by_value(value)
    return property, (value.fget, value.fset, value.fdel, value.__doc__)


def reduce_wrapper(pickler: ValuePickler, value: Any) -> Any:
    """Reduce a classmethod or a staticmethod."""
    pickler.mark_by_value(value)
    return type(value), (value.__func__,)


def reduce_cached_property(pickler: ValuePickler, value: Any) -> Any:
    """Reduce a cached property without its lock, which older Pythons keep in it."""
    pickler.mark_by_value(value)
    return make_cached_property, (type(value), value.func, value.attrname, value.__doc__)


def make_cached_property(cls: Any, function: Any, name: str, doc: Any) -> Any:
    made = cls(function)
    made.attrname = name
    made.__doc__ = doc
    return made


def reduce_lru_cache(pickler: ValuePickler, value: Any) -> Any:
    """Reduce a cached function; what it has cached is computed again."""
    if pickler.references.importable(value):
        return NotImplemented
    path = pickler.references.definition(value)
    if path is not None:
        return pickler.by_name(value, path)
    pickler.mark_by_value(value)
    parameters = value.cache_parameters()
    attributes = {name: each for name, each in vars(value).items() if name != "cache_parameters"}
    arguments = (value.__wrapped__, parameters["maxsize"], parameters["typed"])
    return make_lru_cache, arguments, attributes, None, None, fill_attributes


def make_lru_cache(function: Any, maxsize: Any, typed: bool) -> Any:
    return functools.lru_cache(maxsize, typed)(function)


def fill_attributes(value: Any, attributes: dict[str, Any]) -> None:
    vars(value).update(attributes)


def reduce_proxy(pickler: ValuePickler, value: types.MappingProxyType[Any, Any]) -> Any:
    """Reduce a read-only view together with the mapping that it shows."""
    constant = pickler.references.constant(value)
    if constant is not None:
        return pickler.by_place(value, constant)
    pickler.mark_by_value(value)
    shown = [each for each in gc.get_referents(value) if not isinstance(each, type)]
    return types.MappingProxyType, (shown[0] if len(shown) == 1 else dict(value),)


def reduce_view(pickler: ValuePickler, view: Any) -> Any:
    """Reduce the keys, values or items of a dict together with the dict that they show."""
    pickler.mark_by_value(view)
    (shown,) = (each for each in gc.get_referents(view) if isinstance(each, dict))
    return getattr(dict, VIEWS[type(view)]), (shown,)


VIEWS = {type({}.keys()): "keys", type({}.values()): "values", type({}.items()): "items"}


def reduce_module(pickler: ValuePickler, module: types.ModuleType) -> Any:
    if sys.modules.get(module.__name__) is not module:
        return NotImplemented
    return importlib.import_module, (module.__name__,)


def reduce_type_variable(pickler: ValuePickler, variable: Any) -> Any:
    """Reduce a TypeVar, a ParamSpec or a NewType of the notebook; those of libraries have names."""
    if variable.__module__ != "__main__":
        return NotImplemented
    path = pickler.references.definition(variable)
    if path is not None:
        return pickler.by_name(variable, path)
    pickler.mark_by_value(variable)
    if hasattr(variable, "__supertype__"):
        arguments: tuple[Any, ...] = (variable.__name__, variable.__supertype__)
        return make_type_variable, (type(variable), arguments, {})
    options = {"bound": variable.__bound__} if getattr(variable, "__bound__", None) else {}
    options["covariant"] = variable.__covariant__
    options["contravariant"] = variable.__contravariant__
    constraints = getattr(variable, "__constraints__", ())
    return make_type_variable, (type(variable), (variable.__name__, *constraints), options)


def make_type_variable(kind: Any, arguments: tuple[Any, ...], options: dict[str, Any]) -> Any:
    made = kind(*arguments, **options)
    made.__module__ = "__main__"
    return made


def reduce_weak_mapping(pickler: ValuePickler, value: Any) -> Any:
    """Reduce a weak dictionary with the entries that are alive now."""
    pickler.mark_by_value(value)
    return type(value), (), None, None, iter(list(value.items()))


def reduce_exception(pickler: ValuePickler, error: BaseException) -> Any:
    """Reduce an exception so that its class is not called: it may want other arguments."""
    cls = type(error)
    if cls.__reduce__ is not BaseException.__reduce__ or cls.__new__ not in _PLAIN_NEW:
        return NotImplemented
    state = {
        "__dict__": dict(vars(error)),
        "__cause__": error.__cause__,
        "__context__": error.__context__,
        "__suppress_context__": error.__suppress_context__,
    }
    return make_exception, (cls, error.args), state, None, None, fill_exception


_PLAIN_NEW = (BaseException.__new__, Exception.__new__, ValueError.__new__)


def make_exception(cls: Any, arguments: tuple[Any, ...]) -> Any:
    error = cls.__new__(cls, *arguments)
    error.args = arguments
    return error


def fill_exception(error: BaseException, state: dict[str, Any]) -> None:
    vars(error).update(state.pop("__dict__"))
    for name, value in state.items():
        setattr(error, name, value)


def reducers() -> dict[type, Any]:
    """Return the reducers of this module by the exact types that they are for."""
    found: dict[type, Any] = {
        property: reduce_property,
        classmethod: reduce_wrapper,
        staticmethod: reduce_wrapper,
        functools.cached_property: reduce_cached_property,
        type(functools.lru_cache(maxsize=1)(len)): reduce_lru_cache,
        types.MappingProxyType: reduce_proxy,
        **dict.fromkeys(VIEWS, reduce_view),
        types.ModuleType: reduce_module,
        typing.TypeVar: reduce_type_variable,
        weakref.WeakKeyDictionary: reduce_weak_mapping,
        weakref.WeakValueDictionary: reduce_weak_mapping,
    }
    for name in ("ParamSpec", "NewType"):
        kind = getattr(typing, name, None)
        if isinstance(kind, type):
            found[kind] = reduce_type_variable
    return found

"""Instances of classes whose own methods stand in the way of restoring them.

An instance comes back as it was: neither is its class asked to make a new one, which
may want arguments or count its instances, nor is an instance that has no state yet
asked for `__setstate__`: a class with a `__getattr__` of its own may return something
for every name, or look into the state that is not there. A class of a library that can
be asked without arguments is, as everywhere: it may have but one instance.
"""

from __future__ import annotations

import copyreg
import random
import types
from typing import TYPE_CHECKING, Any

from .references import module_of

if TYPE_CHECKING:
    from .pickler import ValuePickler


def reduce_instance(pickler: ValuePickler, value: Any) -> Any:
    """Reduce an instance that pickle could not restore."""
    constant = pickler.references.constant(value)
    if constant is not None:
        return pickler.by_place(value, constant)
    kind = type(value)
    if kind in copyreg.dispatch_table:
        return NotImplemented
    reduced = value.__reduce_ex__(5)
    if isinstance(reduced, str):
        return reduced
    make, arguments, *rest = reduced
    if make is copyreg.__newobj__ and makes_itself(kind):  # type: ignore[attr-defined]
        make, arguments = make_bare, (_builtin_base(kind), *arguments)
    if answers_for_all(kind) and len(rest) == 3 and rest[0] is not None:
        rest.append(set_state)
    return (make, arguments, *rest)


def reduce_generator(pickler: ValuePickler, generator: Any) -> Any:
    """Reduce a generator of random numbers; the class itself would seed a new one first."""
    constant = pickler.references.constant(generator)
    if constant is not None:
        return pickler.by_place(generator, constant)
    return make_generator, (generator.getstate(),)


def make_generator(state: Any) -> Any:
    generator = random.Random.__new__(random.Random)
    generator.setstate(state)
    return generator


def needs_care(kind: type) -> bool:
    return answers_for_all(kind) or makes_itself(kind)


def answers_for_all(kind: type) -> bool:
    """Tell whether only its class says how an instance gets its state back."""
    if hasattr(kind, "__setstate__"):
        return False
    return any(
        isinstance(getattr(kind, name, None), types.FunctionType)
        for name in ("__getattr__", "__getattribute__")
    )


def makes_itself(kind: type) -> bool:
    """Tell whether pickle would call a `__new__` of a class that must not or cannot be called."""
    make: object = kind.__new__
    if not isinstance(make, types.FunctionType):
        return False
    if any(
        isinstance(getattr(kind, name, None), types.FunctionType)
        for name in ("__getnewargs__", "__getnewargs_ex__")
    ):
        return False
    return module_of(kind) == "__main__" or _wants_arguments(make)


def _wants_arguments(make: types.FunctionType) -> bool:
    """Tell whether a `__new__` has more parameters without a default than the class."""
    code = make.__code__
    named = code.co_argcount - len(make.__defaults__ or ())
    keywords = code.co_kwonlyargcount - len(make.__kwdefaults__ or {})
    return named > 1 or keywords > 0


def _builtin_base(kind: type) -> type:
    return next(
        base
        for base in kind.__mro__
        if isinstance(vars(base).get("__new__"), types.BuiltinFunctionType)
    )


def make_bare(base: Any, kind: type, *arguments: Any) -> Any:
    return base.__new__(kind, *arguments)


def set_state(instance: Any, state: Any) -> None:
    attributes, slots = state if isinstance(state, tuple) else (state, None)
    if attributes:
        object.__getattribute__(instance, "__dict__").update(attributes)
    for name, value in (slots or {}).items():
        object.__setattr__(instance, name, value)

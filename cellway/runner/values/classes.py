"""Classes by value.

A class is made again as it was, not declared again: neither its metaclass nor the
`__init_subclass__` and `__set_name__` of others run a second time. It is made empty
at first, since its own methods and attributes refer to it; then its methods are set,
then the rest, among which may be instances that need the methods.
"""

from __future__ import annotations

import abc
import contextlib
import enum
import types
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from .references import type_in_types

if TYPE_CHECKING:
    from .pickler import ValuePickler

HEAP_TYPE = 1 << 9
MADE_BY_TYPE = frozenset(
    ("__dict__", "__weakref__", "__slots__", "__module__", "__qualname__", "_abc_impl")
)
LEFT_BY_PICKLE = "__slotnames__"
"""An attribute that pickle itself puts into classes."""
EARLY_ATTRIBUTES = ("__orig_bases__", "__type_params__")
METHOD_TYPES = (types.FunctionType, staticmethod, classmethod, property, int, str, type(None))


class ClassPart:
    """Some members of a class, on their way into the pickle."""

    def __init__(self, cls: type, members: dict[str, Any]) -> None:
        self.cls = cls
        self.members = members


def reduce_class(pickler: ValuePickler, cls: type) -> Any:
    """Reduce a class: by its name where it has one that holds, else by value."""
    if pickler.references.importable(cls):
        return NotImplemented
    path = pickler.references.definition(cls)
    if path is not None:
        return pickler.by_name(cls, path)
    if not cls.__flags__ & HEAP_TYPE:
        name = type_in_types(cls)
        return NotImplemented if name is None else (getattr, (types, name))
    pickler.mark_by_value(cls)
    members = {name: each for name, each in vars(cls).items() if name != LEFT_BY_PICKLE}
    slots = [
        name
        for name, value in members.items()
        if isinstance(value, types.MemberDescriptorType) and value.__objclass__ is cls
    ]
    dynamic = [name for name in ("__dict__", "__weakref__") if name in members]
    layout = None if "__slots__" not in members else (*slots, *dynamic)
    # All names at once, with nothing behind them yet, so that they keep their order.
    early = {name: None for name in members if name not in (*slots, *dynamic)}
    early.update((name, members[name]) for name in EARLY_ATTRIBUTES if name in members)
    methods: dict[str, Any] = {}
    others: dict[str, Any] = {}
    for name, value in members.items():
        if name not in (*MADE_BY_TYPE, *EARLY_ATTRIBUTES, *slots):
            (methods if isinstance(value, METHOD_TYPES) else others)[name] = value
    if "__slots__" in members:
        others["__slots__"] = members["__slots__"]
    return (
        make_class,
        (type(cls), cls.__name__, cls.__bases__, cls.__module__, cls.__qualname__, layout, early),
        (ClassPart(cls, methods), others, _registered(cls)),
        None,
        None,
        fill_class,
    )


def _registered(cls: type) -> list[type]:
    """Return the classes that were registered with an abstract base class."""
    if not isinstance(cls, abc.ABCMeta):
        return []
    dump = getattr(abc, "_get_dump", None)
    references = dump(cls)[0] if dump else ()
    found = [reference() for reference in references]
    return sorted((each for each in found if each is not None), key=lambda each: each.__qualname__)


def make_class(
    metaclass: type,
    name: str,
    bases: tuple[type, ...],
    module: str,
    qualified: str,
    layout: Any,
    early: dict[str, Any],
) -> type:
    members = {**early, "__module__": module, "__qualname__": qualified}
    if layout is not None:
        members["__slots__"] = layout
    with _without_hooks(bases):
        cls: type = type.__new__(metaclass, name, bases, members)
    if isinstance(cls, abc.ABCMeta):
        initialise = getattr(abc, "_abc_init", None)
        if initialise:
            initialise(cls)
    return cls


@contextlib.contextmanager
def _without_hooks(bases: tuple[type, ...]) -> Iterator[None]:
    """Keep `__init_subclass__` of the notebook's and of libraries' classes from running."""
    hidden: list[tuple[type, Any]] = []
    for cls in {each: None for base in bases for each in base.__mro__}:
        hook = vars(cls).get("__init_subclass__")
        if hook is not None and cls.__flags__ & HEAP_TYPE:
            with contextlib.suppress(TypeError):  # a class that cannot be changed
                type.__setattr__(cls, "__init_subclass__", classmethod(_no_hook))
                hidden.append((cls, hook))
    try:
        yield
    finally:
        for cls, hook in hidden:
            type.__setattr__(cls, "__init_subclass__", hook)


def _no_hook(cls: type, /, **keywords: Any) -> None:
    pass


def reduce_class_part(pickler: ValuePickler, part: ClassPart) -> Any:
    return set_members, (part.cls, part.members)


def set_members(cls: type, members: dict[str, Any]) -> None:
    for name, value in members.items():
        type.__setattr__(cls, name, value)


def fill_class(cls: type, state: tuple[None, dict[str, Any], list[type]]) -> None:
    _, members, registered = state
    set_members(cls, members)
    for each in registered:
        abc.ABCMeta.register(cls, each)  # type: ignore[arg-type]


def reduce_member(pickler: ValuePickler, member: enum.Enum) -> Any:
    """Reduce a member of an Enum: a member of a class by value is part of the class."""
    cls = type(member)
    references = pickler.references
    if references.importable(cls) or references.definition(cls) is not None:
        return NotImplemented
    pickler.mark_by_value(member)
    content: Any = getattr(cls, "_member_type_", object)
    arguments = () if content is object else (content(member),)
    return make_member, (cls, content, arguments), vars(member), None, None, fill_member


def make_member(cls: type, content: Any, arguments: tuple[Any, ...]) -> Any:
    return content.__new__(cls, *arguments)


def fill_member(member: Any, state: dict[str, Any]) -> None:
    vars(member).update(state)

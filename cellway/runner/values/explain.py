"""Says of a value that cannot be stored where in it the culprit is, and what to do."""

from __future__ import annotations

import functools
import re
import types
from collections.abc import Iterator, Mapping
from typing import Any

from .classes import HEAP_TYPE
from .depth import with_room
from .errors import NotStorableError
from .pickler import ValuePickler
from .references import References, module_of

SEARCHED = 10_000
"""How many parts are looked at, at most, before a part that contains the culprit will do."""

MERGE = "Make it in the step that uses it, or merge the two steps."

WAYS_OUT = (
    (
        r"_io\.(TextIOWrapper|Buffered\w+|FileIO)|tempfile\.\w+|gzip\.GzipFile",
        "Pass the path of the file, and open it in the step that uses it.",
    ),
    (
        r"generator|async_generator|dict_\w*iterator|itertools\..*|builtins\.(map|filter|zip)",
        "Pass a list of what it gives: `list(…)`; or make it in the step that uses it.",
    ),
    (r"odict_\w+", "Pass a list of it: `list(…)`."),
    (r"weakref\..*|weakproxy", "Pass the object itself instead of a weak reference to it."),
    (r"re\.Match", "Pass what it matched: `match.groups()`."),
    (r"sqlite3\..*|.*\.(Connection|Engine|Session)", f"Connect in each step. {MERGE}"),
    (r"_thread\..*|threading\..*|.*[Ll]ock", MERGE),
)

TOO_DEEP = "its parts are nested too deeply"


def explain(
    name: str, value: object, references: References, error: BaseException
) -> NotStorableError:
    """Find the part of a value that cannot be stored."""
    search = _Search(references)
    path, culprit, error = search.narrow(name, value, error)
    cls = type(culprit)
    module = module_of(cls)
    known = module in ("builtins", "__main__")
    type_name = cls.__qualname__ if known else f"{module}.{cls.__qualname__}"
    if isinstance(error, RecursionError):
        return NotStorableError(
            name, path, type_name, TOO_DEEP, "Pass its items in a list, or merge the two steps."
        )
    way_out = next((way for pattern, way in WAYS_OUT if re.fullmatch(pattern, type_name)), MERGE)
    reason = str(error).rstrip(".") or type(error).__name__
    return NotStorableError(name, path, type_name, reason, way_out)


class _Search:
    def __init__(self, references: References) -> None:
        self._references = references
        self._seen: set[int] = set()
        self._left = SEARCHED

    def narrow(
        self, path: str, value: object, error: BaseException
    ) -> tuple[str, object, BaseException]:
        """Follow the parts that cannot be stored either, as far as there are any."""
        while not isinstance(error, RecursionError):
            self._seen.add(id(value))
            for step, part in parts_of(value):
                if id(part) in self._seen or self._left <= 0:
                    continue
                self._left -= 1
                failure = self._failure(part)
                if failure is not None:
                    path, value, error = path + step, part, failure
                    break
            else:
                break
        return path, value, error

    def _failure(self, part: object) -> BaseException | None:
        try:
            with_room(lambda: ValuePickler(self._references).write(part))
        except Exception as error:
            return error
        return None


def parts_of(value: Any) -> Iterator[tuple[str, object]]:
    """Give the parts of a value with what to write behind its name to reach them."""
    if isinstance(value, Mapping):
        for key, part in list(value.items()):
            yield f"[{key!r}]", part
        for key in list(value):
            yield f" (the key {key!r})", key
    elif isinstance(value, (list, tuple, set, frozenset)):
        for index, part in enumerate(value):
            yield f"[{index}]", part
    elif isinstance(value, types.MethodType):
        yield ".__self__", value.__self__
        yield ".__func__", value.__func__
    elif isinstance(value, functools.partial):
        yield ".func", value.func
        yield ".args", value.args
        yield ".keywords", value.keywords
    elif isinstance(value, types.FunctionType):
        yield from _parts_of_function(value)
    yield from _attributes(value)


def _parts_of_function(function: types.FunctionType) -> Iterator[tuple[str, object]]:
    for name, cell in zip(function.__code__.co_freevars, function.__closure__ or ()):
        try:
            yield f" (its variable {name})", cell.cell_contents
        except ValueError:
            continue
    for index, default in enumerate(function.__defaults__ or ()):
        yield f".__defaults__[{index}]", default
    yield from (
        (f" (its default {key})", part) for key, part in (function.__kwdefaults__ or {}).items()
    )


def _attributes(value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, types.ModuleType):
        return
    attributes = getattr(value, "__dict__", None)
    if isinstance(attributes, Mapping):
        for name, part in list(attributes.items()):
            yield f".{name}", part
    for cls in type(value).__mro__:
        if not cls.__flags__ & HEAP_TYPE:
            continue
        for name, member in vars(cls).items():
            if isinstance(member, types.MemberDescriptorType):
                try:
                    yield f".{name}", member.__get__(value)
                except AttributeError:
                    continue

"""What travels by name instead of by value.

Three kinds of objects are the same in every step without being stored: what an
import finds by module and name, the definitions of the notebook, which every step
restores from their source, and constants that a library keeps in its modules.
"""

from __future__ import annotations

import contextlib
import importlib
import sys
import types
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

ATOMS = (int, float, complex, bool, str, bytes, tuple, frozenset, type(None), type(...))
"""Values without an identity that anybody could notice."""

WELL_KNOWN = (
    ("os", "environ"),
    ("os", "environb"),
    ("random", "_inst"),
    ("numpy.random.mtrand", "_rand"),
    ("dataclasses", "_EMPTY_METADATA"),
    *(("sys", name) for name in ("stdin", "stdout", "stderr", "path", "modules", "argv")),
    *(("sys", name) for name in ("__stdin__", "__stdout__", "__stderr__")),
)
"""Objects with a state of their own that belong to the process, not to a step's values."""

INNER_NAMES = ("__func__", "__wrapped__", "fget", "fset", "fdel", "func")
"""Where a decorator or a descriptor keeps the function that it was made of."""

_NOT_FOUND = object()


class References:
    """Finds the name of an object, as another process would look it up."""

    def __init__(self, namespace: Mapping[str, object], definitions: Iterable[str]) -> None:
        self.namespace = namespace
        self._definitions = {
            name: namespace[name]
            for name in sorted(definitions)
            if name in namespace and not isinstance(namespace[name], ATOMS)
        }
        self._roots = {id(value): name for name, value in self._definitions.items()}
        self._well_known: dict[int, tuple[str, str]] = {}
        for module, name in WELL_KNOWN:
            value = getattr(sys.modules.get(module), name, None)
            if value is not None:
                self._well_known.setdefault(id(value), (module, name))
        self._constants: dict[str, dict[int, str]] = {}

    def definition(self, value: object) -> str | None:
        """Return the path that leads from a definition to this very object: `Model.fit`."""
        root = self._roots.get(id(value))
        if root is not None:
            return root
        qualified = getattr(value, "__qualname__", None)
        if not isinstance(qualified, str) or getattr(value, "__module__", None) != "__main__":
            return None
        head, *rest = qualified.split(".")
        found = self._definitions.get(head, _NOT_FOUND)
        for name in rest:
            if name.startswith("__") and not name.endswith("__"):
                name = f"_{getattr(found, '__name__', '').lstrip('_')}{name}"
            found = getattr(found, name, _NOT_FOUND)
        if found is _NOT_FOUND:
            return None
        if found is value:
            return qualified
        for name in INNER_NAMES:
            if getattr(found, name, _NOT_FOUND) is value:
                return f"{qualified}.{name}"
        return None

    def containers(self) -> Iterator[tuple[int, tuple[object, ...]]]:
        """Give the containers that are not written by value, by id, with their references."""
        yield id(self.namespace), ("namespace",)
        for identity, place in self._well_known.items():
            yield identity, ("attribute", *place)

    def importable(self, value: Any) -> bool:
        """Tell whether an import finds this very function or class by its module and name."""
        name = getattr(value, "__module__", None)
        module = sys.modules.get(name) if isinstance(name, str) else None
        if module is None or name == "__main__" or vars(module) is self.namespace:
            return False
        found: object = module
        for part in value.__qualname__.split("."):
            found = getattr(found, part, _NOT_FOUND)
        return found is value

    def constant(self, value: object) -> tuple[str, str] | None:
        """Return the module and the name under which a library keeps this very object."""
        known = self._well_known.get(id(value))
        if known is not None:
            return known
        name = module_of(type(value))
        attribute = self.constants_of(name).get(id(value))
        return (name, attribute) if attribute is not None else None

    def constants_of(self, module_name: str) -> dict[int, str]:
        """Return the names of the instances of its own classes that a library module keeps."""
        if module_name not in self._constants:
            found: dict[int, str] = {}
            module = sys.modules.get(module_name)
            if module is not None and module_name not in ("__main__", "builtins"):
                for name, value in list(vars(module).items()):
                    if module_of(type(value)) == module_name and not isinstance(value, type):
                        found.setdefault(id(value), name)
            self._constants[module_name] = found
        return self._constants[module_name]


def module_of(cls: type) -> str:
    """Return the name of a class's module; some classes keep something else under it."""
    name = cls.__module__
    return name if isinstance(name, str) else ""


def resolve(namespace: dict[str, Any], path: str) -> Any:
    """Find a definition again; the counterpart of `References.definition`."""
    head, *rest = path.split(".")
    if head not in namespace:
        raise LookupError(f"the definition of `{head}` is not there")
    found = namespace[head]
    for name in rest:
        if name.startswith("__") and not name.endswith("__"):
            name = f"_{found.__name__.lstrip('_')}{name}"
        found = getattr(found, name)
    return found


def type_in_types(cls: type) -> str | None:
    """Return the name that `types` has for a type which no module names: `FunctionType`."""
    with contextlib.suppress(TypeError):
        for name, value in vars(types).items():
            if value is cls and not name.startswith("_"):
                return name
    return None


def find_attribute(module: str, name: str) -> Any:
    """Find a constant again; the counterpart of `References.constant`."""
    return getattr(importlib.import_module(module), name)

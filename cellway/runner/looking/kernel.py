"""Brings what a step began with into the namespace of a live kernel.

The kernel's Python need not have Cellway: its server says where the runner is. Values
are made from the store as a step makes them, each object once, so that names which shared
something in the step do so here; what is mapped from a file is copied on write, so that
nothing that the kernel does reaches the store.
"""

from __future__ import annotations

import json
import os
import sys
import zipimport
from typing import Any, NamedTuple

from ..objects import ObjectFolder
from ..request import Definition, Parameter, RestoredItem, Value, parse, restored_items
from ..restore import Restorer
from ..summary import summary
from .definer import PlainDefiner
from .present import would_change


class Loading(NamedTuple):
    objects: str
    restore: tuple[RestoredItem, ...]
    replace: bool
    """Whether names may get another value than they have."""


def load(text: str, namespace: dict[str, Any], shell: Any = None) -> str:
    """Load what a request in JSON says; return what became of it, in JSON.

    Where names would get another value and that is not asked for, nothing is done.
    """
    try:
        return json.dumps(_load(parse(text, _loading), namespace, shell))
    finally:
        _forget_modules()


def _loading(content: dict[str, Any]) -> Loading:
    items = restored_items(content["restore"])
    return Loading(os.path.abspath(content["objects"]), items, bool(content["replace"]))


def _load(loading: Loading, namespace: dict[str, Any], shell: Any) -> dict[str, Any]:
    definer = PlainDefiner(namespace, getattr(shell, "transform_cell", None))
    objects = ObjectFolder(loading.objects)
    told: dict[str, Any] = {"existing": [], "loaded": [], "failed": []}
    if not os.path.isdir(loading.objects):
        reason = f"The kernel does not see the folder {loading.objects}: is it on another machine?"
        return {**told, "failed": [{"names": [], "message": reason}]}
    if not loading.replace:
        told["existing"] = would_change(loading.restore, definer, objects)
        if told["existing"]:
            return told
    restorer = Restorer(definer, objects, _set_state)
    for item in loading.restore:
        names = _names(item)
        try:
            restorer.restore_one(item)
        except Exception as error:
            message = f"{type(error).__name__}: {error}"
            told["failed"].append({"names": names, "message": message})
            continue
        kind = "definition" if isinstance(item, Definition) else "value"
        told["loaded"] += [
            {"name": name, "kind": kind, **summary(namespace[name])}
            for name in names
            if name in namespace
        ]
    return told


def _names(item: RestoredItem) -> list[str]:
    if isinstance(item, (Definition, Value)):
        return list(item.names)
    return [item.name] if isinstance(item, Parameter) else [item.state]


def _set_state(name: str, value: Any) -> None:
    from ..module_state import set_state

    if name == "sys.path" and value is not None:
        # A kernel may have a search path of its own, which stays.
        added = [entry for entry in value if isinstance(entry, str) and entry not in sys.path]
        sys.path[:0] = added
    else:
        set_state(name, value)


def _forget_modules() -> None:
    """Leave no module of ours in the kernel: the next call may be of another version."""
    package = __name__.partition(".")[0]
    if package == "cellway":  # it is installed here, and not ours to remove
        return
    program = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    for name in [each for each in sys.modules if each.partition(".")[0] == package]:
        del sys.modules[name]
    for path in [each for each in sys.path_importer_cache if each.startswith(program)]:
        del sys.path_importer_cache[path]
    zipimport._zip_directory_cache.pop(program, None)  # type: ignore[attr-defined]

"""Looks at one stored value, in a process of its own: `RUNNER --look REQUEST.json RESULT.json`.

`src/runs/value-look.ts` is the definition of both. Whatever the value does when it is
asked, the answer says: a process that takes too long is killed by whoever started it.
"""

from __future__ import annotations

import os
import signal
import sys
import types
from typing import Any, NamedTuple

from ..json_text import encode
from ..objects import ObjectFolder
from ..process import add_folder_to_path, forget_own_path
from ..request import PROTOCOL, RequestRefusedError, RestoredItem, parse, read_text, restored_items
from ..restore import Restorer
from ..shell import MAIN_DOC
from ..whole_files import write_whole
from .definer import PlainDefiner
from .tables import BEGINNING, Part

PATIENCE = 600
"""In seconds; then the process ends itself, should nobody have ended it before."""


class Look(NamedTuple):
    folder: str
    objects: str
    restore: tuple[RestoredItem, ...]
    name: str
    file: str | None
    """Where to write the value to; a preview is wanted where there is none."""
    format: str | None
    part: Part
    """Which part of a table is wanted."""


def look(request: str, result: str) -> int:
    """Answer a request; return the exit code."""
    if hasattr(signal, "alarm"):
        signal.alarm(PATIENCE)
    target = os.path.abspath(result)
    try:
        wanted = parse(read_text(request), _look)
        os.chdir(wanted.folder)
    except (RequestRefusedError, OSError) as error:
        print(f"cellway runner: {error}", file=sys.stderr)
        return 2
    forget_own_path()
    add_folder_to_path()
    try:
        answer = _answer(wanted)
    except (Exception, SystemExit) as error:
        answer = {"error": {"name": type(error).__name__, "message": str(error)}}
    data = encode({"protocol": PROTOCOL, **answer}).encode("ascii")
    write_whole(target, lambda file: file.write(data))
    return 0


def _look(content: dict[str, Any]) -> Look:
    return Look(
        content["folder"],
        os.path.abspath(content["objects"]),
        restored_items(content["restore"]),
        content["name"],
        content.get("file"),
        content.get("format"),
        Part(*content["part"]) if "part" in content else BEGINNING,
    )


def _answer(wanted: Look) -> dict[str, Any]:
    value = _value(wanted)
    if wanted.file is None:
        from .preview import preview

        return {"preview": preview(value, wanted.part)}
    from .files import write_file

    return {"file": write_file(value, wanted.file, wanted.format)}


def _value(wanted: Look) -> Any:
    main = types.ModuleType("__main__", MAIN_DOC)
    sys.modules["__main__"] = main
    os.environ.setdefault("MPLBACKEND", "agg")
    definer = PlainDefiner(vars(main), _transform)
    failed = Restorer(definer, ObjectFolder(wanted.objects), _no_state).restore(wanted.restore)
    if failed is not None:
        raise failed.error
    return vars(main)[wanted.name]


def _transform(source: str) -> str:
    """Turn IPython's syntax into Python's; what it takes is loaded only where it is used."""
    from IPython.core.inputtransformer2 import TransformerManager

    manager: Any = TransformerManager
    return str(manager().transform_cell(source))


def _no_state(name: str, value: Any) -> None:
    """What a module's state is, does not show in a value."""

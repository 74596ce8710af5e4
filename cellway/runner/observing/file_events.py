"""Audit events that tell of files and folders."""

from __future__ import annotations

import os
from typing import Any

from .files import Files
from .scope import in_folder
from .watch import Observe, teller

_SEARCH = ("<frozen importlib._bootstrap_external>", "<frozen zipimport>")
_METADATA = ("importlib/metadata/__init__.py", "importlib_metadata/__init__.py", "pkgutil.py")
"""They list all folders that modules are searched in, one of which is the notebook's."""

_BY_DESCRIPTOR = ("_rmtree", "_fwalk")
"""They open names in folders that the event does not tell."""

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


def file_events(files: Files) -> dict[str, Observe]:
    """Return what remembers the files that audit events tell of."""

    def opened(path: Any, mode: Any, flags: int) -> None:
        frame = teller()
        if isinstance(path, int) or (frame and frame.f_code.co_name.startswith(_BY_DESCRIPTOR)):
            return
        if flags & _WRITING == 0:
            files.see(path)
        elif mode is None and flags & os.O_EXCL:  # under a name that was made up
            files.change(path)
        else:
            files.change(path, keeps=not flags & os.O_TRUNC)

    def listed(path: Any = None) -> None:
        frame = teller()
        if frame is None or not frame.f_code.co_filename.endswith(_SEARCH + _METADATA):
            files.see(path, listed=True)

    def database(path: Any) -> None:
        text = os.fsdecode(path)
        if text.startswith("file:"):
            text, _, options = text[len("file:") :].partition("?")
            if "mode=memory" in options:
                return
        if text not in ("", ":memory:"):
            files.change(text, keeps=True)

    return {
        "open": opened,
        "os.listdir": listed,
        "os.scandir": listed,
        "os.mkdir": lambda path, mode, folder: files.make_folder(in_folder(path, folder)),
        "os.remove": lambda path, folder: files.change(in_folder(path, folder)),
        "os.rmdir": lambda path, folder: files.remove_empty_folder(in_folder(path, folder)),
        "os.rename": lambda old, new, source, target: files.move(
            in_folder(old, source), in_folder(new, target)
        ),
        "os.link": lambda old, new, source, target: files.change(in_folder(new, target)),
        "os.symlink": lambda old, new, folder: files.change(in_folder(new, folder)),
        "os.truncate": lambda path, length: files.change(path, keeps=True),
        "os.utime": lambda path, times, ns, folder: files.change(in_folder(path, folder)),
        "shutil.rmtree": lambda path, folder=None: files.remove_folder(in_folder(path, folder)),
        "sqlite3.connect": database,
    }

"""Puts the files of the project into the folder in which the steps of a run work."""

from __future__ import annotations

import base64
import os
import shutil
from typing import Any

from ..request import RequestRefusedError
from .parts import read_parts


def lay_out(code: str, work: str) -> None:
    """Make the work folder with the files that came along, unless another pod has.

    All at once: a pod that starts beside this one never sees half of them.
    """
    if os.path.isdir(work):
        return
    draft = f"{work}.{os.urandom(8).hex()}"
    try:
        _write(draft, read_parts(code, "files", "the files of the project") or {"files": []})
        os.rename(draft, work)
    except OSError:
        if not os.path.isdir(work):  # else another pod was faster
            raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _write(folder: str, content: dict[str, Any]) -> None:
    os.makedirs(folder)
    for each in content["files"]:
        path = os.path.normpath(os.path.join(folder, each["path"]))
        if not path.startswith(folder + os.sep):
            raise RequestRefusedError(f"the project has a file outside of it: {each['path']}")
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(base64.b64decode(each["content"]))
        os.chmod(path, 0o755 if each["isExecutable"] else 0o644)

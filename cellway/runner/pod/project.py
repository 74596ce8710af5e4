"""Puts the files of the project into the folder in which the steps of a run work."""

from __future__ import annotations

import base64
import os
import shutil
import sys

from ..request import RequestRefusedError
from .parts import read_parts


def lay_out(code: str, work: str) -> None:
    """Make the work folder with the files that came along, unless another pod has.

    All at once: a pod that starts beside this one never sees half of them.
    """
    if os.path.isdir(work):
        return
    draft = f"{work}.{os.urandom(8).hex()}"
    os.makedirs(draft)
    content = read_parts(code, "files", "the files of the project") or {"files": []}
    for each in content["files"]:
        path = os.path.normpath(os.path.join(draft, each["path"]))
        if not path.startswith(draft + os.sep):
            raise RequestRefusedError(f"the project has a file outside of it: {each['path']}")
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(base64.b64decode(each["content"]))
        os.chmod(path, 0o755 if each["isExecutable"] else 0o644)
    try:
        os.rename(draft, work)
    except OSError as error:
        shutil.rmtree(draft, ignore_errors=True)
        if not os.path.isdir(work):
            print(f"cellway runner: {error}", file=sys.stderr)
            raise

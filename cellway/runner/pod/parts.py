"""Reads what pods are given: JSON, compressed, in parts that a ConfigMap can hold each."""

from __future__ import annotations

import gzip
import json
import os
from typing import Any

from ..request import RequestRefusedError


def read_parts(folder: str, name: str, what: str) -> dict[str, Any] | None:
    """Read `NAME.000`, `NAME.001`… of a folder; None where there is no part.

    Raises RequestRefusedError where they are no JSON object.
    """
    try:
        names = sorted(each for each in os.listdir(folder) if each.startswith(f"{name}."))
        data = b"".join(_read(os.path.join(folder, each)) for each in names)
        content = json.loads(gzip.decompress(data)) if names else None
    except (OSError, EOFError, ValueError) as error:
        raise RequestRefusedError(f"{what} cannot be read: {error}") from error
    if content is not None and not isinstance(content, dict):
        raise RequestRefusedError(f"{what} is no JSON object")
    return content


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()

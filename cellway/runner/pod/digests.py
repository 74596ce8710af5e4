"""What files held that a step has read, said before the pod is gone in which they were."""

from __future__ import annotations

import hashlib
from typing import Any

from ..observing.stamps import look

LARGEST = 256 * 1024 * 1024
"""Of what is larger nothing is said, in bytes: to read it all would take too long."""


def add_digests(result: dict[str, Any]) -> None:
    """Add the SHA-256 of each file that is as it was when the step looked at it."""
    for seen in result.get("observed", {}).get("read", ()):
        if seen["kind"] == "file" and _size(seen["stamp"]) <= LARGEST:
            digest = digest_of(seen["path"])
            if digest is not None and look(seen["path"]).stamp == seen["stamp"]:
                seen["hash"] = digest


def _size(stamp: str) -> int:
    return int(stamp.split(":")[2])


def digest_of(path: str) -> str | None:
    """Return the SHA-256 of a file; None where it cannot be read."""
    digest = hashlib.sha256()
    try:
        with open(path, "rb") as file:
            for chunk in iter(lambda: file.read(1024 * 1024), b""):
                digest.update(chunk)
    except OSError:
        return None
    return digest.hexdigest()

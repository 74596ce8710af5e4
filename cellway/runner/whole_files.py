"""Writes files that are whole or not there, whatever happens meanwhile."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import BinaryIO


def write_whole(path: str, write: Callable[[BinaryIO], object], folder: str = "") -> None:
    """Write a file under a temporary name, make it last, then give it its name.

    `folder` is where the temporary file is; it has to be on the same file system. An
    existing file is replaced.
    """
    folder = folder or os.path.dirname(path)
    # Not `tempfile`: it draws from a generator of `random`, and it is slow to import.
    temporary = os.path.join(folder, f"{os.path.basename(path)[:16]}.{os.urandom(8).hex()}.tmp")
    try:
        with open(temporary, "xb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        if os.path.exists(temporary):
            os.unlink(temporary)
        raise
    sync_folder(os.path.dirname(path))


def sync_folder(path: str) -> None:
    """Make the names in a folder last."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

"""Copies of files as a step has read them, made before it changes them."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Container
from typing import NamedTuple

from ..whole_files import sync_folder
from .stamps import Look, look

LARGEST = 64 * 1024 * 1024
"""Of a file that is kept, in bytes."""

MOST = 4 * LARGEST
"""Of all files of a step, in bytes."""

_CHUNK = 1024 * 1024


class Copy(NamedTuple):
    path: str
    hash: str


class Keeper:
    """Keeps copies in the folder of objects, as objects that hold the bytes of a file alone."""

    def __init__(self) -> None:
        self.objects = os.devnull
        self._copies: dict[str, Copy] = {}
        self._size = 0

    def keep(self, path: str, seen: Look) -> None:
        """Copy a file, if it is still what the step has seen and not too large."""
        with contextlib.suppress(OSError):
            size = os.path.getsize(path)
            if look(path) != seen or size > LARGEST or self._size + size > MOST:
                return
            self._size += size
            copy = self._copy(path)
            self._copies[path] = copy
            if look(path) != seen:  # somebody else was writing
                self._drop(path)

    def store(self, changed: Container[str]) -> dict[str, str]:
        """Make the copies of changed files objects, and return the hashes of these."""
        stored = {}
        for path in [path for path in self._copies if path in changed]:
            copy = self._copies[path]
            with open(copy.path, "rb") as file:
                os.fsync(file.fileno())
            folder = os.path.join(self.objects, copy.hash[:2])
            os.makedirs(folder, exist_ok=True)
            os.replace(copy.path, os.path.join(folder, copy.hash))
            sync_folder(folder)
            stored[path] = copy.hash
            del self._copies[path]
        return stored

    def forget(self) -> None:
        """Remove the copies that were not stored."""
        for path in list(self._copies):
            self._drop(path)

    def _copy(self, path: str) -> Copy:
        folder = os.path.join(self.objects, "tmp")
        os.makedirs(folder, exist_ok=True)
        target = os.path.join(folder, f"before.{os.urandom(8).hex()}.tmp")
        digest = hashlib.sha256()
        try:
            with open(path, "rb") as source, open(target, "xb") as copy:
                for chunk in iter(lambda: source.read(_CHUNK), b""):
                    digest.update(chunk)
                    copy.write(chunk)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(target)
            raise
        return Copy(target, digest.hexdigest())

    def _drop(self, path: str) -> None:
        with contextlib.suppress(OSError):
            os.unlink(self._copies.pop(path).path)

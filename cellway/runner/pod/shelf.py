"""Where steps find what others have left, and leave theirs."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress


class WorkFiles:
    """The folder in which the steps of a run work, and which their pods share."""

    def lay_out(self, before: Iterable[int]) -> None:
        """Make it what the steps have made of it that come before, counted from 1."""

    def keep(self) -> None:
        """Leave what is in it to the steps that follow."""


class Shelf:
    """A data folder that all pods share: what is in it, all of them have.

    Paths are those below the folder, with `/`.
    """

    def __init__(self, data: str) -> None:
        self.data = data

    def place(self, path: str) -> str:
        return os.path.join(self.data, path)

    def bring(self, path: str, digest: str = "") -> bool:
        """See to it that a file is in the folder; tell whether it is.

        `digest` is its SHA-256, where that is known.
        """
        return os.path.exists(self.place(path))

    def keep(self, path: str, digest: str = "") -> None:
        """See to it that others have a file of the folder, and that it lasts."""
        with suppress(OSError):  # that of another user
            os.utime(self.place(path))

    def keep_as(self, source: str, path: str, digest: str = "") -> None:
        """See to it that others have a file of another place."""
        shutil.copyfile(source, self.place(path))

    def files_of(self, steps: str, number: int, work: str) -> WorkFiles:
        """Return the files of a step, counted from 1; `steps` is the path of the folders of all."""
        return WorkFiles()

    def size(self, path: str) -> int:
        """Return the size of a file in bytes; raise OSError where there is none."""
        return os.path.getsize(self.place(path))


def object_path(name: str) -> str:
    return f"objects/{name[:2]}/{name}"

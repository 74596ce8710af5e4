"""A data folder of one task: what it lacks, the artifacts of tasks before have."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence

from ..pod.shelf import Shelf, WorkFiles


class ArtifactShelf(Shelf):
    """Brings files of other artifacts, and leaves them in one.

    In an artifact they lie as in the data folder, but without the name of the run: where
    Kubeflow takes a step from its cache, its artifact is one of an earlier run.
    """

    def __init__(self, data: str, inputs: Sequence[str], output: str) -> None:
        super().__init__(data)
        self._inputs = inputs
        self._output = output

    def bring(self, path: str, digest: str = "") -> bool:
        place = self.place(path)
        if os.path.exists(place):
            return True
        for folder in self._inputs:
            source = os.path.join(folder, _without_run(path))
            if os.path.exists(source):
                os.makedirs(os.path.dirname(place), exist_ok=True)
                os.symlink(source, place)
                return True
        return False

    def keep(self, path: str, digest: str = "") -> None:
        source, target = os.path.realpath(self.place(path)), self._target(path)
        if os.path.exists(source) and not os.path.exists(target):
            try:
                os.link(source, target)
            except OSError:  # on another file system, or one that has no links
                shutil.copyfile(source, target)

    def keep_as(self, source: str, path: str, digest: str = "") -> None:
        target = self._target(path)
        if not os.path.exists(target):
            shutil.copyfile(source, target)

    def files_of(self, steps: str, number: int, work: str) -> WorkFiles:
        from ..pod.carried_files import CarriedFiles

        return CarriedFiles(self, steps, number, work)

    def _target(self, path: str) -> str:
        target = os.path.join(self._output, _without_run(path))
        os.makedirs(os.path.dirname(target), exist_ok=True)
        return target


def _without_run(path: str) -> str:
    first, *rest = path.split("/")
    return "/".join(rest[1:]) if first == "runs" else path

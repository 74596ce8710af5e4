"""What goes from step to step."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from ..json_text import encode
from ..request import RequestRefusedError
from ..whole_files import write_whole
from .plan import Plan
from .shelf import Shelf, object_path


class HandingOn:
    """Takes over what others have left for a step, counted from 0, and leaves what it makes.

    In a pod of several steps, what is done of them is noted, with the workflow that made the
    pod: another try of it goes on behind that.
    """

    def __init__(
        self, shelf: Shelf, plan: Plan, index: int, work: str, workflow: str | None = None
    ) -> None:
        self._shelf = shelf
        self._plan = plan
        self._index = index
        self._workflow = workflow
        self._folder = plan.step_path(index)
        self._files = shelf.files_of(os.path.dirname(self._folder), index + 1, work)
        self._files.lay_out(plan.steps_before(index))

    def done(self) -> dict[str, Any] | None:
        """Return what an earlier try has left, where it was done."""
        path = self._note()
        if self._workflow is None or not self._shelf.bring(path):
            return None
        noted = Path(self._shelf.place(path)).read_text(encoding="utf-8")
        return self._plan.done(self._index) if noted == self._workflow else None

    def take(self, request: dict[str, Any]) -> None:
        """Bring the objects that a step restores."""
        for each in request["restore"]:
            name = each.get("object")
            if name is not None and not self._shelf.bring(object_path(name), name):
                raise RequestRefusedError(
                    f"the stored object {name[:12]}, which the step takes, is not there any more: "
                    "run the notebook again, with nothing of what is kept (--no-cache)"
                )

    def leave(self, result: dict[str, Any]) -> None:
        """Leave all that belongs to a result, and then the result itself."""
        for each in [*result["objects"], *result["states"].values()]:
            self._shelf.keep(object_path(each["hash"]), each["hash"])
        self._files.keep()
        data = encode(result).encode("ascii")
        path = f"{self._folder}/result.json"
        write_whole(self._shelf.place(path), lambda file: file.write(data))
        self._shelf.keep(path)
        if self._workflow is not None:
            note = self._workflow.encode()
            write_whole(self._shelf.place(self._note()), lambda file: file.write(note))
            self._shelf.keep(self._note())

    def _note(self) -> str:
        return f"{self._folder}/workflow"

"""What a step left in an earlier run, on a claim that outlives runs.

Whoever submits a run leaves out the steps of which it is known what they would leave
(`src/engines/pods/cache`). Here is found the rest: a step whose inputs turn out to be what
they were, after all, ends at once. The plan says for which steps that may be.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

from ..json_text import encode
from ..observing.stamps import LISTED, Look, look
from ..room import is_full
from ..whole_files import write_whole
from .digests import digest_of
from .shelf import Shelf, object_path

_FREE = ("run", "folder", "objects")
"""What of a request may be otherwise than it was."""


class Earlier:
    """Looks for a step with the same request, in a world that looks the same to it.

    `terms` is what the plan says: `salt` stands for the image and the runner; a file below
    one of `volumes` is out of reach; `always` is set where whoever wrote the step vouches
    for it, whatever it does.
    """

    def __init__(self, terms: dict[str, Any], request: dict[str, Any], shelf: Shelf) -> None:
        self._terms = terms
        self._run = {key: request[key] for key in ("run", "step")}
        self._work: str = request["folder"]
        self._shelf = shelf
        facts = {key: value for key, value in request.items() if key not in _FREE}
        key = hashlib.sha256(encode([terms["salt"], facts]).encode("ascii")).hexdigest()
        self._path = f"cache/steps/{key[:2]}/{key}.json"

    def find(self) -> dict[str, Any] | None:
        """Return the result as if the step had run now."""
        try:
            if not self._shelf.bring(self._path):
                return None
            result: dict[str, Any] = json.loads(Path(self._shelf.place(self._path)).read_bytes())
            observed = result["observed"]
            seen = [{**each, "path": self._here(each["path"])} for each in observed["read"]]
            holds = all(map(self._is_there, _stored(result))) and all(map(self._is_same, seen))
        except (OSError, ValueError, KeyError, TypeError):
            return None  # it is not whole, or somebody has damaged it
        again = {**result, **self._run, "observed": {**observed, "read": seen}, "cached": True}
        if not holds:
            return None
        self._shelf.keep(self._path)
        return again

    def keep(self, result: dict[str, Any]) -> None:
        """Keep what the step has left, where all that it depends on can be told."""
        observed = result.get("observed")
        if (
            result["status"] != "succeeded"
            or observed is None
            or (observed["unseen"] and not self._terms["always"])
            or any(self._is_shared(each["path"]) for each in observed["written"])
        ):
            return
        read = [each for each in observed["read"] if self._is_shared(each["path"])]
        if any(not self._can_compare(each) for each in read):
            return
        # Another run has a folder of its own, and the rest of what it saw is in its image.
        seen = [{**each, "path": os.path.relpath(each["path"], self._work)} for each in read]
        content = encode({**result, "observed": {**observed, "read": seen, "written": []}})
        place = self._shelf.place(self._path)
        try:
            os.makedirs(os.path.dirname(place), exist_ok=True)
            write_whole(place, lambda file: file.write(content.encode("ascii")))
        except OSError as error:
            if not is_full(error):
                raise
            return  # the step is done all the same
        self._shelf.keep(self._path)

    def _is_shared(self, path: str) -> bool:
        """Tell whether others than this pod see what is at a path."""
        return _is_within(path, self._work) or any(
            _is_within(path, each) for each in self._terms["volumes"]
        )

    def _can_compare(self, seen: dict[str, Any]) -> bool:
        return _is_within(seen["path"], self._work) and (seen["kind"] != "file" or "hash" in seen)

    def _is_same(self, seen: dict[str, Any]) -> bool:
        if seen["kind"] == "file":
            return digest_of(seen["path"]) == str(seen["hash"])
        now = look(seen["path"], seen["stamp"].startswith(LISTED))
        return now == Look(seen["kind"], seen["stamp"])

    def _here(self, path: str) -> str:
        return os.path.normpath(os.path.join(self._work, path))

    def _is_there(self, stored: dict[str, Any]) -> bool:
        return self._shelf.size(object_path(stored["hash"])) == int(stored["size"])


def _stored(result: dict[str, Any]) -> list[dict[str, Any]]:
    return [*result["objects"], *result["states"].values()]


def _is_within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder + os.sep)

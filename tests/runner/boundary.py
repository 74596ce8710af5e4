"""Stores values in one process and loads them in another, each with a `__main__` of its own.

Two servers, started apart from each other, fork a child for every request.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
import tempfile
import types
from dataclasses import dataclass
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).parents[2])

from cellway.runner.objects import ObjectFolder
from cellway.runner.values import load, store


@dataclass(frozen=True)
class Answer:
    printed: str
    groups: dict[tuple[str, ...], str]
    """The digest of each group, by the names of its variables."""
    definitions: dict[tuple[str, ...], tuple[str, ...]]
    failures: dict[str, str]
    """What is said of each variable that cannot be stored."""

    @property
    def names(self) -> list[tuple[str, ...]]:
        return sorted(self.groups)


class Boundary:
    """Two processes with a folder between them; close it at the end."""

    def __init__(self, *preloaded: str) -> None:
        environment = os.environ | {"PYTHONHASHSEED": "0", "OMP_NUM_THREADS": "1"}
        self._servers = [
            subprocess.Popen(
                [sys.executable, str(Path(__file__).resolve()), *preloaded],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=environment | {"SERVER": str(number)},
                text=True,
            )
            for number in range(2)
        ]
        self._folder = tempfile.TemporaryDirectory()

    def close(self) -> None:
        for server in self._servers:
            assert server.stdin and server.stdout
            server.stdin.close()
            server.stdout.close()
            server.wait()
        self._folder.cleanup()

    def store(self, source: str, *names: str, definitions: tuple[str, ...] = ()) -> Answer:
        """Run a source in the first process and store these of its variables."""
        return self._ask(0, source=source, names=names, definitions=definitions, keep=True)

    def store_elsewhere(self, source: str, *names: str) -> Answer:
        """Do the same in the second process, for the digests only."""
        return self._ask(1, source=source, names=names)

    def load(self, source: str, before: str = "", names: tuple[str, ...] = ()) -> Answer:
        """Load in the second process what was stored last, and run a source.

        The source `before` runs before it: definitions. Then these variables are stored again,
        for the digests only.
        """
        return self._ask(1, before=before, load=True, source=source, names=names)

    def _ask(self, number: int, **request: Any) -> Answer:
        server = self._servers[number]
        assert server.stdin and server.stdout
        server.stdin.write(json.dumps({**request, "folder": self._folder.name}) + "\n")
        server.stdin.flush()
        answer = json.loads(server.stdout.readline())
        if "problem" in answer:
            raise AssertionError(answer["problem"])
        return Answer(
            answer["printed"],
            {tuple(names): digest for names, digest, _ in answer["groups"]},
            {tuple(names): tuple(needed) for names, _, needed in answer["groups"]},
            answer["failures"],
        )


def serve() -> None:
    for name in sys.argv[1:]:
        __import__(name)
    kept = object()  # so that objects lie elsewhere than in the other server
    for line in sys.stdin:
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            with open(writer, "w") as file:
                try:
                    json.dump(answer(json.loads(line)), file)
                except BaseException as error:
                    json.dump({"problem": f"{type(error).__name__}: {error}"}, file)
            os._exit(0)
        os.close(writer)
        with open(reader) as file:
            text = file.read()
        os.waitpid(child, 0)
        print(text or json.dumps({"problem": "the process has died"}), flush=True)
    del kept


def answer(request: dict[str, Any]) -> dict[str, Any]:
    module = types.ModuleType("__main__")
    sys.modules["__main__"] = module
    namespace = vars(module)
    folder = Path(request["folder"])
    objects = ObjectFolder(str(folder / "objects"))
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        exec(compile(request.get("before", ""), "<definitions>", "exec"), namespace)
        if request.get("load"):
            for name in json.loads((folder / "index.json").read_text()):
                load(objects.read(name), namespace)
        exec(compile(request["source"], "<cell>", "exec"), namespace)
    values = {name: namespace[name] for name in request["names"]}
    stored = store(values, namespace, request.get("definitions", ()))
    if request.get("keep"):
        names = [objects.write(group).hash for group in stored.groups]
        (folder / "index.json").write_text(json.dumps(names))
    return {
        "printed": output.getvalue(),
        "groups": [(group.names, group.digest(), group.definitions) for group in stored.groups],
        "failures": {each.name: str(each) for each in stored.failures},
    }


if __name__ == "__main__":
    serve()

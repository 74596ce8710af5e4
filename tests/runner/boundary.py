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
import traceback
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
                env=environment | {"SERVER": "x" * 1000 * number},
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

    def run(self, source: str) -> str:
        """Run a source in one process and return what it prints."""
        return self._ask(0, source=source).printed

    def store(
        self, source: str, before: str = "", server: int = 0, keep: bool = True, **more: Any
    ) -> Answer:
        """Run a source and store the variables that it binds, but for names with a `_` in front.

        What the source `before` binds are definitions. Without `keep` it is for the digests only.
        """
        return self._ask(server, before=before, source=source, store=True, keep=keep, **more)

    def load(self, source: str, before: str = "", store: bool = False) -> Answer:
        """Load in the second process what was stored last, and run a source.

        With `store`, store all that was loaded again, for the digests.
        """
        return self._ask(1, before=before, load=True, source=source, store=store)

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
    for line in sys.stdin:
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reader)
            try:
                text = json.dumps(answer(json.loads(line)))
            except BaseException:
                text = json.dumps({"problem": traceback.format_exc()})
            with os.fdopen(writer, "w") as file:
                file.write(text)
            os._exit(0)
        os.close(writer)
        with os.fdopen(reader) as file:
            text = file.read()
        os.waitpid(child, 0)
        print(text or json.dumps({"problem": "the process has died"}), flush=True)


def answer(request: dict[str, Any]) -> dict[str, Any]:
    module = types.ModuleType("__main__")
    sys.modules["__main__"] = module
    namespace = vars(module)
    folder = Path(request["folder"])
    objects = ObjectFolder(str(folder / "objects"))
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        exec(compile(request.get("before", ""), "<definitions>", "exec"), namespace)
        definitions = set(namespace)
        if request.get("load"):
            for name in json.loads((folder / "index.json").read_text()):
                load(objects.read(name), namespace)
        exec(compile(request["source"], "<cell>", "exec"), namespace)
        values = {
            name: value
            for name, value in namespace.items()
            if name not in definitions and (name[0] != "_" or name == "_")
            if not isinstance(value, types.ModuleType)
        }
        stored = store(values if request.get("store") else {}, namespace, definitions)
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

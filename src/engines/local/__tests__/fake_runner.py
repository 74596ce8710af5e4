"""A runner for tests of the engine: what the protocol asks for, and faults on demand.

Cells are run by `exec`, values are pickled one by one. A line `# fault: NAME` in a cell
makes it misbehave as a runner; what code itself can do (exit, crash, hang) is done by code.

Cells say themselves what a real runner would observe, in lines like `# observed: read data.csv`:
`read`, `list` and `written` with a path, `getenv` with a name, `package`, `unseen` with kind and
subject, or `nothing`. Without any, the runner does not watch.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import io
import json
import os
import pickle
import re
import signal
import sys
import threading
import time
import traceback
from pathlib import Path
from typing import Any

if starts := os.environ.get("FAKE_STARTS"):
    with Path(starts).open("a") as file:
        file.write(sys.argv[1] + "\n")

if sys.argv[1] == "--environment":
    installed = Path(os.environ.get("FAKE_INSTALLED", "/nonexistent"))
    packages = json.loads((installed / "packages.json").read_text()) if installed.is_dir() else {}
    described = {
        "protocol": 1,
        "implementation": "fake",
        "version": os.environ.get("FAKE_VERSION", "3.99.0"),
        "platform": sys.platform,
        "executable": sys.executable,
        "prefix": sys.prefix,
        "paths": [str(installed)],
        "packages": packages,
    }
    Path(sys.argv[2]).write_text(json.dumps(described))
    sys.exit(0)

parser = argparse.ArgumentParser()
parser.add_argument("request", type=Path)
parser.add_argument("result", type=Path)
parser.add_argument("--events-fd", type=int, required=True)
parser.add_argument("--lifeline-fd", type=int, required=True)
options = parser.parse_args()

request = json.loads(options.request.read_text())
objects = Path(request["objects"])
scope: dict[str, Any] = {"__name__": "__main__"}


def hold() -> None:
    while os.read(options.lifeline_fd, 4096):
        pass
    os._exit(9)


def tell(**event: Any) -> None:
    os.write(options.events_fd, json.dumps(event).encode() + b"\n")


def place(name: str) -> Path:
    return objects / name[:2] / name


def store(value: Any) -> tuple[str, int]:
    data = pickle.dumps(value)
    name = hashlib.sha256(data).hexdigest()
    place(name).parent.mkdir(parents=True, exist_ok=True)
    place(name).write_bytes(data)
    return name, len(data)


def restore(item: dict[str, Any]) -> None:
    if item["kind"] == "definition":
        exec(item["source"], scope)
    elif item["kind"] == "parameter":
        scope[item["name"]] = eval(item["source"])
    elif item["kind"] == "value":
        values = pickle.loads(place(item["object"]).read_bytes())
        scope.update({name: values[name] for name in item["names"]})


def look(path: Path, listed: bool = False) -> dict[str, str]:
    if path.is_dir():
        names = sorted(os.fsencode(each.name) for each in path.iterdir() if each.name != ".cellway")
        digest = hashlib.sha256(b"".join(each + b"\0" for each in names)).hexdigest()
        return {"path": str(path), "kind": "folder", "stamp": f"names:{digest}" if listed else ""}
    if not path.exists():
        return {"path": str(path), "kind": "absent", "stamp": ""}
    found = path.stat()
    parts = (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)
    return {"path": str(path), "kind": "file", "stamp": ":".join(map(str, parts))}


def before(told: list[list[str]]) -> dict[str, Any]:
    """Return what is observed of the world before the step."""
    folder = Path(request["folder"])
    written = [folder / each[1] for each in told if each[0] == "written"]
    seen = [
        look(folder / each[1], each[0] == "list") for each in told if each[0] in ("read", "list")
    ]
    for each in seen:
        if Path(each["path"]) in written and each["kind"] == "file":
            data = Path(each["path"]).read_bytes()
            name = each["before"] = hashlib.sha256(data).hexdigest()
            place(name).parent.mkdir(parents=True, exist_ok=True)
            place(name).write_bytes(data)
    return {
        "read": seen,
        "environment": {each[1]: variable(each[1]) for each in told if each[0] == "getenv"},
        "packages": [each[1] for each in told if each[0] == "package"],
        "searched": [str(folder)],
        "unseen": [
            {"kind": each[1], "subject": each[2], "cell": request["cells"][0]["index"]}
            for each in told
            if each[0] == "unseen"
        ],
        "states": [],
    }


def variable(name: str) -> str | None:
    value = os.environ.get(name)
    return None if value is None else hashlib.sha256(value.encode()).hexdigest()


def without_omitted(cell: dict[str, Any]) -> str:
    source = cell["source"]
    for start, end in cell["omit"]:
        source = source[:start] + " " * (end - start) + source[end:]
    return str(source)


def run(cell: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any] | None]:
    index, start = cell["index"], time.perf_counter()
    printed, error, outputs = io.StringIO(), None, []
    tell(event="cell-started", cell=index)
    try:
        with contextlib.redirect_stdout(printed):
            exec(compile(without_omitted(cell), f"cell {index}", "exec"), scope)
    except BaseException as raised:
        frames = traceback.extract_tb(raised.__traceback__)
        lines = [frame.lineno for frame in frames if frame.filename == f"cell {index}"]
        name, message = type(raised).__name__, str(raised)
        error = {"cell": index, "line": (lines or [1])[-1], "name": name, "message": message}
        shown = traceback.format_exception(type(raised), raised, raised.__traceback__)
        outputs = [{"output_type": "error", "ename": name, "evalue": message, "traceback": shown}]
    if text := printed.getvalue():
        outputs.insert(0, {"output_type": "stream", "name": "stdout", "text": text})
    for output in outputs:
        tell(event="output", cell=index, output=output)
    status = "failed" if error else "succeeded"
    seconds = time.perf_counter() - start
    tell(event="cell-ended", cell=index, status=status, seconds=seconds)
    return {"index": index, "status": status, "seconds": seconds, "outputs": outputs}, error


def main() -> dict[str, Any]:
    threading.Thread(target=hold, daemon=True).start()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.update(request["environment"])
    for item in request["restore"]:
        restore(item)
    sources = "\n".join(cell["source"] for cell in request["cells"])
    told = [each.split() for each in re.findall("# observed: (.*)", sources)]
    observed = before(told) if told else None
    cells, error = [], None
    for cell in request["cells"]:
        if error:
            cells.append({"index": cell["index"], "status": "not run", "seconds": 0, "outputs": []})
        else:
            ran, error = run(cell)
            cells.append(ran)
    kept = [] if error else [name for name in request["outputs"] if name in scope]
    stored = []
    for name in kept:
        digest, size = store({name: scope[name]})
        values = {name: {"type": type(scope[name]).__name__}}
        stored.append({"hash": digest, "size": size, "values": values})
    if observed is not None:
        written = [each[1] for each in told if each[0] == "written"]
        observed["written"] = [look(Path(request["folder"]) / each) for each in written]
    return {
        "protocol": 1,
        "run": request["run"],
        "step": request["step"],
        "status": "failed" if error else "succeeded",
        "seconds": 0.001,
        "cells": cells,
        "objects": stored,
        "states": {},
        "absent": [name for name in request["outputs"] if name not in kept],
        "unstored": [],
        **({"observed": observed} if observed else {}),
        **({"error": error} if error else {}),
    }


result = main()
code = "\n".join(cell["source"] for cell in request["cells"])
for fault in re.findall("# fault: (.*)", code):
    if fault == "garbage":
        options.result.write_text('{"protocol": 1, "run"')
        sys.exit(0)
    elif fault == "other protocol":
        result["protocol"] = 99
    elif fault == "other step":
        result["step"] = "somebody"
    elif fault == "noisy events":
        os.write(options.events_fd, b"not json\n{}\n" + b"\xff\xfe\n" + b'{"event": "output"}\n')
    elif fault == "lost object":
        for each in result["objects"]:
            place(each["hash"]).unlink()
    elif fault == "short object":
        for each in result["objects"]:
            place(each["hash"]).write_bytes(b"short")
    elif fault == "no result":
        sys.exit("no result is written")
    elif fault == "unstored":
        result["unstored"] = [
            {
                "name": "x",
                "type": "_thread.lock",
                "path": "x.lock",
                "message": "no",
                "hint": "Merge.",
            }
        ]
    elif fault == "holds pipes":
        if os.fork() == 0:
            time.sleep(30)
            os._exit(0)
    elif fault == "crash after result":
        options.result.write_text(json.dumps(result))
        os.kill(os.getpid(), signal.SIGSEGV)
options.result.write_text(json.dumps(result))

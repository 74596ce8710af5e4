"""What a task leaves beside the result of its step: what the outputs of its component are."""

from __future__ import annotations

import hashlib
import json
import os
from html import escape
from pathlib import Path
from typing import Any

from ..pod.shelf import Shelf, object_path

DIGEST = "cellway-digest"
"""The output that is the same where a step has left the same."""


def leave(
    result: dict[str, Any],
    shelf: Shelf,
    step: str,
    metrics: list[dict[str, Any]],
    outputs: dict[str, Any],
) -> None:
    """Complete the artifact of a step, and write all else that the task has outputs for.

    `step` is the path of the step's folder; `metrics` says which cell prints which:
    `[{"cell": INDEX, "name": NAME}]`.
    """
    files = json.loads(Path(shelf.place(f"{step}/files.json")).read_bytes())
    for each in files.values():
        if "hash" in each:
            # Those too that steps before have left: whoever comes next has this artifact only.
            shelf.keep(object_path(each["hash"]))
    if DIGEST in outputs.get("parameters", {}):
        _write(outputs["parameters"][DIGEST]["outputFile"], _digest(result, files))
    artifacts = outputs.get("artifacts", {})
    if "report" in artifacts:
        _write(_path_of(artifacts["report"]), report(result))
    if "metrics" in artifacts:
        artifacts["metrics"]["artifacts"][0]["metadata"] = printed_metrics(result, metrics)
    if "outputFile" in outputs:
        # Kubeflow would know of the rest by itself, but not its SDK on one machine.
        _write(outputs["outputFile"], json.dumps({"artifacts": artifacts}))


def _digest(result: dict[str, Any], files: dict[str, Any]) -> str:
    objects = [
        [each["hash"], sorted(each["values"]), each.get("definitions", [])]
        for each in result["objects"]
    ]
    states = {name: each["hash"] for name, each in result["states"].items()}
    content = json.dumps([sorted(objects), states, files], sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()


def _write(path: str, text: str) -> None:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", errors="backslashreplace") as file:
        file.write(text)


def printed_metrics(
    result: dict[str, Any], metrics: list[dict[str, Any]]
) -> dict[str, float | str]:
    """A cell of metrics prints one a line; else nobody knows which is which."""
    found: dict[str, float | str] = {}
    for cell in result["cells"]:
        names = [each["name"] for each in metrics if each["cell"] == cell["index"]]
        text = "".join(
            _text(each["text"]) for each in cell["outputs"] if each.get("name") == "stdout"
        )
        lines = [line.strip() for line in text.split("\n") if line.strip()]
        if names and len(lines) == len(names):
            found.update((name, _number(line)) for name, line in zip(names, lines))
    return found


def report(result: dict[str, Any]) -> str:
    """Return the outputs of a step as a page."""
    body = "\n".join(
        f"<section>{_html(output)}</section>"
        for cell in result["cells"]
        for output in cell["outputs"]
    )
    title = escape(str(result["step"]))
    return f'<!doctype html>\n<meta charset="utf-8">\n<title>{title}</title>\n{body}\n'


def _html(output: dict[str, Any]) -> str:
    if output["output_type"] == "stream":
        return f"<pre>{escape(_text(output['text']))}</pre>"
    data = output.get("data", {})
    for kind in ("text/html", "image/svg+xml"):
        if kind in data:
            return _text(data[kind])
    for kind in ("image/png", "image/jpeg"):
        if kind in data:
            return f'<img src="data:{kind};base64,{_text(data[kind]).strip()}">'
    return f"<pre>{escape(_text(data.get('text/plain', '')))}</pre>"


def _text(written: Any) -> str:
    """Texts stand as they are or as a list of lines."""
    return "".join(written) if isinstance(written, list) else str(written)


def _number(text: str) -> float | str:
    try:
        number = float(text)
    except ValueError:
        return text
    # What is no number of JSON stays a text.
    return number if number - number == 0 else text


def _path_of(artifact: dict[str, Any]) -> str:
    """Return where Kubeflow finds the file of an artifact (`LocalPathForURI` of its launcher)."""
    first = artifact["artifacts"][0]
    if first.get("customPath"):
        return str(first["customPath"])
    uri = str(first["uri"])
    for scheme, folder in (("gs://", "/gcs/"), ("minio://", "/minio/"), ("s3://", "/s3/")):
        if uri.startswith(scheme):
            return folder + uri[len(scheme) :]
    return uri

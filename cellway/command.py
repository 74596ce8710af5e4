"""The `cellway` command: hands over to the command line written for Node."""

import os
import sys

from .node import NodeNotFoundError, find_node

CLI = os.path.join(os.path.dirname(__file__), "service", "cli.mjs")


def main() -> None:
    """Become Node running the command line, or exit 2 if there is no Node."""
    try:
        node = find_node()
    except NodeNotFoundError as error:
        print(f"cellway: {error}", file=sys.stderr)
        sys.exit(2)
    # Kernels named by a bare `python` are those of this environment.
    os.environ["CELLWAY_PYTHON"] = sys.executable
    os.execv(node, [node, CLI, *sys.argv[1:]])

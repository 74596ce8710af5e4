"""The program that says what the analysis finds."""

import subprocess
from pathlib import Path

MODULES = Path(__file__).parents[2] / "node_modules"


def bundle(folder: Path) -> list[str]:
    """Bundle syntax-facts.ts into a folder; returns the command that runs it."""
    bundled = folder / "syntax-facts.mjs"
    subprocess.run(
        [
            MODULES / ".bin" / "esbuild",
            Path(__file__).with_name("syntax-facts.ts"),
            "--bundle",
            "--platform=node",
            "--format=esm",
            "--log-level=error",
            f"--outfile={bundled}",
        ],
        check=True,
    )
    return [
        "node",
        str(bundled),
        str(MODULES / "web-tree-sitter" / "web-tree-sitter.wasm"),
        str(MODULES / "tree-sitter-python" / "tree-sitter-python.wasm"),
    ]

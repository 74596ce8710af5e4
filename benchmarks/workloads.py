"""The same work for Cellway and for its peers: chains of steps that do next to nothing."""

from __future__ import annotations

import json
from pathlib import Path


def notebook(path: Path, cells: list[tuple[str, str]]) -> Path:
    """Write a notebook of code cells, each with its tags, which have blanks between them."""
    content = {
        "cells": [
            {
                "cell_type": "code",
                "execution_count": None,
                "id": f"cell-{index}",
                "metadata": {"tags": tags.split()},
                "outputs": [],
                "source": source,
            }
            for index, (tags, source) in enumerate(cells)
        ],
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "kubeflow_notebook": {"experiment_name": "bench", "pipeline_name": "bench"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    path.write_text(json.dumps(content, indent=1))
    return path


def chain(path: Path, steps: int) -> Path:
    """Write a notebook in which each step adds 1 to what the one before it left."""
    first = [("step:s0", "x = 0")]
    return notebook(path, first + [(f"step:s{n}", "x = x + 1") for n in range(1, steps)])


def pauses(path: Path, steps: int) -> Path:
    """Write a chain of steps that take a second each: whoever looks sees each of them run."""
    cells = [
        (f"step:s{n}", f"import time\n\ntime.sleep(1)\nx{n} = {f'x{n - 1}' if n else 0} + 1")
        for n in range(steps)
    ]
    return notebook(path, cells)


def different_cells(path: Path, steps: int, *, for_kale: bool = False) -> Path:
    """Write a chain for the analysis: no two cells are equal, since equal ones are read once.

    `for_kale` adds the edges, which Kale wants to be told.
    """
    cells = [("step:s0", "x0 = 0\ntotals = {}")]
    cells += [
        (
            f"step:s{n}" + (f" prev:s{n - 1}" if for_kale else ""),
            f"def change_{n}(value, by={n}):\n    return [value + by for _ in range({n})]\n\n"
            f"x{n} = max(change_{n}(x{n - 1} + 1))\n"
            f"for key_{n} in ('a', 'b'):\n    totals[key_{n}] = x{n}\nprint(x{n}, totals)",
        )
        for n in range(1, steps)
    ]
    return notebook(path, cells)


def arrays(path: Path, size: int) -> Path:
    """Write a notebook that hands an array of `size` bytes on, and reads a hundredth of it."""
    return notebook(
        path,
        [
            ("step:make", f"import numpy as np\nx = np.ones({size // 8})"),
            ("step:read", "import numpy as np\nprint(x[: len(x) // 100].sum())"),
        ],
    )


def dvc_chain(folder: Path, steps: int) -> None:
    """Write stages, each a program that reads the file of the one before it."""
    stages = {
        f"s{n}": {
            "cmd": f"cp {f'x{n - 1}' if n else 'start'} x{n}",
            "deps": [f"x{n - 1}" if n else "start"],
            "outs": [f"x{n}"],
        }
        for n in range(steps)
    }
    (folder / "start").write_text("0")
    (folder / "dvc.yaml").write_text(json.dumps({"stages": stages}))


def snakemake_chain(folder: Path, steps: int) -> None:
    """Write the same as rules that run Python."""
    rules = [f"rule all:\n    input: 'x{steps - 1}'\n"]
    for n in range(steps):
        source = f"    input: 'x{n - 1}'\n" if n else ""
        rules.append(
            f"rule s{n}:\n{source}    output: 'x{n}'\n"
            f"    run:\n        open(output[0], 'w').write('{n}')\n"
        )
    (folder / "Snakefile").write_text("\n".join(rules))

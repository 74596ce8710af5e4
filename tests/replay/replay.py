"""Runs a notebook by its pipeline, every step in a process of its own."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from run_all import Outcome

from .planner import Pipeline


@dataclass(frozen=True)
class Replayed:
    outputs: dict[int, str]
    """What each cell printed or displayed; cells that did not run are missing."""
    errors: dict[int, str]
    """The class name of the exception of each cell that failed."""
    problems: dict[str, str]
    """What kept a step from beginning, or its values from being stored, by its id."""


class Replay:
    """A server to replay notebooks with; close it at the end."""

    def __init__(self, *preloaded: str, plain: bool = False) -> None:
        shell = "plain" if plain else "ipython"
        program = Path(__file__).with_name("server.py")
        environment = os.environ | {
            "PYTHONHASHSEED": "0",
            "OMP_NUM_THREADS": "1",
            "OPENBLAS_NUM_THREADS": "1",
            "MPLBACKEND": "agg",
            "SHELL": "/bin/sh",
        }
        self._server = subprocess.Popen(
            [sys.executable, str(program), "--serve", shell, *preloaded],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            text=True,
        )

    def close(self) -> None:
        assert self._server.stdin and self._server.stdout
        self._server.stdin.close()
        self._server.stdout.close()
        self._server.wait()

    def run(
        self, folder: Path, sources: Sequence[str], pipeline: Pipeline, order: Sequence[str]
    ) -> Replayed:
        """Run the steps one after the other in this order, in this folder."""
        assert self._server.stdin and self._server.stdout
        request = {
            "folder": str(folder),
            "sources": list(sources),
            "pipeline": pipeline,
            "order": list(order),
        }
        self._server.stdin.write(json.dumps(request) + "\n")
        self._server.stdin.flush()
        answer: dict[str, Any] = json.loads(self._server.stdout.readline())
        return Replayed(
            {int(cell): text for cell, text in answer["outputs"].items()},
            {int(cell): name for cell, name in answer["errors"].items()},
            answer["problems"],
        )

    def run_all(self, folder: Path, sources: Sequence[str]) -> Outcome:
        """Run all cells in one process, with the shell of this server."""
        cells = [{"cell": index, "omit": []} for index in range(len(sources))]
        nothing: dict[str, list[str]] = {
            key: [] for key in ("reads", "writes", "parameters", "states", "definitions", "after")
        }
        pipeline: Pipeline = {
            "steps": [{"id": "all", "cells": cells, **nothing}],
            "parameters": [],
            "definitions": [],
        }
        done = self.run(folder, sources, pipeline, ["all"])
        return Outcome(tuple(done.outputs.values()), done.errors)


def order_of(pipeline: Pipeline, seed: int | None) -> list[str]:
    """Return an order of the steps that the edges allow, drawn at random.

    Without a seed, it takes the last step of the notebook that is ready, again and again.
    """
    if seed is None:
        return list(_order(pipeline, lambda ready: ready - 1))
    generator = random.Random(seed)
    return list(_order(pipeline, lambda ready: generator.randrange(ready)))


def different_orders(pipeline: Pipeline, seeds: Iterable[int | None]) -> list[int | None]:
    """Return the seeds without those that give the order of one before them."""
    by_order: dict[tuple[str, ...], int | None] = {}
    for seed in seeds:
        by_order.setdefault(tuple(order_of(pipeline, seed)), seed)
    return list(by_order.values())


def _order(pipeline: Pipeline, choose: Any) -> Iterator[str]:
    waiting = {step["id"]: set(step["after"]) for step in pipeline["steps"]}
    while waiting:
        ready = [step for step, after in waiting.items() if not after & waiting.keys()]
        if not ready:
            raise ValueError(f"a cycle among {sorted(waiting)}")
        step = ready[choose(len(ready))]
        del waiting[step]
        yield step

"""Runs a notebook both ways, and says where its pipeline shows something else than Run All."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from run_all import Outcome, RunAll

from .planner import NotebookCell, Plan, Planner
from .replay import Replay, Replayed, order_of
from .verdict import Difference, differences, report


@dataclass(frozen=True)
class Trial:
    """A notebook that was run by Run All and by its pipeline."""

    sources: Sequence[str]
    plan: Plan
    outcome: Outcome
    order: Sequence[str]
    replayed: Replayed

    def differences(self) -> list[Difference]:
        return differences(self.outcome, self.replayed, self.plan)

    def untold(self) -> list[Difference]:
        return [each for each in self.differences() if not each.told]

    def report(self) -> str:
        return report(self.differences(), self.plan, self.sources, self.order)


class Harness:
    """Servers for both ways; close it at the end. One notebook at a time.

    With `plain`, notebooks that use nothing of IPython run several times faster.
    """

    def __init__(
        self, folder: Path, planner: Planner, *preloaded: str, plain: bool = False
    ) -> None:
        self.planner = planner
        self._folder = folder
        self._number = itertools.count()
        self._replay = Replay(*preloaded, plain=plain)
        self._run_all = None if plain else RunAll(*preloaded)

    def close(self) -> None:
        self._replay.close()
        if self._run_all:
            self._run_all.close()

    def run(
        self,
        cells: Sequence[NotebookCell],
        sources: Sequence[str],
        seed: int | None,
        files: Mapping[str, bytes] | None = None,
    ) -> Trial:
        """Run a notebook, with the steps in the order of a seed: see `order_of`.

        `sources` are those of the cells, empty where Run All leaves one out.
        """
        plan = self.planner.plan(cells)
        return self.trial(plan, self.run_all(sources, files), sources, seed, files)

    def run_all(
        self,
        sources: Sequence[str],
        files: Mapping[str, bytes] | None = None,
        may_raise: Sequence[int] = (),
    ) -> Outcome:
        home = self._home(files)
        if self._run_all:
            return self._run_all.run(home, list(sources), may_raise=may_raise)
        return self._replay.run_all(home, sources)

    def trial(
        self,
        plan: Plan,
        outcome: Outcome,
        sources: Sequence[str],
        seed: int | None,
        files: Mapping[str, bytes] | None = None,
    ) -> Trial:
        """Replay a notebook that Run All has run."""
        pipeline = plan["pipeline"]
        order = order_of(pipeline, seed)
        replayed = self._replay.run(self._home(files), sources, pipeline, order)
        return Trial(sources, plan, outcome, order, replayed)

    def _home(self, files: Mapping[str, bytes] | None) -> Path:
        home = self._folder / f"{next(self._number)}"
        home.mkdir(parents=True)
        for name, content in (files or {}).items():
            (home / name).parent.mkdir(parents=True, exist_ok=True)
            (home / name).write_bytes(content)
        return home

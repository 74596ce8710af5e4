"""Measure runs on a real cluster, beside a workflow written by hand, in the same minutes.

`KUBECONFIG=… python benchmarks/cluster.py --image IMAGE [--kubectl PROGRAM] [--rounds N]`
prints a table. The cluster has to have Argo Workflows and a default storage class, the image
Python. All is made in a namespace that is removed at the end.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

import workloads
from measure import Cost, TimedLines, best, run
from table import Table

ROOT = Path(__file__).parent.parent
SHORT, LONG = 2, 8
PACKED = 10
STEPS = 300
RUNS = 1000


class Cluster:
    """A namespace for what is measured, and what is run in it."""

    def __init__(self, kubectl: str, namespace: str, image: str, folder: Path) -> None:
        self._kubectl = kubectl
        self._namespace = namespace
        self._image = image
        self._folder = folder
        self._made = 0

    def by_cellway(self, steps: int, *, again: bool = False) -> float:
        """Run a chain of steps that do next to nothing; returns the seconds until it has ended.

        Each has a pod of its own, unless it ran before, on this machine: then it is short.
        """
        folder = self._new_folder()
        path = workloads.chain(folder / "chain.ipynb", steps)
        if again:
            run(["cellway", "run", str(path)], folder)
        return run(self._run(path, folder, "--no-cache"), folder).wall

    def by_hand(self, steps: int) -> float:
        """Run as many pods one after the other as a person would write them."""
        begun = time.monotonic()
        made = self.call("create", "--filename", "-", "--output", "name", text=self._chain(steps))
        self.call("wait", made.strip(), "--for=jsonpath={.status.phase}=Succeeded", "--timeout=10m")
        return time.monotonic() - begun

    def delays(self, steps: int) -> list[float]:
        """Run a chain; returns the seconds from when kubectl sees a pod change to its event."""
        folder = self._new_folder()
        path = workloads.pauses(folder / "pauses.ipynb", steps)
        state = '{.status.containerStatuses[?(@.name=="main")].state}'
        line = r"{.metadata.labels.cellway\.dev/step} " + state + r'{"\n"}'
        watch = ["--namespace", self._namespace, "get", "pods", "--watch-only"]
        pods = TimedLines([self._kubectl, *watch, f"--output=jsonpath={line}"], folder)
        heard = {}
        for moment, text in TimedLines(self._run(path, folder, "--json"), folder).to_end():
            event = json.loads(text)
            if event["type"] == "step":
                heard[event["step"], event["status"]] = moment
        seen: dict[tuple[str, str], float] = {}
        for moment, text in pods.end():
            number, _, state = text.partition(" ")
            status = "running" if '"running"' in state else "succeeded"
            if number.isdigit() and ("terminated" in state or status == "running"):
                seen.setdefault((f"s{int(number) - 1}", status), moment)
        return [heard[each] - moment for each, moment in seen.items()]

    def call(self, *call: str, text: str = "") -> str:
        return subprocess.run(
            [self._kubectl, "--namespace", self._namespace, *call],
            input=text,
            text=True,
            check=True,
            stdout=subprocess.PIPE,
        ).stdout

    def _run(self, path: Path, folder: Path, *more: str) -> list[str]:
        """Return the command line of a run on the cluster."""
        options = folder / "options.json"
        pull = {"imagePullPolicy": "IfNotPresent", "storage": {"size": "1Gi"}}
        options.write_text(json.dumps(pull))
        where = ["--namespace", self._namespace, "--image", self._image, "--options", str(options)]
        return ["cellway", "run", str(path), "--engine", "argo", *where, *more]

    def _new_folder(self) -> Path:
        self._made += 1
        folder = self._folder / str(self._made)
        (folder / ".cellway").mkdir(parents=True)
        return folder

    def _chain(self, steps: int) -> str:
        tasks = [
            {"name": f"s{n}", "template": "step", "depends": f"s{n - 1}" if n else ""}
            for n in range(steps)
        ]
        step = {
            "image": self._image,
            "imagePullPolicy": "IfNotPresent",
            "command": ["python3", "-c", "x = 1"],
            "securityContext": {
                "allowPrivilegeEscalation": False,
                "capabilities": {"drop": ["ALL"]},
            },
        }
        return json.dumps(
            {
                "apiVersion": "argoproj.io/v1alpha1",
                "kind": "Workflow",
                "metadata": {"generateName": "by-hand-"},
                "spec": {
                    "entrypoint": "chain",
                    "securityContext": {
                        "runAsNonRoot": True,
                        "runAsUser": 1000,
                        "seccompProfile": {"type": "RuntimeDefault"},
                    },
                    "templates": [
                        {"name": "chain", "dag": {"tasks": tasks}},
                        {"name": "step", "container": step},
                    ],
                },
            }
        )


def measure_steps(table: Table, cluster: Cluster, rounds: int) -> None:
    """Measure what a step adds to a run: the one way and the other, in turn."""
    ways: dict[str, Callable[[int], float]] = {
        "by hand": cluster.by_hand,
        "Cellway": cluster.by_cellway,
    }
    times: dict[tuple[str, int], list[float]] = {}
    for _ in range(rounds):
        for steps in (SHORT, LONG):
            for way, measure in ways.items():
                times.setdefault((way, steps), []).append(measure(steps))
    slopes = {
        way: (min(times[way, LONG]) - min(times[way, SHORT])) / (LONG - SHORT) for way in ways
    }
    added = slopes["Cellway"] - slopes["by hand"]
    table.add("a step in a pod, written by hand", f"{slopes['by hand']:.2f} s")
    ratio = slopes["Cellway"] / slopes["by hand"]
    table.add("a step in a pod, Cellway", f"{slopes['Cellway']:.2f} s ({ratio:.2f} x)")
    table.add("what Cellway adds to a pod", f"{added:.2f} s", "0.3 s", added <= 0.3)
    for steps in (SHORT, LONG):
        hand, ours = (min(times[way, steps]) for way in ways)
        table.add(f"a chain of {steps} pods: by hand, Cellway", f"{hand:.1f} s, {ours:.1f} s")


def measure_packing(table: Table, cluster: Cluster, rounds: int) -> None:
    """Measure steps that share a pod beside one that has a pod for itself, in turn."""
    one, packed = [], []
    for _ in range(rounds):
        one.append(cluster.by_cellway(1))
        packed.append(cluster.by_cellway(PACKED, again=True))
    ratio = min(packed) / min(one)
    table.add("a run of one step", f"{min(one):.1f} s")
    what = f"a run of {PACKED} steps that share a pod"
    table.add(what, f"{min(packed):.1f} s ({ratio:.2f} x)", "1.5 x", ratio <= 1.5)


def measure_telling(table: Table, cluster: Cluster) -> None:
    delays = sorted(1000 * each for each in cluster.delays(LONG))
    half, most = statistics.median(delays), delays[-1]
    what = f"from a pod's change to its event, median and most of {len(delays)}"
    table.add(what, f"{half:.0f} ms, {most:.0f} ms", "1 s", most < 1000)


def measure_compiling(table: Table, folder: Path, rounds: int) -> None:
    path = workloads.different_cells(folder / "steps.ipynb", STEPS)
    compiled = _best(["cellway", "compile", str(path), "--engine", "argo"], rounds)
    read = _best(["cellway", "check", str(path)], rounds)
    seconds = compiled.wall - read.wall
    what = f"compiling {STEPS} steps and writing them as YAML, beyond reading the notebook"
    table.add(what, f"{1000 * seconds:.0f} ms", "200 ms", seconds < 0.2)


def measure_listing(table: Table, folder: Path, rounds: int) -> None:
    """List runs that are copies of one, each with an id of its own."""
    path = workloads.chain(folder / "listed.ipynb", 3)
    (folder / ".cellway").mkdir()
    run(["cellway", "run", str(path)], folder)
    runs = folder / ".cellway" / "runs"
    (one,) = (each for each in runs.iterdir() if each.is_dir())
    stem = one.name[:-6]
    for number in range(1, RUNS):
        copy = runs / f"{stem}{number:06x}"
        shutil.copytree(one, copy)
        record = copy / "run.json"
        record.write_text(record.read_text().replace(one.name, copy.name))
    list_runs = ["cellway", "runs", "list", "--json"]
    found = json.loads(subprocess.check_output(list_runs, cwd=folder))
    if len(found) != RUNS:
        raise ValueError(f"{len(found)} runs are listed, not {RUNS}")
    listed = best([run(list_runs, folder) for _ in range(rounds)])
    node = _best(["cellway", "--version"], rounds)
    seconds = listed.wall - node.wall
    table.add(
        f"{RUNS} runs listed, beyond the start of Node",
        f"{1000 * seconds:.0f} ms",
        "300 ms",
        seconds < 0.3,
    )


def _best(command: list[str], rounds: int) -> Cost:
    return best([run(command, ROOT) for _ in range(rounds)])


@contextmanager
def namespace(kubectl: str) -> Iterator[str]:
    """Make a namespace where pods may tell Argo how they ended, as docs/argo.md asks for."""
    name = f"cellway-benchmark-{token_hex(4)}"
    manual = (ROOT / "docs" / "argo.md").read_text(encoding="utf-8")
    rights = manual.split("```yaml\n")[1].split("```")[0]

    def call(*call: str, text: str = "") -> None:
        subprocess.run([kubectl, *call], input=text, text=True, check=True, stdout=sys.stderr)

    call("create", "namespace", name)
    try:
        call("--namespace", name, "apply", "--filename", "-", text=rights)
        yield name
    finally:
        call("delete", "namespace", name, "--wait=false")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--image", required=True)
    parser.add_argument("--kubectl", default="kubectl")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    table = Table()
    load = os.getloadavg()[0]
    table.add("machine", f"{os.cpu_count()} processors, load {load:.1f} at the start")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        measure_compiling(table, folder, options.rounds)
        measure_listing(table, folder, options.rounds)
        with namespace(options.kubectl) as name:
            cluster = Cluster(options.kubectl, name, options.image, folder)
            measure_packing(table, cluster, options.rounds)
            measure_telling(table, cluster)
            measure_steps(table, cluster, options.rounds)
    table.print()


if __name__ == "__main__":
    main()

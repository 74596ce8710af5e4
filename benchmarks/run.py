"""Measure Cellway beside its peers, in the same minutes on the same machine.

`python benchmarks/run.py [--scratch FOLDER] [--rounds N] [--no-peers]` prints a table.
The peers are installed into environments in the scratch folder, which stays for the next
time; nothing is written into the repository.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import workloads
from measure import Cost, adopt_orphans, best, run
from table import Table

ROOT = Path(__file__).parent.parent
SHORT, LONG = 10, 40
PEERS = {
    "runners": ["papermill", "ipykernel", "dvc", "snakemake"],
    "kale": ["kubeflow-kale"],
}


class Bench:
    def __init__(self, scratch: Path, rounds: int) -> None:
        self.scratch = scratch
        self.rounds = rounds
        self.table = Table()
        self._folders = 0

    def folder(self) -> Path:
        """Make a folder with an empty store of its own: what a store holds is not written again."""
        self._folders += 1
        folder = self.scratch / "work" / str(self._folders)
        shutil.rmtree(folder, ignore_errors=True)
        (folder / ".cellway").mkdir(parents=True)
        return folder

    def slope(self, name: str, prepare: Callable[[Path, int], list[str]]) -> Cost | None:
        """Measure what a step adds: between a short and a long chain, each run from nothing."""
        try:
            costs = {
                steps: best([self._once(prepare, steps) for _ in range(self.rounds)])
                for steps in (SHORT, LONG)
            }
        except (OSError, subprocess.CalledProcessError) as error:
            self.table.add(f"a step: {name}", f"failed: {str(error).splitlines()[0]}")
            print(getattr(error, "output", ""), file=sys.stderr)
            return None
        short, long = costs[SHORT], costs[LONG]
        steps = LONG - SHORT
        return Cost((long.wall - short.wall) / steps, (long.cpu - short.cpu) / steps)

    def _once(self, prepare: Callable[[Path, int], list[str]], steps: int) -> Cost:
        folder = self.folder()
        return run(prepare(folder, steps), folder)

    def program(self, environment: str, name: str) -> str:
        return str(self.scratch / environment / "bin" / name)


def install(bench: Bench) -> None:
    """Install the peers, with compiled modules: some installers leave that to the first import."""
    for name, packages in PEERS.items():
        folder = bench.scratch / name
        if not (folder / "installed").exists():
            print(f"installing {', '.join(packages)}", flush=True)
            subprocess.run([sys.executable, "-m", "venv", folder], check=True)
            python = folder / "bin" / "python"
            pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
            subprocess.run([*pip, *packages], check=True)
            subprocess.run([python, "-m", "compileall", "-qq", folder / "lib"], check=False)
            (folder / "installed").touch()


def measure_analysis(bench: Bench, peers: bool) -> None:
    folder = bench.folder()
    files = [workloads.different_cells(folder / f"{n}.ipynb", n) for n in (50, 300)]
    bundle = folder / "analysis.mjs"
    esbuild = f"{ROOT}/node_modules/.bin/esbuild"
    options = ["--bundle", "--platform=node", "--format=esm", "--log-level=error"]
    # Bundled CommonJS packages call require(), which ES modules do not have.
    require = 'import{createRequire as r}from"node:module";const require=r(import.meta.url);'
    options += [f"--banner:js={require}", f"--outfile={bundle}"]
    subprocess.run([esbuild, f"{ROOT}/benchmarks/analysis.ts", *options], check=True)
    modules = [
        ROOT / "node_modules/web-tree-sitter/web-tree-sitter.wasm",
        ROOT / "node_modules/tree-sitter-python/tree-sitter-python.wasm",
    ]
    lines = subprocess.run(
        ["node", bundle, *modules, *files], check=True, capture_output=True, text=True
    ).stdout.splitlines()
    for line, bar in zip(lines, (50, 100), strict=True):
        found = json.loads(line)
        cells = Path(found["file"]).stem
        whole, edit = found["whole"], found["edit"]
        what = f"{cells} cells in {cells} steps, from file to pipeline, warm"
        bench.table.add(what, f"{whole:.0f} ms", f"{bar} ms", whole < bar)
        bench.table.add("the same after an edit", f"{edit:.0f} ms", "20 ms", edit < 20)
    cold = best([run(["cellway", "check", str(files[0])], folder) for _ in range(bench.rounds)])
    bench.table.add("50 steps, `cellway check`, cold", _seconds(cold))
    if peers:
        path = bench.folder() / "kale.ipynb"
        notebook = workloads.different_cells(path, 50, for_kale=True)
        try:
            kale = run([bench.program("kale", "kale"), "--nb", str(notebook)], notebook.parent)
            ratio = f" ({kale.cpu / cold.cpu:.0f} x of the CPU)"
            bench.table.add("50 steps, `kale --nb`, cold", _seconds(kale) + ratio)
        except (OSError, subprocess.CalledProcessError) as error:
            print(getattr(error, "output", error), file=sys.stderr)
            bench.table.add("50 steps, `kale --nb`, cold", "failed")


def measure_steps(bench: Bench, peers: bool) -> None:
    def cellway(folder: Path, steps: int) -> list[str]:
        return ["cellway", "run", str(workloads.chain(folder / "chain.ipynb", steps))]

    def papermill(folder: Path, steps: int) -> list[str]:
        path = workloads.chain(folder / "chain.ipynb", steps)
        return [bench.program("runners", "papermill"), str(path), "out.ipynb", "--no-progress-bar"]

    def dvc(folder: Path, steps: int) -> list[str]:
        program = bench.program("runners", "dvc")
        subprocess.run([program, "init", "--no-scm", "-q"], cwd=folder, check=True)
        workloads.dvc_chain(folder, steps)
        return [program, "repro", "-q"]

    def snakemake(folder: Path, steps: int) -> list[str]:
        workloads.snakemake_chain(folder, steps)
        return [bench.program("runners", "snakemake"), "-c1", "-q", "all"]

    own = bench.slope("Cellway", cellway)
    if own is not None:
        met = own.wall <= 0.025 and own.cpu <= 0.020
        bench.table.add("a step: Cellway, wall / CPU", _ms(own), "25 / 20 ms", met)
    others = {"papermill, one kernel": papermill, "dvc": dvc, "snakemake": snakemake}
    for name, prepare in others.items() if peers else ():
        cost = bench.slope(name, prepare)
        if cost is not None:
            ratio = f" ({cost.cpu / own.cpu:.1f} x of the CPU)" if own else ""
            bench.table.add(f"a step: {name}, wall / CPU", _ms(cost) + ratio)


def measure_runs(bench: Bench) -> None:
    once = best([run(["cellway", "run", str(_chain(bench, 1))], bench.scratch) for _ in range(3)])
    bench.table.add("one step, cold command", _seconds(once), "1.2 s", once.wall <= 1.2)
    path = _chain(bench, 100)
    hundred = run(["cellway", "run", str(path)], path.parent)
    bench.table.add("a chain of 100 steps", _seconds(hundred), "4 s", hundred.wall < 4)
    path = _chain(bench, LONG)
    run(["cellway", "run", str(path)], path.parent)
    again = best([run(["cellway", "run", str(path)], path.parent) for _ in range(bench.rounds)])
    node = best([run(["cellway", "--version"], path.parent) for _ in range(bench.rounds)])
    beyond = Cost(again.wall - node.wall, again.cpu - node.cpu)
    what = f"{LONG} unchanged steps again, beyond the start of Node"
    bench.table.add(what, _seconds(beyond), "0.5 s", beyond.wall < 0.5)


def measure_arrays(bench: Bench) -> None:
    small = _array_run(bench, 8000)
    for size, label in ((100_000_000, "100 MB"), (1_000_000_000, "1 GB")):
        copy = _copy_and_write(bench, size)
        extra = _array_run(bench, size).wall - small.wall
        what = f"{label} to the next step, which reads 1 %; a copy and a write: {copy:.2f} s"
        bench.table.add(what, f"{extra:.2f} s", "3 x", extra <= 3 * copy)


def _array_run(bench: Bench, size: int) -> Cost:
    costs = []
    for _ in range(bench.rounds):
        path = workloads.arrays(bench.folder() / "arrays.ipynb", size)
        costs.append(run(["cellway", "run", str(path)], path.parent))
        shutil.rmtree(path.parent)
    return best(costs)


def _copy_and_write(bench: Bench, size: int) -> float:
    """Measure one copy in memory and one write that reaches the disk."""
    data = bytes(size)
    path = bench.folder() / "data"
    begun = time.monotonic()
    copied = bytearray(data)
    with path.open("wb") as file:
        file.write(copied)
        file.flush()
        os.fsync(file.fileno())
    seconds = time.monotonic() - begun
    path.unlink()
    return seconds


def measure_service(bench: Bench) -> None:
    folder = bench.folder()
    launch = {
        "socket": str(folder / "socket"),
        "secret": "0" * 32,
        "root": str(folder),
        "environment": dict(os.environ),
    }
    seconds = []
    for _ in range(bench.rounds):
        begun = time.monotonic()
        with subprocess.Popen(
            # As cellway/extension/process.py starts it.
            ["node", "--max-semi-space-size=2", ROOT / "cellway/service/service.mjs"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as service:
            assert service.stdin is not None and service.stdout is not None
            print(json.dumps(launch), file=service.stdin, flush=True)
            service.stdout.readline()
            seconds.append(time.monotonic() - begun)
            resident = Path(f"/proc/{service.pid}/statm")
            pages = int(resident.read_text().split()[1]) if resident.exists() else 0
            service.stdin.close()
        folder.mkdir(exist_ok=True)  # it has removed that of its socket
    ready, megabytes = min(seconds), pages * os.sysconf("SC_PAGE_SIZE") / 1e6
    bench.table.add("the service is ready in", f"{1000 * ready:.0f} ms", "400 ms", ready < 0.4)
    bench.table.add("and takes", f"{megabytes:.0f} MB", "120 MB", megabytes < 120)


def measure_front_end(bench: Bench) -> None:
    entries = sorted((ROOT / "cellway/labextension/static").glob("remoteEntry.*.js"))
    if entries:
        size = len(gzip.compress(entries[0].read_bytes())) / 1000
        bench.table.add("front-end entry, gzipped", f"{size:.0f} kB", "30 kB", size < 30)


def measure_lab(bench: Bench) -> None:
    program = ROOT / "benchmarks" / "lab" / "run.mjs"
    try:
        done = subprocess.run(
            ["node", program, "--json"], check=True, stdout=subprocess.PIPE, text=True
        )
    except (OSError, subprocess.CalledProcessError) as error:
        bench.table.add("JupyterLab, 300 cells", f"failed: {str(error).splitlines()[0]}")
        return
    for row in json.loads(done.stdout):
        beside = f", without Cellway {row['without']}" if "without" in row else ""
        bench.table.add(
            f"JupyterLab: {row['what']}",
            f"{row['cellway']}{beside}",
            row.get("bar", ""),
            row.get("met"),
        )


def _chain(bench: Bench, steps: int) -> Path:
    return workloads.chain(bench.folder() / "chain.ipynb", steps)


def _seconds(cost: Cost) -> str:
    return f"{cost.wall:.2f} s, CPU {cost.cpu:.2f} s"


def _ms(cost: Cost) -> str:
    return f"{1000 * cost.wall:.0f} / {1000 * cost.cpu:.0f} ms"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    default = Path(tempfile.gettempdir(), "cellway-benchmarks")
    parser.add_argument("--scratch", type=Path, default=default)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--no-peers", action="store_true")
    options = parser.parse_args()
    options.scratch.mkdir(parents=True, exist_ok=True)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    adopt_orphans()
    bench = Bench(options.scratch.resolve(), options.rounds)
    if not options.no_peers:
        install(bench)
    load = os.getloadavg()[0]
    bench.table.add("machine", f"{os.cpu_count()} processors, load {load:.1f} at the start")
    measure_analysis(bench, not options.no_peers)
    measure_steps(bench, not options.no_peers)
    measure_runs(bench)
    measure_arrays(bench)
    measure_service(bench)
    measure_front_end(bench)
    measure_lab(bench)
    bench.table.print()


if __name__ == "__main__":
    main()

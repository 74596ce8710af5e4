"""Run every check and every test suite, even when one fails, and count the tests.

With CELLWAY_TEST_CLUSTER set, those that need a cluster run too, where there is one.

A test that fails is tried once more: a landing does not depend on luck. What each suite
prints says which were.

The last line of the output is `N passed, N failed`, those before it name what failed. A check,
or a suite that could not even report, counts as one failure; the exit code is 0 only if nothing
failed.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree


class Counts(NamedTuple):
    passed: int
    failed: int
    names: tuple[str, ...] = ()
    """What has failed, as far as the report names it."""


class Suite(NamedTuple):
    """A command, and how to count the tests in the report that it writes (if it is not a check)."""

    name: str
    command: str
    counter: Callable[[Path], Counts] | None = None


def count_jest(report: Path) -> Counts:
    """Count in the JSON of jest; a file that cannot be loaded is one failure."""
    result = json.loads(report.read_text())
    names = [
        test["fullName"]
        for file in result["testResults"]
        for test in file["assertionResults"] or [{"fullName": file["name"], "status": "failed"}]
        if test["status"] == "failed"
    ]
    return Counts(
        result["numPassedTests"],
        result["numFailedTests"] + result["numRuntimeErrorTestSuites"],
        tuple(names),
    )


def count_junit(report: Path) -> Counts:
    """Count in JUnit XML, which pytest and many others write; an error is a failure."""
    root = ElementTree.parse(report)
    suites = list(root.iter("testsuite"))

    def total(key: str) -> int:
        return sum(int(suite.get(key, 0)) for suite in suites)

    failed = total("failures") + total("errors")
    names = [
        f"{case.get('classname')} {case.get('name')}"
        for case in root.iter("testcase")
        if case.find("failure") is not None or case.find("error") is not None
    ]
    return Counts(total("tests") - failed - total("skipped"), failed, tuple(names))


def count_both(report: Path) -> Counts:
    """Count what jest reports, and pytest in the file beside it."""
    beside = report.with_suffix(".xml")
    jest = count_jest(report)
    pytest = count_junit(beside) if beside.exists() else Counts(0, 1)
    return Counts(
        jest.passed + pytest.passed, jest.failed + pytest.failed, jest.names + pytest.names
    )


PROCESSORS = os.cpu_count() or 1

RETRY = "--reruns 1 --rerun-show-tracebacks"

AT_ONCE = 2
"""Suites of a stage that run side by side, and the next as soon as one ends."""

# One stage after the other: each suite keeps all processors busy. Side by side they take as long,
# more of the processors, and the patience of tests. Browsers leave room for a process.
STAGES = [
    [Suite("build", "make --no-print-directory build")],
    [
        Suite(
            "pytest",
            # A file is tested by one process: tests of it share what is slow to prepare.
            f"pytest -n {PROCESSORS + 1} --dist loadfile --no-loadscope-reorder {RETRY} "
            "--continue-on-collection-errors --junitxml={report}",
            count_junit,
        ),
    ],
    [
        Suite(
            "jest",
            # Tests of the cluster are the last ones.
            "env -u CELLWAY_TEST_CLUSTER jlpm test --maxWorkers=100% --json --outputFile={report}",
            count_jest,
        ),
    ],
    [
        Suite("ui", "env CELLWAY_UI_REPORT={report} make --no-print-directory ui", count_junit),
        Suite("lint", "make --no-print-directory lint"),
        Suite("types", "make --no-print-directory types"),
    ],
]
CLUSTER = Suite("cluster", "scripts/test-cluster.sh {report}", count_both)


def run(suite: Suite, folder: Path) -> Counts:
    """Run one suite, show what it has printed, and count its tests."""
    report = folder / suite.name
    command = suite.command.format(report=report).split()
    start = time.monotonic()
    print(f"=== {suite.name} begins", flush=True)
    done = subprocess.run(command, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    print(f"\n=== {suite.name}\n{done.stdout.decode(errors='replace')}", end="", flush=True)
    counts = Counts(0, 0)
    if suite.counter and report.exists():
        counts = suite.counter(report)
    if done.returncode != 0 and counts.failed == 0:
        counts = counts._replace(failed=1)
    verdict = "failed" if counts.failed else "ok"
    print(f"=== {suite.name}: {verdict}, {time.monotonic() - start:.0f} s", flush=True)
    return counts


def count_cluster_tests(report: Path) -> int:
    """Count those that jest has left out, in its report."""
    if not report.exists():
        return 0
    return sum(
        test["status"] == "pending"
        for file in json.loads(report.read_text())["testResults"]
        if "/__tests__/cluster/" in file["name"]
        for test in file["assertionResults"]
    )


def main() -> int:
    counts: dict[str, Counts] = {}
    os.environ["CELLWAY_TEST_RETRIES"] = "1"
    if os.environ.get("CELLWAY_TEST_CLUSTER"):
        # Last, so that there was time to build one.
        STAGES.append([CLUSTER])
    with tempfile.TemporaryDirectory() as name, ThreadPoolExecutor(AT_ONCE) as pool:
        folder = Path(name)
        for stage in STAGES:
            running = {suite.name: pool.submit(run, suite, folder) for suite in stage}
            counts |= {suite: each.result() for suite, each in running.items()}
        if not (folder / CLUSTER.name).exists():
            left_out = count_cluster_tests(folder / "jest")
            print(f"\n{left_out} tests that need a cluster did not run (make test-cluster)")
    for name, count in counts.items():
        if count.failed:
            print(f"\n{name} failed:", *(count.names or ["see above"]), sep="\n  ")
    passed = sum(count.passed for count in counts.values())
    failed = sum(count.failed for count in counts.values())
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

"""The promise, on a real cluster: a part of the cases, with a pod for each step or for several.

Needs the cluster of KUBECONFIG with Argo Workflows, and CELLWAY_TEST_NOTEBOOK_IMAGE: an image
that its nodes have, with IPython and the libraries of the cases.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from secrets import token_hex
from typing import Any

import pytest

from engine.runs import Engine, Ran
from notebook_cases import Case, read_cases
from test_engine_cases import Runs, check
from test_run_all_cases import skip_if_it_cannot_run

IMAGE = os.environ.get("CELLWAY_TEST_NOTEBOOK_IMAGE")
KUBECTL = os.environ.get("CELLWAY_TEST_KUBECTL", "kubectl")
COUNT = 40

pytestmark = pytest.mark.skipif(
    not (IMAGE and os.environ.get("KUBECONFIG") and os.environ.get("CELLWAY_TEST_CLUSTER")),
    reason="needs a cluster: KUBECONFIG, CELLWAY_TEST_CLUSTER and CELLWAY_TEST_NOTEBOOK_IMAGE",
)

MANUAL = Path(__file__).parent.parent / "docs" / "argo.md"


def rights_of_steps() -> str:
    """Return what Argo's own part of a pod has to be allowed, as people are told."""
    return MANUAL.read_text(encoding="utf-8").split("```yaml\n")[1].split("```")[0]


def chosen() -> list[Case]:
    """Return cases from all over the suite."""
    cases = read_cases(Path(__file__).parent / "notebooks")
    return cases[:: max(1, len(cases) // COUNT)][:COUNT]


CASES = chosen()
HERE_FIRST = {case.name for index, case in enumerate(CASES) if index % 3}
"""Those that run on this machine before: what was short here shares pods there."""


class SometimesHereFirst(Engine):
    """Runs notebooks on a cluster, and some of them on this machine before."""

    def __init__(self, folder: Path, argo: Mapping[str, Any]) -> None:
        super().__init__(folder, argo=argo)
        self._here = Engine(folder, like=self)

    def close(self) -> None:
        self._here.close()
        super().close()

    def run(self, notebook: Path, **options: Any) -> Ran:
        if notebook.stem in HERE_FIRST:
            self._here.run(notebook, **options)
        return super().run(notebook, **options)


def kubectl(*call: str, text: str = "") -> str:
    done = subprocess.run([KUBECTL, *call], input=text, text=True, check=True, capture_output=True)
    return done.stdout


@pytest.fixture(scope="module")
def namespace() -> Iterator[str]:
    """Make a namespace in which pods may do as little as can be."""
    name = f"cellway-test-{token_hex(4)}"
    kubectl("create", "namespace", name)
    try:
        kubectl("label", "namespace", name, "pod-security.kubernetes.io/enforce=restricted")
        kubectl("--namespace", name, "apply", "--filename", "-", text=rights_of_steps())
        yield name
    finally:
        kubectl("delete", "namespace", name, "--wait=false")


@pytest.fixture(scope="module")
def runs(
    namespace: str, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Runs]:
    folder = tmp_path_factory.mktemp("cluster")
    options = {
        "namespace": namespace,
        "image": IMAGE,
        "imagePullPolicy": "IfNotPresent",
        "storage": {"size": "1Gi"},
    }
    with closing(Runs(folder, SometimesHereFirst(folder, options))) as runs:
        runs.start_all(request)
        yield runs


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.group}:{case.name}")
def test_a_case_shows_what_run_all_shows(case: Case, runs: Runs) -> None:
    skip_if_it_cannot_run(case)
    check(case, runs)


def test_what_was_short_here_shares_a_pod_there(runs: Runs, namespace: str) -> None:
    ran = runs.ran(next(case for case in CASES if case.name in HERE_FIRST))
    run = f"cellway.dev/run={ran.handle['id']}"
    answer = kubectl("--namespace", namespace, "get", "pods", "-l", run, "-o", "json")
    labels = [pod["metadata"]["labels"] for pod in json.loads(answer)["items"]]
    assert any("." in each["cellway.dev/step"] for each in labels), labels

"""What `pip install` puts into an environment."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of the files in the wheel of what is built, without the version in them."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check"),
            *("--no-build-isolation", "--no-deps", "--wheel-dir", folder, ROOT),
        ],
        env=os.environ | {"SKIP_JUPYTER_BUILDER": "1"},
        check=True,
    )
    [wheel] = folder.glob("cellway-*.whl")
    data = "-".join(wheel.name.split("-")[:2]) + ".data/data/"
    return {name.removeprefix(data) for name in zipfile.ZipFile(wheel).namelist()}


@pytest.mark.parametrize(
    "name",
    [
        "cellway/extension/app.py",
        "cellway/service/cli.mjs",
        "cellway/service/runner.pyz",
        "cellway/service/runner/__main__.py",
        "cellway/service/task-runner.pyz",
        "cellway/service/service.mjs",
        "cellway/service/tree-sitter-python.wasm",
        "cellway/service/web-tree-sitter.wasm",
        "cellway/examples/breast_cancer/breast_cancer.ipynb",
        "cellway/examples/titanic/passengers.csv",
        "cellway/py.typed",
        "etc/jupyter/jupyter_server_config.d/cellway.json",
        "share/jupyter/labextensions/cellway/install.json",
        "share/jupyter/labextensions/cellway/package.json",
    ],
)
def test_it_holds(names: set[str], name: str) -> None:
    assert name in names


def test_it_holds_nothing_that_runs_have_left(names: set[str]) -> None:
    assert not [name for name in names if ".cellway/" in name or "checkpoints" in name]


def test_it_holds_the_runner_once_to_run_and_once_to_send(names: set[str]) -> None:
    assert [name for name in sorted(names) if name.endswith("/program.py")] == [
        "cellway/service/runner/_cellway_runner/program.py"
    ]


def test_what_python_has_compiled_is_left_to_whoever_installs_it(names: set[str]) -> None:
    assert not [name for name in names if name.endswith(".pyc")]

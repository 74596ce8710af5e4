"""`cellway doctor` and `cellway demo` as they are installed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

CELLWAY = Path(sys.executable).with_name("cellway")


def environment(folder: Path, **more: str) -> dict[str, str]:
    """An environment in which nothing of this machine's settings counts."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
        "NO_COLOR": "1",
        **more,
    }


def findings(folder: Path, **more: str) -> tuple[int, dict[str, dict[str, Any]]]:
    done = subprocess.run(
        [CELLWAY, "doctor", "--json"],
        cwd=folder,
        env=environment(folder, **more),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return done.returncode, {each["subject"]: each for each in json.loads(done.stdout)}


def test_the_doctor_finds_that_all_is_well(tmp_path: Path) -> None:
    code, found = findings(tmp_path)
    assert code == 0
    assert {each["state"] for each in found.values()} == {"well"}, found
    assert found["Store"]["text"].startswith(str(tmp_path / ".cellway"))
    assert "succeeded" in found["A run of two steps"]["text"]
    # IPython makes its own folder.
    assert not {each.name for each in tmp_path.iterdir()} - {".ipython"}


def test_the_doctor_tells_what_is_missing_and_how_to_get_it(tmp_path: Path) -> None:
    """A Python with nothing in it, and no place to keep runs."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / "bare"], check=True)
    kernel = tmp_path / "data" / "kernels" / "python3"
    kernel.mkdir(parents=True)
    bare = str(tmp_path / "bare" / "bin" / "python")
    argv = [bare, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    (kernel / "kernel.json").write_text(json.dumps({"argv": argv, "language": "python"}))
    code, found = findings(tmp_path, JUPYTER_PATH=str(tmp_path / "data"))
    assert code == 0
    assert found["IPython"]["state"] == "lacking"
    assert found["IPython"]["hint"] == f"{bare} -m pip install ipykernel"
    assert found["A run of two steps"]["state"] == "well"
    (tmp_path / "bare" / "bin" / "python").unlink()
    code, found = findings(tmp_path, JUPYTER_PATH=str(tmp_path / "data"))
    assert code == 1
    assert found["Python of steps"]["state"] == "missing"
    assert "kernel.json" in found["Python of steps"]["hint"]


def test_the_demo_shows_the_examples_in_jupyterlab(tmp_path: Path) -> None:
    folder = tmp_path / "examples"
    log = tmp_path / "log"
    with log.open("w") as output:
        demo = subprocess.Popen(
            [CELLWAY, "demo", folder],
            env=environment(tmp_path, BROWSER="true", JUPYTER_TOKEN="t"),
            stdout=output,
            stderr=output,
        )
    try:
        server = wait_for_server(demo, tmp_path / "runtime", log)
        client = httpx.Client(
            base_url=server["url"], headers={"Authorization": "token t"}, timeout=60
        )
        assert client.get("cellway/api/health").status_code == 200
        opened = "breast_cancer/breast_cancer.ipynb"
        assert client.get(f"api/contents/{opened}").status_code == 200
        assert "cellway" in client.get(f"lab/tree/{opened}").text
        assert "Run as Pipeline" in log.read_text()
        assert f"{server['url']}lab/tree/{opened}" in log.read_text()
    finally:
        demo.send_signal(signal.SIGTERM)
        demo.wait(60)
    assert not any((folder / name).exists() for name in (".cellway", ".ipynb_checkpoints"))


def wait_for_server(demo: subprocess.Popen[bytes], runtime: Path, log: Path) -> dict[str, Any]:
    for _ in range(1200):
        assert demo.poll() is None, log.read_text()
        for path in runtime.glob("jpserver-*.json"):
            try:
                server: dict[str, Any] = json.loads(path.read_text())
                return server
            except ValueError:
                pass
        time.sleep(0.1)
    raise AssertionError(log.read_text())


def test_the_demo_writes_over_nothing(tmp_path: Path) -> None:
    (tmp_path / "mine").touch()
    done = subprocess.run(
        [CELLWAY, "demo", tmp_path],
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert f"There is something in {tmp_path} already" in done.stderr
    assert [each.name for each in tmp_path.iterdir()] == ["mine"]


def test_clusters_are_named_and_none_is_asked(tmp_path: Path) -> None:
    _, found = findings(tmp_path)
    assert found["Clusters"]["text"] == "none known: there is no kubeconfig"
    # Nobody listens there: it would take long to find out.
    (tmp_path / "config").write_text(
        """
contexts: [{name: lab, context: {cluster: lab}}]
clusters: [{name: lab, cluster: {server: 'https://192.0.2.1'}}]
"""
    )
    _, found = findings(tmp_path, KUBECONFIG=str(tmp_path / "config"))
    assert (found["Clusters"]["state"], found["Clusters"]["text"]) == ("well", "lab")
    (tmp_path / "config").write_text("{")
    _, found = findings(tmp_path, KUBECONFIG=str(tmp_path / "config"))
    assert found["Clusters"]["state"] == "lacking"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["doctor", "--clean"], "--clean is about a cluster"),
        (["doctor", "--claim", "data"], "--claim is about a cluster"),
        (["doctor", "--context", "lab", "--claim", "data"], "add '--clean'"),
        (["doctor", "--context", "lab", "--clean", "--days", "3"], "name it with '--claim'"),
        (
            ["doctor", "--context", "lab", "--clean", "--claim", "data", "--days", "0"],
            "Give a number of days",
        ),
        (["doctor", "--context", "lab"], "No cluster is known here"),
        (["run", "a.ipynb", "--namespace", "team"], "add '--engine argo'"),
        (["run", "a.ipynb", "--engine", "argo"], "No cluster is known here"),
        (["run", "a.ipynb", "--engine", "cluster"], "There is no engine 'cluster'"),
    ],
)
def test_what_is_said_of_clusters_has_to_make_sense(
    words: list[str], message: str, tmp_path: Path
) -> None:
    (tmp_path / "a.ipynb").write_text(
        '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'
    )
    done = subprocess.run(
        [CELLWAY, *words],
        cwd=tmp_path,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr

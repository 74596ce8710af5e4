"""What several test files share."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from disks import mount
from replay.planner import Planner

# The same cases in each run, so that a landing does not depend on luck, nor on who else uses
# the processors.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("random", deadline=None)
settings.load_profile("random" if os.environ.get("CELLWAY_SEED") == "random" else "same")

# Where tests make homes of their own: else matplotlib looks for all fonts in each, which writes
# a file, so that every step does it by itself.
os.environ.setdefault("MPLCONFIGDIR", str(Path(tempfile.gettempdir(), "cellway-matplotlib")))

SUMMARY = pytest.StashKey[list[str]]()
"""What tests have counted, to be shown at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin what takes minutes first, so that in the end no process has much left alone."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Send what was counted to the process that tells it, where tests run in several."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["counted"] = session.config.stash.get(SUMMARY, [])


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    counted = getattr(node, "workeroutput", {}).get("counted", [])
    node.config.stash.setdefault(SUMMARY, []).extend(counted)


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    lines = config.stash.get(SUMMARY, [])
    if lines:
        terminalreporter.section("counted")
    for line in lines:
        terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def planner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planner]:
    with closing(Planner(tmp_path_factory.mktemp("planner"))) as planner:
        yield planner


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on a file system of its own of 16 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0 or not mount("size=16m", folder):
        pytest.skip("file systems can be mounted by root on Linux only")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)

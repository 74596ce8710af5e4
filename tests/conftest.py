"""What several test files share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from replay.planner import Planner

SUMMARY = pytest.StashKey[list[str]]()
"""What tests have counted, to be shown at the end."""


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

"""What several test files share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from replay.planner import Planner


@pytest.fixture(scope="session")
def planner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planner]:
    with closing(Planner(tmp_path_factory.mktemp("planner"))) as planner:
        yield planner

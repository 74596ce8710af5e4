"""The program as it ships, and places to run steps in; processes to pass values between."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from .boundary import Boundary
from .steps import Runner, Workplace

BUILD = Path(__file__).parents[2] / "scripts" / "build-runner.py"


@pytest.fixture(scope="session")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One file, as it goes to pods and into kernels."""
    packed = tmp_path_factory.mktemp("runner") / "runner.pyz"
    subprocess.run([sys.executable, BUILD, packed], check=True)
    return packed


@pytest.fixture(scope="session")
def program(packed: Path) -> Path:
    """The folder beside it, as it runs on this machine."""
    return packed.with_suffix("")


@pytest.fixture
def workplace(program: Path, tmp_path: Path) -> Workplace:
    """Steps in a Python with IPython."""
    return Workplace(tmp_path, Runner(program))


@pytest.fixture
def plain(program: Path, tmp_path: Path) -> Workplace:
    """Steps in a Python that has nothing but its standard library."""
    return Workplace(tmp_path, Runner(program, ("-S",)))


@pytest.fixture(scope="session")
def boundary() -> Iterator[Boundary]:
    with closing(Boundary()) as boundary:
        yield boundary


@pytest.fixture(scope="session")
def library_boundary() -> Iterator[Boundary]:
    pytest.importorskip("sklearn")
    with closing(Boundary("numpy", "pandas", "sklearn.linear_model")) as boundary:
        yield boundary

"""A step shows what a kernel shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from .kernel_cases import FAILING, RUN_ON
from .steps import Json, Outcome, Runner, Workplace

NAMES = re.compile(
    r"/\S*/(?=failing\.py)|/\S*ipykernel_\d+/\d+\.py|<ipython-input-\d+-cell>"
    r"|\((\d+\.py|Cell In\[\d+\])(?=, line)"
)
NUMBERS = re.compile(r"In\[\d+\]")
"""IPython counts a cell twice that it cannot transform."""
ADDRESSES = re.compile(r"0x[0-9a-f]+")
THREADS = re.compile(r"Thread-\d+")


def fill(folder: Path) -> None:
    """Put files beside the notebook."""
    (folder / "beside.py").write_text("VALUE = 'beside'\n")
    (folder / "script.py").write_text("print('script', __name__)\n")
    (folder / "failing.py").write_text("def f():\n    1 / 0\n\nf()\n")


def run_in_kernel(sources: list[str], folder: Path) -> list[Json]:
    make: Any = nbformat.v4
    notebook = make.new_notebook(cells=[make.new_code_cell(source) for source in sources])
    client = NotebookClient(notebook, allow_errors=True, resources={"metadata": {"path": folder}})
    client.execute()
    return list(notebook.cells)


@pytest.fixture(scope="module")
def kernel(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Json]:
    """The cells of a notebook that a kernel has run: those that run on, then those that fail."""
    folder = tmp_path_factory.mktemp("kernel")
    fill(folder)
    cases = {**RUN_ON, **{f"failing {name}": source for name, source in FAILING.items()}}
    return dict(zip(cases, run_in_kernel(list(cases.values()), folder), strict=True))


@pytest.fixture(scope="module")
def step(
    kernel: dict[str, Json], program: Path, tmp_path_factory: pytest.TempPathFactory
) -> Outcome:
    """The cases that run on, in one step."""
    workplace = Workplace(tmp_path_factory.mktemp("step"), Runner(program))
    fill(workplace.folder)
    return workplace.run(cells=[cell(kernel[case], index) for index, case in enumerate(RUN_ON)])


def cell(executed: Json, index: int) -> Json:
    """A cell of a request, with the number that it has got in the kernel."""
    count = executed["execution_count"]
    numbered = {} if count is None else {"count": count}
    return {"index": index, "source": executed["source"], "omit": [], **numbered}


def test_all_cells_ran(step: Outcome) -> None:
    assert (step.code, step.error, step.result.get("error")) == (0, "", None)
    assert step.result["status"] == "succeeded"
    assert len(step.cells) == len(RUN_ON)


@pytest.mark.parametrize("case", RUN_ON)
def test_shows_what_a_kernel_shows(case: str, kernel: dict[str, Json], step: Outcome) -> None:
    outputs = step.cells[list(RUN_ON).index(case)]["outputs"]
    assert comparable(outputs) == comparable(kernel[case]["outputs"])


@pytest.mark.parametrize("case", FAILING)
def test_fails_as_in_a_kernel(case: str, kernel: dict[str, Json], workplace: Workplace) -> None:
    fill(workplace.folder)
    expected = kernel[f"failing {case}"]
    next_cell = {"index": 5, "source": "print('not reached')", "omit": []}
    outcome = workplace.run(cells=[cell(expected, 4), next_cell])
    assert comparable(outcome.cells[0]["outputs"]) == comparable(expected["outputs"])
    assert [cell["status"] for cell in outcome.cells] == ["failed", "not run"]
    assert outcome.result["error"]["cell"] == 4
    assert "line" in outcome.result["error"]


def comparable(outputs: list[Json]) -> Any:
    """What has to be equal: everything but names, addresses and the order of two streams.

    A kernel's streams are told apart in time only roughly.
    """
    plain = [_plain(output) for output in outputs]
    names = {output.get("name") for output in plain} - {None}
    if len(names) < 2:
        return list(_merged(plain))
    others = [output for output in plain if "name" not in output]
    texts = {
        name: "".join(output["text"] for output in plain if output.get("name") == name)
        for name in names
    }
    return others, texts


def _merged(outputs: list[Json]) -> Iterator[Json]:
    """Join what a kernel sent in several messages."""
    text: Json | None = None
    for output in outputs:
        if "name" in output and text is not None:
            text["text"] += output["text"]
        else:
            text = output if "name" in output else None
            yield output


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        value = THREADS.sub("Thread-N", ADDRESSES.sub("0x0", NAMES.sub("CELL", value)))
        return NUMBERS.sub("In[N]", value)
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value

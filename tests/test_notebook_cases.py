"""The notebook cases themselves: well formed, deterministic, and true of Run All."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from notebook_cases import Case, CaseError, read_cases, to_ipynb, write_cases
from run_all import Outcome, RunAll, definitions
from test_run_all_cases import LIBRARIES, skip_if_it_cannot_run

pytestmark = pytest.mark.long

CASES = read_cases(Path(__file__).parent / "notebooks")
each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.group}:{case.name}")


class Without(NamedTuple):
    """A step that is left out; its functions, classes and imports stay, but not that of a name."""

    step: str
    name: str | None


class Oracle:
    """Runs cases, each of them and each way once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.count = 0
        self.servers: dict[tuple[int, bool], RunAll] = {}
        self.known: dict[tuple[str, Without | None, int], Outcome] = {}

    def run(self, case: Case, without: Without | None = None, hash_seed: int = 0) -> Outcome:
        """Runs the code cells of a case; goes on where cells fail for want of a step left out."""
        key = (case.name, without, hash_seed)
        if key not in self.known:
            self.count += 1
            home = self.folder / f"{self.count}"
            home.mkdir()
            for name, content in case.files.items():
                (home / name).parent.mkdir(parents=True, exist_ok=True)
                (home / name).write_bytes(content)
            self.known[key] = self.server(case, hash_seed).run(
                home,
                sources(case, without),
                keep_going=without is not None,
                may_raise=case.may_raise(),
            )
        return self.known[key]

    def server(self, case: Case, hash_seed: int) -> RunAll:
        key = (hash_seed, case.group.startswith("lib_"))
        if key not in self.servers:
            self.servers[key] = RunAll(*(LIBRARIES if key[1] else ()), hash_seed=hash_seed)
        return self.servers[key]

    def close(self) -> None:
        for server in self.servers.values():
            server.close()


def sources(case: Case, without: Without | None) -> list[str]:
    found: list[str] = []
    for cell, step in zip(case.cells, case.steps(), strict=True):
        if step is None:
            found.append("")
        elif without is not None and step == without.step:
            # Each definition on its own: one that reads a variable of the step may fail.
            defined = definitions(cell.source, without.name)
            tries = [f"try: exec({text!r})\nexcept Exception: pass" for text in defined]
            found.append("\n".join(tries))
        else:
            found.append(cell.source)
    return found


@pytest.fixture(scope="module")
def oracle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Oracle]:
    with closing(Oracle(tmp_path_factory.mktemp("cases"))) as oracle:
        yield oracle


def shown(case: Case, outcome: Outcome, steps: set[str]) -> list[tuple[str, str | None]]:
    """What the cells of these steps print, and the exceptions they end in."""
    cells = enumerate(zip(case.steps(), outcome.outputs, strict=False))
    return [(text, outcome.errors.get(n)) for n, (step, text) in cells if step in steps]


def later(case: Case, step: str) -> set[str]:
    names = [name for name in case.steps() if name is not None]
    return set(names[names.index(step) :])


def test_there_are_many_and_their_names_differ() -> None:
    assert len(CASES) >= 200
    assert len({case.name for case in CASES}) == len(CASES)


def test_a_case_becomes_a_notebook() -> None:
    for case in CASES:
        cells = to_ipynb(case)["cells"]
        assert [cell["cell_type"] for cell in cells] == [cell.type for cell in case.cells]
        assert len({cell["id"] for cell in cells}) == len(cells)
        assert "".join(cells[-1]["source"]) == case.cells[-1].source


@each_case
def test_a_case_runs_and_prints_the_same_again(case: Case, oracle: Oracle) -> None:
    skip_if_it_cannot_run(case)
    first, second = oracle.run(case), oracle.run(case, hash_seed=1)
    steps = case.steps()
    may_raise = case.may_raise()
    errors = [(name, steps[cell]) for cell, name in first.errors.items() if cell not in may_raise]
    assert errors == ([(case.raises.error, case.raises.step)] if case.raises else [])
    assert first == second
    assert any(first.outputs), "a case that prints nothing shows nothing"


@each_case
def test_what_a_case_expects_is_true_of_run_all(case: Case, oracle: Oracle) -> None:
    """A step prints the same without a step it is apart from, and not without one it needs."""
    skip_if_it_cannot_run(case)
    whole = oracle.run(case)
    for expectation in case.expectations:
        step, other = expectation.step, expectation.other
        if other is None:
            continue
        partial = oracle.run(case, Without(other, expectation.name))
        steps = {step}
        if expectation.kind == "apart":
            same = shown(case, partial, steps) == shown(case, whole, steps)
            assert same, f"{expectation}: '{other}' changes what is printed"
        elif expectation.certain:
            if not any(text for text, _ in shown(case, whole, steps)):
                steps |= later(case, step) - {other}
            same = shown(case, partial, steps) == shown(case, whole, steps)
            assert not same, f"{expectation}: nothing changes without '{other}'"


def test_cases_are_written_as_notebooks_with_their_files(tmp_path: Path) -> None:
    write_cases(CASES, tmp_path)
    for case in CASES:
        assert (tmp_path / case.name / f"{case.name}.ipynb").stat().st_size
        for name, content in case.files.items():
            assert (tmp_path / case.name / name).read_bytes() == content


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("# case: Upper\n# %% step:a\nprint(1)\n", ":1: expected '# case:"),
        ("# case: x\n# color: red\n# %% step:a\nprint(1)\n", ":2: unknown header 'color'"),
        ("# case: x\n# expect: a -> b\n# %% step:a\nprint(1)\n", ":2: not an expectation"),
        ("# case: x\n# expect: b < a\n# %% step:a\nprint(1)\n", "there is no step 'b'"),
        ("# case: x\n# told: magic in a\n# %% step:a\nprint(1)\n", ":2: unknown diagnostic"),
        ("# case: x\n# %% [markdown]\nplain\n", ":3: a line of a markdown cell"),
        ("# case: x\n# file ../y\n#| 1\n# %% step:a\nprint(1)\n", "is not a new path"),
        ("# case: x\n# %% [markdown]\n# plain\n", "without a code cell"),
        ("# case: x\n# %% step:a\n1\n# case: x\n# %% step:a\n1\n", "'x' is also in"),
        ("x = 1\n# case: x\n# %% step:a\n1\n", ":1: only comments"),
    ],
)
def test_a_mistake_in_a_case_file_is_named(tmp_path: Path, text: str, problem: str) -> None:
    (tmp_path / "group.py").write_text(text)
    with pytest.raises(CaseError, match=problem.replace("(", "\\(")):
        read_cases(tmp_path)


def test_all_parts_of_a_case_are_read(tmp_path: Path) -> None:
    (tmp_path / "group.py").write_text(
        "# About the group.\n\n# case: all-parts\n# about: why\n"
        "# expect: b.k <- a; a.k <- none\n# expect: b !< a; a < b (may)\n"
        "# told: unknown-name in b\n# raises: NameError in b\n"
        "# file in/x.csv\n#| a,b\n#|\n#|  1\n\n"
        "# %% [markdown]\n# # Title\n#\n# text\n\n# %% step:a hide\n\nk = 1\n\n\n"
        "# comment\n# %%\nk\n# %% skip\n# %% step:b prev:a\nprint(k)\n"
    )
    (case,) = read_cases(tmp_path)
    assert (case.name, case.group, case.about) == ("all-parts", "group", "why")
    said = ["b.k <- a", "a.k <- none", "b !< a", "a < b"]
    assert [str(expectation) for expectation in case.expectations] == said
    assert [expectation.certain for expectation in case.expectations] == [True, True, True, False]
    assert case.told[0].code == "unknown-name"
    assert case.raises is not None
    assert case.files == {"in/x.csv": b"a,b\n\n 1\n"}
    assert [cell.source for cell in case.cells] == [
        "# Title\n\ntext",
        "k = 1\n\n\n# comment",
        "k",
        "",
        "print(k)",
    ]
    assert case.cells[1].tags == ("step:a", "hide")
    assert case.steps() == (None, "a", "a", None, "b")


def test_headings_of_the_commonest_level_name_the_steps(tmp_path: Path) -> None:
    (tmp_path / "group.py").write_text(
        "# case: headings\n# %%\n0\n# %% [markdown]\n# # Title\n# %%\n1\n"
        "# %% [markdown]\n# ## Load it!\n# %%\n2\n# %% [markdown]\n# ## Use\n# %%\nprint(3)\n"
    )
    (case,) = read_cases(tmp_path)
    assert case.steps() == ("start", None, "start", None, "load_it", None, "use")

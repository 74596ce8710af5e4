"""`cellway run` where it has run before: what runs again, and what the options say to that."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

CELLWAY = Path(sys.executable).with_name("cellway")

Cell = tuple[str, str]

CHAIN: Sequence[Cell] = (
    ("pipeline-parameters", "n = 3"),
    ("step:load", "numbers = list(range(n))\nprint(numbers)"),
    ("step:odd", "odd = [i for i in numbers if i % 2]\nprint(odd)"),
    ("step:title", "title = 'Numbers'"),
    ("step:show", "print(title, sum(odd))"),
)


class Project:
    """A folder with a notebook that is run again and again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.notebook = folder / "notebook.ipynb"

    def write(self, cells: Sequence[Cell]) -> None:
        content = {
            "cells": [
                {
                    "cell_type": "markdown" if tags == "text" else "code",
                    "metadata": {"tags": tags.split()},
                    "source": source,
                    **({} if tags == "text" else {"execution_count": None, "outputs": []}),
                }
                for tags, source in cells
            ],
            "metadata": {},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
        self.notebook.write_text(json.dumps(content))

    def call(
        self, *options: str, variables: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "HOME": str(self.folder), "NO_COLOR": "1", **(variables or {})}
        return subprocess.run(
            [CELLWAY, "run", self.notebook, *options],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def run(self, *options: str, variables: Mapping[str, str] | None = None) -> dict[str, str]:
        """Run the notebook and return the status of each step."""
        ran = self.call("--json", *options, variables=variables)
        assert ran.returncode == 0, ran.stdout + ran.stderr
        last = json.loads(ran.stdout.splitlines()[-1])
        return {step["name"]: step["status"] for step in last["steps"]}

    def executed(self, *options: str, variables: Mapping[str, str] | None = None) -> list[str]:
        """Run the notebook and return the steps that were executed."""
        statuses = self.run(*options, variables=variables)
        assert set(statuses.values()) <= {"succeeded", "cached"}
        return [step for step, status in statuses.items() if status == "succeeded"]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def outputs(path: Path) -> list[Any]:
    cells = json.loads(path.read_text())["cells"]
    return [(cell["execution_count"], cell["outputs"]) for cell in cells if "outputs" in cell]


def test_nothing_runs_again_without_a_change(project: Project) -> None:
    project.write(CHAIN)
    first, second = project.folder / "first.ipynb", project.folder / "second.ipynb"
    assert project.executed("--output", str(first)) == ["load", "odd", "title", "show"]
    ran = project.call("--output", str(second))
    assert "4 cached" in ran.stdout
    assert outputs(first) == outputs(second)


def test_comments_and_moved_cells_run_nothing(project: Project) -> None:
    project.write(CHAIN)
    project.run()
    moved = [("text", "# About"), *((tags, f"# more\n\n{code}  # ok") for tags, code in CHAIN)]
    project.write(moved)
    assert project.executed() == []


def test_a_parameter_runs_what_its_changes_reach(project: Project) -> None:
    project.write(CHAIN)
    project.run()
    # The odd numbers below 3 and below 2 are the same.
    assert project.executed("-p", "n=2") == ["load", "odd"]
    assert project.executed("-p", "n=4") == ["load", "odd", "show"]
    assert project.executed("--parameter", "n=3") == []


def test_files_modules_and_variables_are_seen(project: Project) -> None:
    project.write(
        [
            ("step:file", "import os\nprint(os.path.exists('a') and open('a').read())"),
            ("step:module", "import own\nprint(own.x)"),
            ("step:folder", "import os\nprint(len(os.listdir('data')))"),
            ("step:variable", "import os\nprint(os.environ.get('MODE'))"),
            ("step:nothing", "print('constant')"),
        ]
    )
    (project.folder / "own.py").write_text("x = 1")
    (project.folder / "data").mkdir()
    assert len(project.executed()) == 5
    assert project.executed() == []
    (project.folder / "a").write_text("1")
    assert project.executed() == ["file"]
    (project.folder / "own.py").write_text("x = 2")
    assert project.executed() == ["module"]
    (project.folder / "data" / "new").write_text("")
    assert project.executed() == ["folder"]
    assert project.executed(variables={"MODE": "x"}) == ["variable"]
    assert project.executed() == []


def test_a_written_file_is_put_back(project: Project) -> None:
    project.write(
        [
            ("step:one", "open('a.txt', 'w').write('one')"),
            ("step:two", "with open('a.txt', 'a') as file:\n    file.write(' two')"),
            ("step:three", "print(open('a.txt').read())"),
        ]
    )
    project.run()
    written = project.folder / "a.txt"
    assert written.read_text() == "one two"
    assert project.executed() == []
    written.unlink()
    assert project.executed() == []
    assert written.read_text() == "one two"


def test_what_cannot_be_seen_runs_every_time(project: Project) -> None:
    project.write([("step:shell", "!echo hello"), ("step:other", "x = 1")])
    first = project.call()
    assert "[unverified]" in first.stdout
    assert "cache:enabled" in first.stdout
    assert project.executed() == ["shell"]
    project.write([("step:shell cache:enabled", "!echo hello"), ("step:other", "x = 1")])
    assert project.executed() == ["shell"]
    assert project.executed() == []


def test_steps_that_write_into_one_folder_are_no_race(project: Project) -> None:
    (project.folder / "out").mkdir()
    project.write(
        [
            (
                f"step:{name}",
                "import os\nif os.path.isdir('out'):\n"
                f"    with open('out/{name}', 'w') as file:\n        file.write('x')",
            )
            for name in ("one", "two", "three")
        ]
    )
    assert "race" not in project.call().stdout
    ran = project.call()
    assert "race" not in ran.stdout
    assert "3 cached" in ran.stdout


def test_the_time_of_day_is_not_cached(project: Project) -> None:
    project.write(
        [
            ("step:now", "from datetime import datetime\nprint(datetime.now().year)"),
            ("step:duration", "import time\nstart = time.time()"),
        ]
    )
    assert "time of day" in project.call().stdout
    assert project.executed() == ["now"]


def test_selected_steps(project: Project) -> None:
    project.write(CHAIN)
    alone = project.call("--only", "odd")
    assert alone.returncode == 2
    assert "step 'load', which it needs" in alone.stderr
    assert "--to odd" in alone.stderr
    assert project.run("--to", "odd") == {
        "load": "succeeded",
        "odd": "succeeded",
        "title": "skipped",
        "show": "skipped",
    }
    assert project.run("--only", "odd") == {
        "load": "cached",
        "odd": "succeeded",
        "title": "skipped",
        "show": "skipped",
    }
    assert project.run() == {
        "load": "cached",
        "odd": "cached",
        "title": "succeeded",
        "show": "succeeded",
    }
    assert project.executed("--from", "odd") == ["odd", "show"]
    assert project.run("--to", "odd") == {
        "load": "cached",
        "odd": "cached",
        "title": "skipped",
        "show": "skipped",
    }
    assert project.executed("--no-cache") == ["load", "odd", "title", "show"]


def test_a_wrong_selection_is_refused(project: Project) -> None:
    project.write(CHAIN)
    unknown = project.call("--from", "titel")
    assert unknown.returncode == 2
    assert "Do you mean 'title'? Its steps: load, odd, title, show." in unknown.stderr
    assert project.call("--from", "odd", "--only", "odd").returncode == 2
    assert not (project.folder / ".cellway").exists()


def test_the_store_is_tidied_up(project: Project) -> None:
    def gc(size: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [CELLWAY, "runs", "gc", "--json"],
            cwd=project.folder,
            env={**os.environ, "CELLWAY_STORE_SIZE": size},
            capture_output=True,
            text=True,
            check=False,
        )

    project.write(CHAIN)
    project.run()
    tidied = json.loads(gc("0").stdout)
    assert tidied["objects"] == tidied["records"] == 0
    assert tidied["left"] > 0
    assert project.executed() == []
    refused = gc("much")
    assert refused.returncode == 2
    assert "CELLWAY_STORE_SIZE=much" in refused.stderr

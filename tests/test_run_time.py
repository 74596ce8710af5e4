"""What turns out only as a notebook runs, since its source does not tell.

A module beside the notebook does things that the analysis does not see.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import uuid
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from notebook_cases import Case, Cell, to_ipynb

CELLWAY = Path(sys.executable).with_name("cellway")

MODULE = """
import os, random, time

_shared = [0]

def shared():
    return _shared

def put(path, text):
    with open(path, "w") as file:
        file.write(text)

def get(path):
    with open(path) as file:
        return file.read()

def draw():
    return random.random()

def signal(name):
    os.makedirs("FLAGS", exist_ok=True)
    put("FLAGS/" + name, "")

def wait(name):
    deadline = time.monotonic() + 60
    while not os.path.exists("FLAGS/" + name) and time.monotonic() < deadline:
        time.sleep(0.02)
"""


class Ran(NamedTuple):
    code: int
    events: list[dict[str, Any]]
    texts: list[str]
    """What each cell shows in the executed notebook."""

    @property
    def told(self) -> list[tuple[str, str, str]]:
        """Each diagnostic: the step, its severity and code."""
        return [
            (each["step"], each["diagnostic"]["severity"], each["diagnostic"]["code"])
            for each in self.events
            if each["type"] == "diagnostic" and each["diagnostic"]["severity"] != "info"
        ]

    def began(self, step: str) -> int:
        """How often a step was started."""
        return sum(
            each["type"] == "step" and each["step"] == step and each["status"] == "running"
            for each in self.events
        )


def run(folder: Path, *cells: tuple[str, str], args: tuple[str, ...] = ()) -> Ran:
    # What programs keep there is no file that a step is said to have read.
    caches = folder / ".cache"
    flags = caches / uuid.uuid4().hex
    (folder / "beside.py").write_text(MODULE.replace("FLAGS", str(flags)))
    sources = [Cell("code", (f"step:{name}",), f"import beside\n{code}") for name, code in cells]
    case = Case("a", "none", "", tuple(sources), {}, (), (), None)
    (folder / "a.ipynb").write_text(json.dumps(to_ipynb(case)))
    done = subprocess.run(
        [CELLWAY, "run", "a.ipynb", "--json", "--workers", "2", "--output", "done.ipynb", *args],
        cwd=folder,
        env=os.environ | {"HOME": str(folder), "XDG_CACHE_HOME": str(caches)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    events = [json.loads(line) for line in done.stdout.splitlines()]
    executed = json.loads((folder / "done.ipynb").read_text())
    texts = [
        "".join("".join(each.get("text", "")) for each in cell["outputs"])
        for cell in executed["cells"]
    ]
    return Ran(done.returncode, events, texts)


SHARING = (
    ("a", "x = beside.shared()\ny = beside.shared()"),
    ("b", "x.append(1)"),
    ("c", "print(y)"),
    ("d", "y.append(2)"),
    ("e", "print(x, y, x is y)"),
)


def test_variables_that_share_an_object_unseen_stay_one_object(tmp_path: Path) -> None:
    ran = run(tmp_path, *SHARING)
    assert ran.texts == ["", "", "[0, 1]\n", "", "[0, 1, 2] [0, 1, 2] True\n"]
    again = run(tmp_path, *SHARING)
    assert again.texts == ran.texts


@pytest.mark.parametrize("before", ["old", None])
def test_a_reader_runs_again_that_was_too_early(before: str | None, tmp_path: Path) -> None:
    """With nothing to read it fails at first, and would keep those below from running."""
    if before is not None:
        (tmp_path / "file").write_text(before)
    ran = run(
        tmp_path,
        ("writer", "beside.wait('tried')\nbeside.put('file', 'new')"),
        ("reader", "beside.signal('tried')\ntext = beside.get('file')\nprint(text)"),
        ("after", "print(text * 2)"),
        ("apart", "print('apart')"),
    )
    assert ran.code == 0
    assert ran.texts == ["", "new\n", "newnew\n", "apart\n"]
    assert ran.told == [("reader", "warning", "file-race")]
    assert ran.began("reader") == 2
    assert ran.began("writer") == 1


def test_a_writer_runs_again_whose_file_was_overwritten_by_one_above(tmp_path: Path) -> None:
    ran = run(
        tmp_path,
        ("first", "beside.wait('second')\nbeside.put('file', 'first')"),
        ("second", "beside.put('file', 'second')\nbeside.signal('second')"),
    )
    assert ran.code == 0
    assert (tmp_path / "file").read_text() == "second"


def test_a_reader_fails_that_saw_what_a_later_step_has_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("old")
    ran = run(
        tmp_path,
        ("reader", "beside.wait('written')\nprint(beside.get('file'))"),
        ("writer", "beside.put('file', 'new')\nbeside.signal('written')"),
    )
    assert ran.code == 1
    assert "read" in ran.events[-1]["error"]
    failed = [each for each in ran.events if each["type"] == "step" and each["status"] == "failed"]
    assert [each["step"] for each in failed] == ["reader"]
    assert failed[0]["error"]["cell"] == 0


def test_a_reader_is_told_beside_which_a_later_step_has_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("old")
    ran = run(
        tmp_path,
        ("reader", "print(beside.get('file'))\nbeside.signal('read')\nbeside.wait('written')"),
        ("writer", "beside.wait('read')\nbeside.put('file', 'new')\nbeside.signal('written')"),
    )
    assert ran.code == 0
    assert ran.texts == ["old\n", ""]
    assert ran.told == [("reader", "warning", "file-race")]


def test_steps_that_each_make_the_same_folder_do_not_race(tmp_path: Path) -> None:
    make = "import os\nos.makedirs('out', exist_ok=True)"
    ran = run(
        tmp_path,
        ("one", f"{make}\nbeside.put('out/one', '1')\nbeside.signal('one')\nbeside.wait('two')"),
        ("two", f"{make}\nbeside.put('out/two', '2')\nbeside.signal('two')\nbeside.wait('one')"),
    )
    assert ran.code == 0
    assert ran.told == []


def test_a_draw_from_a_seeded_generator_that_nobody_sees_is_told(tmp_path: Path) -> None:
    seed = ("a", "import random\nrandom.seed(1)\nprint(random.random())")
    assert run(tmp_path, seed, ("b", "print(beside.draw())")).told == [
        ("b", "warning", "not-reproducible")
    ]
    seen = ("b", "import random\nprint(random.random())")
    assert run(tmp_path, seed, seen).told == []

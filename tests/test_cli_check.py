"""`cellway check` as it is installed: what it prints, and how it ends."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

CELLWAY = Path(sys.executable).with_name("cellway")
EXAMPLES = Path(__file__).parent.parent / "examples"


def check(*args: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [CELLWAY, "check", *args]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd)


def notebook(*cells: tuple[str, str], **metadata: Any) -> dict[str, Any]:
    """A notebook of code cells, each given as its tags and its source."""
    return {
        "cells": [
            {
                "cell_type": "code",
                "execution_count": None,
                "metadata": {"tags": tags.split()} if tags else {},
                "outputs": [],
                "source": source.splitlines(keepends=True),
            }
            for tags, source in cells
        ],
        "metadata": metadata,
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def write(folder: Path, content: dict[str, Any] | str | bytes) -> Path:
    path = folder / "some.ipynb"
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        text = content if isinstance(content, str) else json.dumps(content)
        path.write_text(text, encoding="utf-8")
    return path


GOOD = notebook(
    ("pipeline-parameters", "n = 3"),
    ("imports", "import os"),
    ("step:load", "xs = list(range(n))"),
    ("step:show", "print(xs,\n  os.sep, zs)"),
    ("pipeline-metrics", "print(xs)"),
)


def test_people_see_steps_and_what_may_be_wrong(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    done = check("some.ipynb", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "some.ipynb: 3 steps, 1 parameter",
        "",
        "  load     cell 3",
        "           parameters n",
        "           gives xs",
        "  show     cell 4, after load",
        "           takes xs from load",
        "  metrics  cell 5, after load",
        "           takes xs from load",
        "",
        "warning cell 4, line 2: zs is not known here: no cell above makes it. "
        "Make it in one, or import it. [unknown-name]",
    ]


def test_tags_that_name_nothing_are_told(tmp_path: Path) -> None:
    content = notebook(("step:load", "x = 1"), ("step:", "y = x"), ("Step:b", "z = y"))
    content["cells"][2]["metadata"]["tags"].append("skip ")
    done = check(write(tmp_path, content))
    assert done.returncode == 0
    assert [line for line in done.stdout.splitlines() if " cell " in line and "[" in line] == [
        'info cell 2: The tag "step:" names no step, so the cell belongs to the step "load". '
        "Write a name behind the colon, or remove the tag. [step-unnamed]",
        'warning cell 3: The tag "Step:b" means nothing. Did you mean "step:b"? [tag-misspelt]',
        'warning cell 3: The tag "skip " means nothing. Did you mean "skip"? [tag-misspelt]',
    ]


def test_programs_read_json(tmp_path: Path) -> None:
    done = check(write(tmp_path, GOOD), "--json")
    assert (done.returncode, done.stderr) == (0, "")
    answer = json.loads(done.stdout)
    assert [
        {key: step[key] for key in ("name", "cells", "after", "reads", "writes")}
        for step in answer["steps"]
    ] == [
        {"name": "load", "cells": [2], "after": [], "reads": [], "writes": ["xs"]},
        {
            "name": "show",
            "cells": [3],
            "after": ["load"],
            "reads": [{"name": "xs", "from": "load"}],
            "writes": [],
        },
        {
            "name": "metrics",
            "cells": [4],
            "after": ["load"],
            "reads": [{"name": "xs", "from": "load"}],
            "writes": [],
        },
    ]
    assert answer["diagnostics"] == [
        {
            "severity": "warning",
            "code": "unknown-name",
            "message": "zs is not known here: no cell above makes it. "
            "Make it in one, or import it.",
            "cell": 3,
            "fixes": [],
            "range": {"start": {"line": 2, "column": 10}, "end": {"line": 2, "column": 12}},
        }
    ]
    assert answer["parameters"] == [{"name": "n", "type": "int", "default": "3", "cell": 0}]
    assert answer["metrics"] == [{"name": "xs", "from": "load", "cell": 4}]


def test_options_may_come_first(tmp_path: Path) -> None:
    assert "steps" in json.loads(check("--json", write(tmp_path, GOOD)).stdout)


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*/*.ipynb")), ids=lambda path: path.stem)
def test_the_examples_are_good(path: Path) -> None:
    done = check("--json", path)
    assert done.returncode == 0
    assert json.loads(done.stdout)["diagnostics"] == []


def test_checking_changes_nothing(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD)
    before = path.read_bytes(), path.stat().st_mtime_ns
    check(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("flags", [[], ["--json"]])
def test_a_syntax_error_is_named_with_cell_and_line(tmp_path: Path, flags: list[str]) -> None:
    path = write(tmp_path, notebook(("step:a", "x = 1"), ("step:b", "y = 2\nz = (3")))
    done = check(path, *flags)
    assert done.returncode == 2
    if flags:
        (told,) = json.loads(done.stdout)["diagnostics"]
        assert (told["severity"], told["code"], told["cell"]) == ("error", "syntax-error", 1)
        assert told["range"]["start"]["line"] == 2
    else:
        told = "This is not valid Python: '(' was never closed."
        assert f"error cell 2, line 2: {told} [syntax-error]" in done.stdout


def test_a_wrong_tag_is_an_error(tmp_path: Path) -> None:
    done = check(write(tmp_path, notebook(("step:a prev:b", "1"))))
    assert done.returncode == 2
    assert "error cell 1: " in done.stdout


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", ":1:1: The file is empty."),
        ("  \n", "The file is empty."),
        ('{"cells": [', ":1:12: The notebook is cut off"),
        (json.dumps(GOOD)[:-40], "The notebook is cut off"),
        ("{'cells': []}", ":1:2: "),
        ("[1, 2]", "not an object"),
        ('{"a": 1}', "no notebook"),
        ('{"nbformat": 3, "worksheets": []}', "format 3"),
        ('{"nbformat": 5, "metadata": {}, "cells": []}', "format 5"),
        ('{"nbformat": 4, "metadata": {}, "cells": {}}', ":1:42: "),
        ('{"nbformat": 4, "metadata": {}, "cells": [1]}', ":1:43: "),
        (
            notebook(("", "x <- 1"), kernelspec={"name": "ir", "language": "R"}),
            "written in R",
        ),
        (b'{"nbformat": 4, "cells": ["\xe9"]}', "not UTF-8"),
        ('{"nbformat": 4, "cells": []}'.encode("utf-16"), "not UTF-8"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not UTF-8"),
    ],
)
def test_a_bad_file_is_named_with_what_to_do(
    tmp_path: Path, content: dict[str, Any] | str | bytes, said: str
) -> None:
    path = write(tmp_path, content)
    done = check(path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"cellway: {path}:")
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert "internal" not in done.stderr


def test_a_notebook_may_have_a_byte_order_mark(tmp_path: Path) -> None:
    done = check(write(tmp_path, "\ufeff" + json.dumps(GOOD)))
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ([], "Name one notebook"),
        (["a.ipynb", "b.ipynb"], "Name one notebook"),
        (["--frobnicate", "a.ipynb"], "--frobnicate"),
        (["--json=yes", "a.ipynb"], "--json"),
        (["missing.ipynb"], "missing.ipynb: There is no such file."),
        (["folder"], "folder: This is a folder"),
        (["some.ipynb/x"], "some.ipynb/x: "),
    ],
)
def test_a_wrong_call_exits_2_and_says_why(tmp_path: Path, args: list[str], said: str) -> None:
    (tmp_path / "folder").mkdir()
    write(tmp_path, GOOD)
    done = check(*args, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "internal" not in done.stderr


def test_help_is_no_error() -> None:
    done = check("--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Usage: cellway check")


def test_a_large_notebook_takes_seconds(tmp_path: Path) -> None:
    """50 MB of outputs, and two hundred steps."""
    large = notebook(*[(f"step:s{i}", f"x{i} = {i}\nprint(x{max(i - 1, 0)})") for i in range(200)])
    picture = {
        "output_type": "display_data",
        "metadata": {},
        "data": {"image/png": "iVBORw0K" * 32_000},
    }
    for cell in large["cells"]:
        cell["outputs"] = [picture]
    path = write(tmp_path, large)
    assert path.stat().st_size > 50_000_000
    start = time.monotonic()
    done = check("--json", path)
    assert time.monotonic() - start < 15
    assert done.returncode == 0
    assert len(json.loads(done.stdout)["steps"]) == 200

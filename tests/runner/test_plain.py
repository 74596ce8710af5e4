"""Cells in a Python without IPython."""

from __future__ import annotations

import pytest

from .steps import Workplace


def test_shows_results_and_displays(plain: Workplace) -> None:
    outcome = plain.run(
        "class Rich:\n"
        "    def _repr_html_(self): return '<b>'\n"
        "    def __repr__(self): return 'rich'\n"
        "display(Rich(), 1)\nRich()",
        "[1, 2]",
        "3;",
        "None",
        "x = 1  # nothing to show",
        "'quiet'  ;  # a comment",
    )
    rich = {"text/plain": "rich", "text/html": "<b>"}
    assert outcome.cells[0]["outputs"] == [
        {"output_type": "display_data", "data": rich, "metadata": {}},
        {"output_type": "display_data", "data": {"text/plain": "1"}, "metadata": {}},
        {"output_type": "execute_result", "data": rich, "metadata": {}, "execution_count": 1},
    ]
    assert outcome.cells[1]["outputs"][0]["data"] == {"text/plain": "[1, 2]"}
    assert [cell["outputs"] for cell in outcome.cells[2:]] == [[], [], [], []]


def test_shows_errors_with_the_lines_of_cells(plain: Workplace) -> None:
    outcome = plain.run("def f(x):\n    return 1 / x", "x = 0\n\nf(x)", "print('not reached')")
    assert outcome.result["error"] == {
        "cell": 1,
        "line": 3,
        "name": "ZeroDivisionError",
        "message": "division by zero",
    }
    [error] = outcome.cells[1]["outputs"]
    assert (error["ename"], error["evalue"]) == ("ZeroDivisionError", "division by zero")
    text = "\n".join(error["traceback"])
    assert "Cell In[2], line 3, in <module>\n    f(x)" in text
    assert "Cell In[1], line 2, in f\n    return 1 / x" in text
    assert "_cellway_runner" not in text
    assert [cell["status"] for cell in outcome.cells] == ["succeeded", "failed", "not run"]


def test_a_syntax_error_bears_its_line(plain: Workplace) -> None:
    outcome = plain.run("x = 1\ny = (2 +")
    assert outcome.result["error"]["name"] == "SyntaxError"
    assert outcome.result["error"]["line"] == 2
    assert "(Cell In[1], line 2)" in outcome.result["error"]["message"]


@pytest.mark.parametrize(
    "line", ["!ls", "%matplotlib inline", "files = !ls", "%%bash", "print?", "?print", "x = %pwd"]
)
def test_the_syntax_of_ipython_needs_ipython(plain: Workplace, line: str) -> None:
    error = plain.run(f"{line}\nx = 1").result["error"]
    assert error["name"] == "IPythonMissingError"
    assert error["line"] == 1
    assert f"`{line}`" in error["message"]
    assert "install" in error["message"]


def test_cells_may_await(plain: Workplace) -> None:
    outcome = plain.run(
        "import asyncio\nasync def f():\n    await asyncio.sleep(0)\n    return 5\nx = await f()",
        "await f() + x",
    )
    assert outcome.cells[1]["outputs"][0]["data"] == {"text/plain": "10"}


def test_a_future_import_is_in_force_for_later_cells(plain: Workplace) -> None:
    outcome = plain.run(
        "from __future__ import annotations\ndef f(x: nowhere): pass", "def g(x: nowhere): pass"
    )
    assert outcome.result["status"] == "succeeded"


@pytest.mark.parametrize("call", ["raise SystemExit('no')", "import sys\nsys.exit('no')"])
def test_exit_ends_the_step(plain: Workplace, call: str) -> None:
    outcome = plain.run(call, "print('not reached')")
    assert outcome.code == 0
    assert outcome.result["error"]["name"] == "SystemExit"
    assert outcome.result["error"]["message"] == "no"

"""Statements are left out of cells, and definitions get their lines back."""

from __future__ import annotations

import linecache

import pytest

from cellway.runner.cell_source import cell_of, file_name, in_words, remember_lines, without


@pytest.mark.parametrize(
    ("source", "omitted", "left"),
    [
        ("x = 1\ny = 2", ["x = 1"], "pass\ny = 2"),
        ("x = 1; print(x)", ["x = 1"], "pass; print(x)"),
        ("a = [\n 1,\n]  # end\nb", ["a = [\n 1,\n]"], "pass  # end\n\n\nb"),
        ("a = [\n 1,\n]", ["a = [\n 1,\n]"], "pass\n\n"),
        ("x=1\ny=2\nz=3", ["x=1", "z=3"], "pass\ny=2\npass"),
        ("'🐴é'; x = '🐴'; y", ["x = '🐴'"], "'🐴é'; pass; y"),
    ],
)
def test_without(source: str, omitted: list[str], left: str) -> None:
    spans = []
    for each in omitted:
        start = len(source[: source.index(each)].encode("utf-16-le")) // 2
        spans.append((start, start + len(each.encode("utf-16-le")) // 2))
    assert without(source, spans) == left
    assert left.count("\n") == source.count("\n")


def test_lines_of_several_definitions_of_a_cell() -> None:
    name = file_name(12345)
    remember_lines(name, 4, "def b():\n    pass")
    remember_lines(name, 1, "import a")
    remember_lines(name, 2, "import c")
    lines = linecache.getlines(name)
    assert lines == ["import a\n", "import c\n", "\n", "def b():\n", "    pass\n"]
    linecache.checkcache()
    assert linecache.getline(name, 4) == "def b():\n"


def test_names_of_cells() -> None:
    assert cell_of(file_name(7)) == 7
    assert cell_of("<stdin>") is None
    text = f"x ({file_name(7)}, line 1) {file_name(0)}"
    assert in_words(text, {7: 3}) == "x (Cell In[3], line 1) Cell #1"

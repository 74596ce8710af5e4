"""The analysis against IPython: what it takes for its own syntax in a cell."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import warnings
from collections.abc import Callable, Iterator
from string import Formatter
from typing import Any

import pytest
from facts_program import bundle
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from IPython.core.inputtransformer2 import TransformerManager
from IPython.utils.text import DollarFormatter

Facts = dict[str, Any]
Read = Callable[[str], Facts]

# Magics whose argument is Python: a mistake in it is one of the cell for us.
CODE = re.compile(r"%(time|prun|timeit|memit)\b")

STATEMENTS = [
    "x = 1",
    "y = x % 2",
    "y = x \\\n  % z",
    "z = (a\n%b)",
    "z = [a,\n!b]",
    's = """\n%time x\n!ls\nx?\n"""',
    "t = 'a?'",
    "t = 'it''s' # x?",
    'w = f"{x!r} {y!s:>{n}} {{!ls}}"',
    "# !ls {x}",
    "x = 1 # %time",
    'print("%s" % a)',
    "d = {\n'a': 1,\n}",
    "x %= 3",
    "x == y",
    "x != y",
    "lambda x=1: x",
    "a = %time 1",
    "a = %time f(\\\n 1)",
    "a.b = %env",
    "a[b] = !ls {x} $y",
    "a, b = !ls",
    "x: int = !ls",
    "c = !ls \\\n -la",
    "c =!ls",
    "c = f(a=1, b=[!ls])",
    "a = b = !ls",
    "x = %",
    "x = % time",
    "f(a=1); g = !ls",
    "if a == 1: b = !ls",
    "if a: !ls",
    "%matplotlib inline",
    "%time f(x)",
    "%time x = f(x) # y?",
    "%env A=$b",
    "%cd {folder}/x",
    "% time",
    "%%time",
    "!ls",
    "!!ls -la",
    '!echo "a',
    "!echo a \\\n  b",
    "! echo 'it'",
    "!find . -exec rm {} +",
    "x?",
    "x.y??",
    "x.y[0]?",
    "?x",
    "??x.y",
    "?",
    "%time?",
    "%%time?",
    "x.*a*?",
    "foo(x)?",
    "x = y?",
    "x = y ?",
    "!ls?",
    "x? # no",
    "/f a b",
    ",f a b",
    ";f a b",
    "pass",
    "",
    "   ",
]

HEADS = ["if x:", "for i in y:", "def f():", "with a as b:", "try:\n  pass\nfinally:"]


@st.composite
def blocks(draw: st.DrawFn, depth: int = 2) -> str:
    lines = draw(st.lists(st.sampled_from(STATEMENTS), min_size=1, max_size=3))
    if depth and draw(st.booleans()):
        inner = draw(blocks(depth - 1))
        head = draw(st.sampled_from(HEADS))
        indented = "\n".join("    " + line for line in inner.split("\n"))
        lines.insert(draw(st.integers(0, len(lines))), f"{head}\n{indented}")
    return "\n".join(lines)


def indent(cell: str) -> str:
    return "\n".join("  " + line for line in cell.split("\n"))


CELLS = st.one_of(
    blocks(),
    blocks().map(indent),
    blocks().map(lambda cell: f"\n \n{cell}\n"),
    blocks().map(lambda cell: f"%%time\n{cell}"),
    blocks().map(lambda cell: f"%%bash --out x\n{cell}"),
)


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Read]:
    command = bundle(tmp_path_factory.mktemp("oracle"))
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        stdin, stdout = process.stdin, process.stdout
        assert stdin and stdout

        def ask(source: str) -> Facts:
            stdin.write(json.dumps({"source": source, "details": False}) + "\n")
            stdin.flush()
            facts: Facts = json.loads(stdout.readline())
            return facts

        yield ask
        stdin.close()


def plain(text: str) -> str:
    return " ".join(text.split())


def of_ipython(cell: str) -> list[list[str]]:
    """What IPython takes for its own; raises SyntaxError where the rest is not Python."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        manager = TransformerManager()  # type: ignore[no-untyped-call]
        tree = ast.parse(manager.transform_cell(cell))
    calls = [
        (node.lineno, node.col_offset, node.func.attr, [ast.literal_eval(arg) for arg in node.args])
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Call)
        and ast.unparse(node.func.value) == "get_ipython()"
    ]
    return [entry(method, args) for _, _, method, args in sorted(calls)]


def entry(method: str, args: list[str]) -> list[str]:
    if method in ("system", "getoutput"):
        return ["shell", "", plain(args[0])]
    if method == "show_usage":
        return ["help", "", ""]
    if method == "run_cell_magic":
        return ["cell-magic", args[0], plain(args[1])]
    name, argument = args
    if name in ("pinfo", "pinfo2", "psearch"):
        return ["help", plain(argument), ""]
    return ["line-magic", name, plain(argument)]


@settings(max_examples=1500, deadline=None)
@given(CELLS)
@example("    # comment\n    x = 1\n    !ls")
@example("x = '''\n!ls'''\n!ls")
def test_the_same_syntax_is_recognised(read: Read, cell: str) -> None:
    try:
        expected = of_ipython(cell)
    except SyntaxError:
        # What is not Python in the end, IPython does not run at all.
        assume(False)
    ours = read(cell)
    if expected and expected[0][0] == "cell-magic":
        # For IPython the rest is a string that the magic gets.
        ours["escapes"] = ours["escapes"][:1]
    assert [
        [form, name, plain(argument)] for form, name, argument, *_ in ours["escapes"]
    ] == expected
    misplaced = any(name.startswith("%") for form, name, _ in expected if form == "line-magic")
    if not misplaced and not CODE.search(cell):
        assert ours["errors"] == []


FIELDS = ["{x}", "{x.y[0]!r}", "{d['k']}", "{ x }", "{x:3}", "{x[1:2]}", "{f(a, b={})}", "{x!z}"]
DOLLARS = ["$name", "$a.b", "$$c", "$1", "$", "$x."]
PLAIN = ["ls ", "{{", "}}", "{}", "{", "}", "'", '"', " ", "{print $1}"]
LINES = st.lists(st.sampled_from([*FIELDS, *DOLLARS, *PLAIN]), max_size=7).map("".join)


@settings(max_examples=1000, deadline=None)
@given(LINES)
def test_the_same_expressions_are_filled_in(read: Read, line: str) -> None:
    assume(line.strip() and not re.search(r"\?\s*$", line))
    try:
        expected = fields(line)
    except (SyntaxError, ValueError):
        expected = []  # IPython leaves such a line as it is.
    [escape] = read("!" + line)["escapes"]
    assert [plain(each) for each in escape[4]] == expected


def fields(line: str) -> list[str]:
    """The expressions that IPython would evaluate."""
    found = []
    formatter = DollarFormatter()
    for _, name, spec, conversion in formatter.parse(line):
        if name is not None:
            formatter.convert_field("", conversion)
            expression = f"{name}:{spec}" if spec else name
            ast.parse(expression.strip(), mode="eval")
            found.append(plain(expression))
    return found


def test_the_formatter_is_the_one_that_is_compared() -> None:
    assert issubclass(DollarFormatter, Formatter)

"""Variables that share an object are stored together, and only these."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .boundary import Boundary

TOGETHER: dict[str, tuple[str, list[tuple[str, ...]]]] = {
    "a list in two variables": ("a = [1]\nb = a", [("a", "b")]),
    "a list in a list": ("a = [1]\nb = {'k': (a,)}", [("a", "b")]),
    "through a third variable": ("a, b = [1], [2]\nc = (a, b)", [("a", "b", "c")]),
    "equal lists": ("a, b = [1], [1]", [("a",), ("b",)]),
    "atoms": ("a = 'text'\nb = a\nc = [a]\nd = 10 ** 9\ne = d", [(each,) for each in "abcde"]),
    "tuples of atoms": ("a = (1, 'b')\nb = [a]", [("a",), ("b",)]),
    "sets": ("a = {1, 2}\nb = [a]\nc = frozenset([1])\nd = c", [("a", "b"), ("c",), ("d",)]),
    "modules": (
        "import math\na = [math]\nb = math.floor\nc = {'m': math}",
        [("a",), ("b",), ("c",)],
    ),
    "dates and numbers": (
        "import datetime, fractions, pathlib\na = datetime.date(2024, 1, 1)\nb = [a]\n"
        "c = fractions.Fraction(1, 2)\nd = [c]\ne = pathlib.Path('x')\nf = [e]",
        [(each,) for each in "abcdef"],
    ),
    "an instance": ("a = Thing()\nb = [a]\nc = Thing()", [("a", "b"), ("c",)]),
    "the state of an instance": ("x = [1]\na = Thing(x)\nb = Thing(x)", [("a", "b", "x")]),
    "definitions": ("a = Thing\nb = [Thing]\nc = helper\nd = helper", [(each,) for each in "abcd"]),
    "functions by value": ("a = lambda: 1\nb = [a]", [("a", "b")]),
    "functions over one list": (
        "def make():\n    kept = []\n    return kept.append, lambda: kept\na, b = make()\n",
        [("a", "b"), ("make",)],
    ),
    "functions that read one global": (
        "a = lambda: n\nb = lambda: n\nn = [1]",
        [("a",), ("b",), ("n",)],
    ),
    "classes by value and their instances": (
        "class A: pass\nclass B(A): pass\na, b = A(), B()",
        [("A", "B", "a", "b")],
    ),
    "bound methods": ("a = Thing()\nb = a.get\nc = Thing().get", [("a", "b"), ("c",)]),
    "members of an enum": ("a = Colour.RED\nb = [Colour.RED]", [("a",), ("b",)]),
    "iterators": ("a = [1]\nb = iter(a)\nc = iter([1])", [("a", "b"), ("c",)]),
    "views": ("a = {}\nb = a.keys()", [("a", "b")]),
    "dataclasses of a library kind": ("a = Data(1)\nb = Data(1)", [("a",), ("b",)]),
}
DEFINITIONS = """
import dataclasses, enum
class Thing:
    def __init__(self, v=None): self.v = v
    def get(self): return self.v
def helper(): pass
class Colour(enum.Enum):
    RED = 1
@dataclasses.dataclass
class Data:
    v: int
    w: list = dataclasses.field(default_factory=list)
"""
OF_LIBRARIES: dict[str, tuple[str, list[tuple[str, ...]]]] = {
    "arrays": ("a = np.arange(9)\nb = np.arange(9)\nc = [a]", [("a", "c"), ("b",)]),
    "views": ("a = np.arange(9)\nb = a[3:]\nc = a[:2]\nd = a.copy()", [("a", "b", "c"), ("d",)]),
    "halves": ("_a = np.arange(9)\nb = _a[3:]\nc = _a[:2]", [("b",), ("c",)]),
    "columns": (
        "_a = np.zeros((50, 50))\nb = _a[:, 0]\nc = _a[:, 1]\nd = _a[:, 1:3]",
        [("b",), ("c", "d")],
    ),
    "objects": ("a = np.array([1, 'x'], dtype=object)\nb = a[:1]", [("a", "b")]),
    "scalars and dtypes": (
        "a = np.float64(1)\nb = [a]\nc = np.dtype('f4')\nd = [c]",
        [(each,) for each in "abcd"],
    ),
    "frames": (
        "a = pd.DataFrame({'x': [1.5, 2], 's': ['u', 'v']})\nb = a.copy()\nc = a[a.x > 1]\nd = a\n"
        "e = pd.DataFrame({'x': [1]})\nf = a.columns\ng = a['x'].sum()",
        [("a", "d"), ("b",), ("c",), ("e",), ("f",), ("g",)],
    ),
    "estimators": (
        "a = LinearRegression()\nb = LinearRegression()\nc = [a]",
        [("a", "c"), ("b",)],
    ),
}
LIBRARIES = "import numpy as np, pandas as pd\nfrom sklearn.linear_model import LinearRegression\n"


@pytest.mark.parametrize("name", TOGETHER)
def test_what_is_stored_together(name: str, boundary: Boundary) -> None:
    source, groups = TOGETHER[name]
    stored = boundary.store(source, before=DEFINITIONS)
    assert (stored.names, stored.failures) == (sorted(groups), {})


@pytest.mark.parametrize("name", OF_LIBRARIES)
def test_what_of_libraries_is_stored_together(name: str, library_boundary: Boundary) -> None:
    source, groups = OF_LIBRARIES[name]
    stored = library_boundary.store(source, before=LIBRARIES)
    assert (stored.names, stored.failures) == (sorted(groups), {})


def test_a_group_says_which_definitions_it_needs(boundary: Boundary) -> None:
    stored = boundary.store(
        "a = [Thing(helper)]\nb = 1\nc = Colour.RED\nd = Thing().get", before=DEFINITIONS
    )
    assert stored.definitions == {
        ("a",): ("Thing", "helper"),
        ("b",): (),
        ("c",): ("Colour",),
        ("d",): ("Thing",),
    }


SHAPE = """
def shape(value, seen):
    if isinstance(value, (list, dict, set)):
        if id(value) in seen:
            return f"#{seen[id(value)]}"
        seen[id(value)] = len(seen)
    if isinstance(value, list):
        return "[" + ", ".join(shape(each, seen) for each in value) + "]"
    if isinstance(value, tuple):
        return "(" + ", ".join(shape(each, seen) for each in value) + ")"
    if isinstance(value, set):
        return "{" + ", ".join(sorted(map(repr, value))) + "}"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key!r}: {shape(each, seen)}" for key, each in value.items()) + "}"
    return f"{type(value).__name__}:{value!r}"
print(shape([value for name, value in sorted(globals().items()) if name[0] == "v"], {}))
"""

atoms = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=5),
    st.binary(max_size=5),
    st.frozensets(st.integers(0, 40), max_size=5),
)


@st.composite
def graphs(draw: st.DrawFn) -> tuple[str, list[tuple[str, ...]]]:
    """The source of containers that hold each other, and how they have to be grouped."""
    number = draw(st.integers(1, 6))
    lines: list[str] = []
    kinds: list[str] = []
    above = list(range(number))

    def top(index: int) -> int:
        return index if above[index] == index else top(above[index])

    for index in range(number):
        parts = [repr(each) for each in draw(st.lists(atoms, max_size=3))]
        kind = draw(st.sampled_from(["list", "dict", "set", "text"]))
        kinds.append(kind)
        if kind == "list":
            lines.append(f"v{index} = [{', '.join(parts)}]")
        elif kind == "dict":
            lines.append(f"v{index} = dict(enumerate([{', '.join(parts)}]))")
        elif kind == "set":
            lines.append(f"v{index} = {{{', '.join(parts) or 0}}}")
        else:
            lines.append(f"v{index} = {draw(st.text(max_size=5))!r}")
    for _ in range(draw(st.integers(0, 8))):
        holder, held = draw(st.integers(0, number - 1)), draw(st.integers(0, number - 1))
        value = draw(
            st.sampled_from([f"v{held}", f"(v{held},)", f"[v{held}]", f"{{'k': v{held}}}"])
        )
        if kinds[holder] == "list":
            lines.append(f"v{holder}.append({value})")
        elif kinds[holder] == "dict":
            lines.append(f"v{holder}[len(v{holder})] = {value}")
        else:
            continue
        if kinds[held] != "text":
            above[top(holder)] = top(held)
    groups: dict[int, list[str]] = {}
    for index in range(number):
        groups.setdefault(top(index), []).append(f"v{index}")
    return "\n".join(lines), sorted(tuple(each) for each in groups.values())


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(graph=graphs())
def test_containers_keep_their_content_and_shape(
    graph: tuple[str, list[tuple[str, ...]]], boundary: Boundary
) -> None:
    source, groups = graph
    stored = boundary.store(source)
    assert (stored.names, stored.failures) == (groups, {})
    assert boundary.load(SHAPE).printed == boundary.run(source + "\n" + SHAPE)
    again = boundary.load("", store=True)
    assert again.groups == stored.groups


def test_the_order_of_equal_sets_of_texts_does_not_matter(boundary: Boundary) -> None:
    digests = set()
    for order in itertools.permutations(["a", "bb", "ccc", "dddd"]):
        digests.add(boundary.store(f"a = set({order})", keep=False).groups[("a",)])
    assert len(digests) == 1


def test_different_content_has_another_digest(boundary: Boundary) -> None:
    sources = ["a = [1]", "a = [2]", "a = (1,)", "a = 1", "a = True", "a = 1.0", "a = '1'"]
    sources += ["b = 1", "a = lambda: 1", "a = lambda: 2", "a = [[], []]", "a = [[]] * 2"]
    digests = [str(boundary.store(each, keep=False).groups) for each in sources]
    assert len(set(digests)) == len(sources)

"""What cannot be stored is said clearly, and keeps nothing else from being stored."""

from __future__ import annotations

import pytest

from .boundary import Boundary

LIST = "Pass a list of what it gives"
MERGE = "merge the two steps"

REFUSED = {
    "generator": ("a = (v for v in [1])", "`a` is an object of type `generator`", LIST),
    "open file": (
        "a = [open('/dev/null')]",
        "`a` holds, in `a[0]`, an object of type",
        "Pass the path",
    ),
    "lock": (
        "import threading\na = {'k': threading.Lock()}",
        "in `a['k']`, an object of type `_thread.lock`",
        MERGE,
    ),
    "weak reference": (
        "import weakref\nclass C: pass\nb = C()\na = weakref.ref(b)",
        "`a` is an object of type `weakref.ReferenceType`",
        "Pass the object itself",
    ),
    "match": ("import re\na = re.match('a', 'a')", "type `re.Match`", "match.groups()"),
    "connection": (
        "import sqlite3\na = sqlite3.connect(':memory:')",
        "sqlite3.Connection",
        "Connect in each step",
    ),
    "attribute": (
        "class Model: pass\na = Model()\na.parts = [1, (v for v in [1])]",
        "in `a.parts[1]`, an object of type `generator`",
        LIST,
    ),
    "variable of a closure": (
        "def make():\n    stream = open('/dev/null')\n    return lambda: stream\na = make()",
        "in `a (its variable stream)`, an object of type `_io.TextIOWrapper`",
        "Pass the path",
    ),
    "default": (
        "def a(v, stream=open('/dev/null')): pass",
        "in `a.__defaults__[0]`, an object of type `_io.TextIOWrapper`",
        "Pass the path",
    ),
    "slot": (
        "class Slim:\n    __slots__ = ('v',)\na = Slim()\na.v = (v for v in [])",
        "in `a.v`, an object of type `generator`",
        LIST,
    ),
    "partial": (
        "import functools\na = functools.partial(print, (v for v in []))",
        "in `a.args[0]`, an object of type `generator`",
        LIST,
    ),
    "bound method": (
        "class C:\n    def f(self): pass\nc = C()\nc.v = (v for v in [])\na = c.f\ndel c",
        "in `a.__self__.v`, an object of type `generator`",
        LIST,
    ),
    "its own refusal": (
        "class Shy:\n    def __reduce__(self): raise RuntimeError('not me')\na = [Shy()]",
        "in `a[0]`, an object of type `Shy`, which cannot go to another step: not me.",
        MERGE,
    ),
    "module made by hand": (
        "import types\na = [types.ModuleType('made')]",
        "in `a[0]`, an object of type `module`",
        MERGE,
    ),
    "linked list": (
        "a = None\nfor _ in range(500_000): a = [a]",
        "its parts are nested too deeply",
        MERGE,
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_stored_is_named(name: str, boundary: Boundary) -> None:
    source, said, way_out = REFUSED[name]
    stored = boundary.store(f"{source}\nfine = [1]")
    assert "a" in stored.failures
    assert said in stored.failures["a"]
    assert way_out in stored.failures["a"]
    assert ("fine",) in stored.groups


def test_others_of_its_group_are_stored_without_it(boundary: Boundary) -> None:
    stored = boundary.store("b = [1]\na = [b, (v for v in [])]\nc = [b]")
    assert list(stored.failures) == ["a"]
    assert stored.names == [("b", "c")]


@pytest.mark.parametrize(
    "chain",
    [
        "for _ in range(3000): a = [a]",
        "for _ in range(3000): a = {'next': a}",
        "class Node:\n    def __init__(self, next): self.next = next\n"
        "for _ in range(3000): a = Node(a)",
    ],
)
def test_long_chains_are_stored(chain: str, boundary: Boundary) -> None:
    stored = boundary.store(f"import sys\nsys.setrecursionlimit(10 ** 8)\na = None\n{chain}")
    assert stored.failures == {}
    count = (
        "n = 0\nwhile a is not None:\n    n += 1\n"
        "    a = getattr(a, 'next', None) if hasattr(a, 'next') else a['next'] "
        "if isinstance(a, dict) else a[0]\nprint(n)"
    )
    assert boundary.load(count).printed == "3000\n"


def test_a_definition_that_is_missing_is_named(boundary: Boundary) -> None:
    boundary.store("a = Thing()", before="class Thing: pass")
    with pytest.raises(AssertionError, match=r"`a` cannot be restored.*definition of `Thing`"):
        boundary.load("print(a)")


def test_a_function_belongs_to_a_version_of_python() -> None:
    from cellway.runner.values.functions import make_code

    with pytest.raises(ValueError, match=r"stored by Python 2\.7"):
        make_code(b"other", "2.7", ())

"""Counts what there is in generated programs, so that none of it goes missing unseen."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterable, Iterator

KINDS = (
    "assignment",
    "alias",
    "change in place",
    "change through a function",
    "comprehension",
    "closure",
    "lambda",
    "default that is kept",
    "class",
    "file",
    "module state",
    "branch",
    "loop",
    "exception",
    "generator",
    "deletion",
    "global",
)
CHANGING = frozenset(
    ("append", "extend", "insert", "remove", "pop", "clear", "sort", "reverse", "update", "add")
)
FILES = frozenset(("open", "read_text", "write_text", "exists"))
STATES = frozenset(("random", "environ", "chdir"))


def census(sources: Iterable[str]) -> Counter[str]:
    """Return how often each kind of statement stands in the cells of a program."""
    trees = [ast.parse(source) for source in sources]
    functions = {
        node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)
    }
    return Counter(
        kind for tree in trees for node in ast.walk(tree) for kind in _kinds(node, functions)
    )


def _kinds(node: ast.AST, functions: set[str]) -> Iterator[str]:
    if isinstance(node, (ast.Assign, ast.AnnAssign, ast.NamedExpr)):
        yield "assignment"
        if isinstance(node.value, ast.Name):
            yield "alias"
    if isinstance(node, ast.AugAssign) or _is_item(node):
        yield "change in place"
    if isinstance(node, ast.Call):
        yield from _kinds_of_call(node, functions)
    if isinstance(node, (ast.ListComp, ast.SetComp, ast.DictComp)):
        yield "comprehension"
    if isinstance(node, ast.FunctionDef):
        yield from _kinds_of_function(node)
    if isinstance(node, ast.Attribute) and node.attr in STATES:
        yield "module state"
    for kind, types in SIMPLE.items():
        if isinstance(node, types):
            yield kind


SIMPLE: dict[str, tuple[type[ast.AST], ...]] = {
    "lambda": (ast.Lambda,),
    "class": (ast.ClassDef,),
    "branch": (ast.If, ast.IfExp, ast.Match),
    "loop": (ast.For, ast.While),
    "exception": (ast.Try, ast.Raise),
    "generator": (ast.GeneratorExp, ast.Yield, ast.YieldFrom),
    "deletion": (ast.Delete,),
    "global": (ast.Global,),
}


def _is_item(node: ast.AST) -> bool:
    is_part = isinstance(node, (ast.Subscript, ast.Attribute))
    return is_part and isinstance(node.ctx, (ast.Store, ast.Del))  # type: ignore[attr-defined]


def _kinds_of_call(node: ast.Call, functions: set[str]) -> Iterator[str]:
    called = node.func
    if isinstance(called, ast.Attribute):
        if called.attr in CHANGING:
            yield "change in place"
        if isinstance(called.value, ast.Name) and called.value.id in ("random", "np"):
            yield "module state"
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    if name in FILES:
        yield "file"
    if name in functions and any(isinstance(each, ast.Name) for each in node.args):
        yield "change through a function"


def _kinds_of_function(node: ast.FunctionDef) -> Iterator[str]:
    inner = [each for each in ast.walk(node) if each is not node]
    if any(isinstance(each, (ast.FunctionDef, ast.Lambda, ast.Nonlocal)) for each in inner):
        yield "closure"
    if any(isinstance(each, (ast.List, ast.Dict)) for each in node.args.defaults):
        yield "default that is kept"

"""What CPython itself says of a Python file, in the shape of syntax-facts.ts."""

from __future__ import annotations

# The module `symtable` wraps each entry in an object; this is what it wraps.
import _symtable  # type: ignore[import-not-found]
import ast
import io
import re
import tokenize
import warnings
from collections.abc import Iterator
from typing import Any

Facts = dict[str, Any]
ScopeFacts = list[Any]

KINDS = {
    "AugAssign": "AugmentedAssign",
    "AnnAssign": "AnnotatedAssign",
    "AsyncFor": "For",
    "AsyncFunctionDef": "FunctionDef",
    "AsyncWith": "With",
    "Assert": "Leave",
    "Break": "Simple",
    "Continue": "Simple",
    "Expr": "ExpressionStatement",
    "Global": "ScopeDeclaration",
    "Nonlocal": "ScopeDeclaration",
    "Pass": "Simple",
    "Raise": "Leave",
    "Return": "Leave",
    "TryStar": "Try",
}

DECLARED = _symtable.DEF_GLOBAL | _symtable.DEF_NONLOCAL
BOUND = _symtable.DEF_LOCAL | _symtable.DEF_IMPORT
PLACES = {
    _symtable.GLOBAL_EXPLICIT: 1,
    _symtable.GLOBAL_IMPLICIT: 1,
    _symtable.FREE: 2,
}

# Names that the compiler makes for itself; so are all that begin with a dot.
INTERNAL = {
    "__classdict__",
    "__conditional_annotations__",
    "__firstlineno__",
    "__static_attributes__",
    "__type_params__",
}


def cpython_facts(source: bytes, path: str, detailed: bool) -> Facts:
    """Raises SyntaxError, or ValueError for a file that cannot be decoded."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = ast.parse(source)
        table = _symtable.symtable(source, path, "exec")
    return {
        **(details(source, tree) if detailed else {}),
        "scopes": scope_facts(table),
        "statements": [statement_facts(statement) for statement in tree.body],
        "definitions": list(definitions(tree.body)),
    }


def scope_facts(entry: Any) -> ScopeFacts:
    symbols = {
        name: flags(marks)
        for name, marks in entry.symbols.items()
        if not name.startswith(".") and name not in INTERNAL
    }
    return [kind_of(entry), entry.name.strip("<>"), symbols, list(map(scope_facts, entry.children))]


def kind_of(entry: Any) -> str:
    if entry.type == _symtable.TYPE_MODULE:
        return "module"
    if entry.type == _symtable.TYPE_CLASS:
        return "class"
    if entry.type != _symtable.TYPE_FUNCTION:
        return "type parameters"
    # The compiler's own name for what a comprehension iterates over.
    if ".0" in entry.symbols:
        return "comprehension"
    return "lambda" if entry.name.strip("<>") == "lambda" else "function"


def flags(marks: int) -> int:
    place = PLACES.get((marks >> _symtable.SCOPE_OFF) & _symtable.SCOPE_MASK, 0)
    facts = (BOUND, _symtable.USE, _symtable.DEF_PARAM, _symtable.DEF_IMPORT, DECLARED)
    return sum(bool(marks & fact) << bit for bit, fact in enumerate(facts)) + (place << len(facts))


def statement_facts(node: ast.stmt) -> list[Any]:
    name = type(node).__name__
    return [KINDS.get(name, name), first_line(node), node.end_lineno]


def first_line(node: ast.stmt) -> int:
    decorators = getattr(node, "decorator_list", None)
    # The `@` may stand on a line before the expression, but nobody writes that.
    return decorators[0].lineno if decorators else node.lineno


def definitions(body: list[ast.stmt]) -> Iterator[list[Any]]:
    """Functions, classes and imports of the module, also those in blocks."""
    for node in body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield ["function", node.name, node.lineno]
        elif isinstance(node, ast.ClassDef):
            yield ["class", node.name, node.lineno]
        elif isinstance(node, ast.Import):
            for name in node.names:
                yield ["import", name.asname or name.name.partition(".")[0], name.lineno]
        elif isinstance(node, ast.ImportFrom):
            for name in node.names:
                yield ["import", name.asname or name.name, name.lineno]
        else:
            for field in ("body", "handlers", "cases", "orelse", "finalbody"):
                for child in getattr(node, field, []):
                    yield from definitions([child] if isinstance(child, ast.stmt) else child.body)


def details(source: bytes, tree: ast.Module) -> Facts:
    """Where names and plain strings stand, with columns in UTF-16 units as in JavaScript."""
    encoding, _ = tokenize.detect_encoding(io.BytesIO(source).readline)
    # `ast` counts columns in bytes of UTF-8, whatever the file's encoding.
    lines = re.split(rb"\r\n?|\n", source.decode(encoding).encode())
    names: list[list[Any]] = []
    strings: list[list[Any]] = []

    # The literals of a pattern do nothing to names: the analysis leaves them out.
    def visit(node: ast.AST, in_pattern: bool = False) -> None:
        if type(node).__name__ in ("JoinedStr", "TemplateStr"):
            return
        if isinstance(node, ast.Name):
            names.append([*position(node), node.id])
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and not in_pattern:
            strings.append([*position(node), utf16(node.value)])
        for child in ast.iter_child_nodes(node):
            visit(child, in_pattern or isinstance(node, ast.pattern))

    def position(node: ast.expr) -> tuple[int, int]:
        before = lines[node.lineno - 1][: node.col_offset].decode()
        return node.lineno, len(before.encode("utf-16-le")) // 2

    def utf16(text: str) -> str:
        """Two halves of a character that Python keeps apart are one in JavaScript."""
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")

    visit(tree)
    return {"names": names, "strings": strings}

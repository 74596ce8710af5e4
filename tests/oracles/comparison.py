"""Compares what the analysis and CPython say of many Python files."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cpython_facts import INTERNAL, Facts, ScopeFacts, cpython_facts

# Every so many files, the place and value of each name and string is compared too.
DETAILED = 8

# Since 3.12 the compiler merges comprehensions into the scope around them.
MERGED = sys.version_info >= (3, 12)


@dataclass
class Comparison:
    files: int = 0
    refused: int = 0
    scopes: int = 0
    names: int = 0
    definitions: int = 0
    detailed: int = 0
    characters: int = 0
    parse_ms: float = 0
    resolve_ms: float = 0
    errors: list[str] = field(default_factory=list)
    disagreements: list[str] = field(default_factory=list)

    def add(self, other: Comparison) -> None:
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)


def compare_files(command: list[str], paths: list[Path]) -> Comparison:
    """The command reads and writes lines as syntax-facts.ts does."""
    result = Comparison()
    with tempfile.TemporaryDirectory() as folder:
        readable = [as_utf8(path, Path(folder, f"{index}.py")) for index, path in enumerate(paths)]
        # A file and not a pipe: nobody would read the answers while it fills.
        requests = Path(folder, "requests")
        lines = [
            json.dumps({"path": str(path), "details": index % DETAILED == 0})
            for index, path in enumerate(readable)
        ]
        requests.write_text("".join(line + "\n" for line in lines))
        with (
            requests.open() as stdin,
            subprocess.Popen(command, stdin=stdin, stdout=subprocess.PIPE) as process,
        ):
            assert process.stdout is not None
            for index, path in enumerate(paths):
                try:
                    theirs = cpython_facts(path.read_bytes(), str(path), index % DETAILED == 0)
                except (SyntaxError, ValueError, RecursionError, MemoryError):
                    result.refused += 1
                    process.stdout.readline()
                else:
                    compare(path, json.loads(process.stdout.readline()), theirs, result)
    return result


def as_utf8(path: Path, copy: Path) -> Path:
    """The file itself, or a copy if it has another encoding."""
    content = path.read_bytes()
    try:
        content.decode()
    except UnicodeDecodeError:
        try:
            with path.open("rb") as file:
                encoding, _ = tokenize.detect_encoding(file.readline)
            copy.write_bytes(content.decode(encoding).encode())
        except (SyntaxError, ValueError):
            return path  # CPython refuses it too.
        return copy
    return path


def compare(path: Path, ours: Facts, theirs: Facts, result: Comparison) -> None:
    result.files += 1
    result.characters += ours["characters"]
    parse_ms, resolve_ms = ours["milliseconds"]
    result.parse_ms += parse_ms
    result.resolve_ms += resolve_ms
    result.definitions += len(ours["definitions"])
    for scope in every(ours["scopes"]):
        result.scopes += 1
        result.names += len(scope[2])
    result.errors += [f"{path}:{line}: {message}" for line, message in ours["errors"]]
    found = list(scope_differences(ours["scopes"], theirs["scopes"], "module"))
    for key in ("statements", "definitions", "names", "strings"):
        found += list_differences(key, ours.get(key, []), theirs.get(key, []))
    result.detailed += "names" in theirs
    result.disagreements += [f"{path}: {each}" for each in found]


def every(scope: ScopeFacts) -> Iterator[ScopeFacts]:
    yield scope
    for child in scope[3]:
        yield from every(child)


def list_differences(key: str, ours: list[Any], theirs: list[Any]) -> Iterator[str]:
    mine = {tuple(entry) for entry in ours}
    others = {tuple(entry) for entry in theirs}
    # A string that needs the names of characters (\\N{...}) has no value here.
    unknown = {entry[:-1] for entry in mine if entry[-1] is None}
    for entry in mine ^ others:
        if entry[:-1] not in unknown:
            yield f"{key}: {entry} is {'ours' if entry in mine else 'for CPython'} only"


def scope_differences(ours: ScopeFacts, theirs: ScopeFacts, where: str) -> Iterator[str]:
    if ours[:2] != theirs[:2]:
        yield f"{where}: {ours[:2]} is {theirs[:2]} for CPython"
        return
    own, children = without(ours[2], INTERNAL), ours[3]
    other, others = theirs[2], theirs[3]
    if MERGED:
        merged: set[str] = set()
        children = list(unmerged(children, merged))
        others = in_order_of(children, others)
        own, other = without(own, merged), without(other, merged)
    if own != other:
        for name in sorted({*own, *other}):
            if own.get(name) != other.get(name):
                yield f"{where}: {name} is {own.get(name)}, for CPython {other.get(name)}"
    if len(children) != len(others):
        yield f"{where}: scopes {[c[1] for c in children]}, for CPython {[c[1] for c in others]}"
        return
    for mine, other_scope in zip(children, others, strict=True):
        yield from scope_differences(mine, other_scope, f"{where}.{mine[1]}")


def without(symbols: dict[str, int], names: set[str]) -> dict[str, int]:
    return {name: facts for name, facts in symbols.items() if name not in names}


def in_order_of(children: list[ScopeFacts], others: list[ScopeFacts]) -> list[ScopeFacts]:
    """The scopes of CPython in our order: since 3.13 it has another one in a `try`."""
    remaining = list(others)
    ordered = []
    for child in children:
        named = [other for other in remaining if other[1] == child[1]]
        equal = (other for other in named if not any(scope_differences(child, other, "")))
        found = next(equal, named[0] if named else None)
        if found:
            remaining.remove(found)
            ordered.append(found)
    return ordered + remaining


def unmerged(scopes: list[ScopeFacts], merged: set[str]) -> Iterator[ScopeFacts]:
    """The scopes that are left when comprehensions have been merged into theirs."""
    for scope in scopes:
        if scope[0] == "comprehension" and scope[1] != "genexpr":
            merged.update(scope[2])
            yield from unmerged(scope[3], merged)
        else:
            yield scope

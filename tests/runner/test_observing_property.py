"""What is said to have been observed of files is all that matters, whatever a step does to them.

A step is run again where all is different that it is not said to have looked at: it has to
come to the same. And what is said to have been written is what is different afterwards.
"""

from __future__ import annotations

import glob
import os
import pathlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cellway.runner.observing.observer import Observer

FOLDERS = ("d", "d/e", "f")
FILES = ("a", "b", "d/a", "d/b", "d/e/a", "f/a")

Operation = tuple[str, str, str]
"""What is done, to which path, and the other path or text."""

CODE = "<ipython-input-0-cell>"

READING = {
    "read": "open(p).read()",
    "exists": "os.path.exists(p)",
    "size": "os.path.getsize(p)",
    "path": "pathlib.Path(p).is_file()",
}
LISTING = {
    "list": "sorted(os.listdir(p))",
    "glob": "sorted(glob.glob(p + '/*'))",
    "walk": "[(sorted(folders), sorted(files)) for _, folders, files in os.walk(p)]",
}
WRITING = {
    "write": "with open(p, 'w') as file: file.write(q)",
    "append": "with open(p, 'a') as file: file.write(q)",
    "change": "with open(p, 'r+') as file: file.write('+')",
    "make": "with open(p, 'x') as file: file.write(q)",
    "remove": "os.remove(p)",
    "truncate": "os.truncate(p, 1)",
}
MOVING = {
    "rename": "os.rename(p, q)",
    "copy": "shutil.copy(p, q)",
    "move": "shutil.move(p, q)",
}
OF_FOLDERS = {
    "make folder": "os.makedirs(p, exist_ok=True)",
    "remove folder": "shutil.rmtree(p)",
    "remove empty folder": "os.rmdir(p)",
}
SOURCES = {**READING, **LISTING, **WRITING, **MOVING, **OF_FOLDERS}

files, folders = st.sampled_from(FILES), st.sampled_from(FOLDERS)
operations = st.one_of(
    st.tuples(st.sampled_from(list(READING)), files, st.just("")),
    st.tuples(st.sampled_from(list(LISTING)), folders, st.just("")),
    st.tuples(st.sampled_from(list(WRITING)), files, st.just("text")),
    st.tuples(st.sampled_from(list(MOVING)), files, files),
    st.tuples(st.just("rename"), folders, folders),
    st.tuples(st.sampled_from(list(OF_FOLDERS)), folders, st.just("")),
)


@contextmanager
def place(present: frozenset[str]) -> Iterator[Path]:
    """Make a folder with some of the files, and go there."""
    before = Path.cwd()
    path = Path(tempfile.mkdtemp())
    try:
        for name in sorted(present):
            (path / name).parent.mkdir(parents=True, exist_ok=True)
            (path / name).write_text(f"old {name}")
            os.utime(path / name, (1, 1))
        os.chdir(path)
        yield path
    finally:
        os.chdir(before)
        shutil.rmtree(path)


def run(program: list[Operation], path: Path) -> tuple[list[Any], dict[str, Any]]:
    """Run a program; return what it has found out, and what was observed."""
    found: list[Any] = []
    codes = {name: compile(source, CODE, "exec") for name, source in SOURCES.items()}
    asking = {
        name: compile(source, CODE, "eval") for name, source in {**READING, **LISTING}.items()
    }
    observer = Observer()
    observer.store_in(str(path.parent / "objects"))
    observer.start()
    try:
        for name, p, q in program:
            names = {"os": os, "glob": glob, "shutil": shutil, "p": p, "q": q, "pathlib": pathlib}
            try:
                if name in asking:
                    found.append(eval(asking[name], names))
                else:
                    exec(codes[name], names)
            except (OSError, shutil.Error):
                if name in asking:
                    found.append("error")
    finally:
        observed = observer.finish()
    assert observer.problem is None, observer.problem
    assert observed is not None
    return found, observed


def snapshot(path: Path) -> dict[str, object]:
    return {
        os.path.relpath(each, path): each.is_dir() or (each.stat().st_ino, each.stat().st_mtime_ns)
        for each in path.rglob("*")
    }


def make_different(path: Path, observed: dict[str, Any], removed: frozenset[str]) -> None:
    """Change all files but those that were seen, and add one to all folders but those listed."""
    seen = {os.path.relpath(each["path"], path) for each in observed["read"]}
    listed = {
        os.path.relpath(each["path"], path)
        for each in observed["read"]
        if each["stamp"].startswith("names:")
    }
    for name in (*FILES, *(f"{folder}/other" for folder in FOLDERS)):
        file = path / name
        if name in seen or not file.parent.is_dir():
            continue
        same_names = os.path.relpath(file.parent, path) in listed
        if name in removed and not same_names:
            file.unlink(missing_ok=True)
        elif file.exists() or not same_names:
            file.write_text("different")


@settings(max_examples=200, deadline=None)
@given(
    present=st.frozensets(files),
    program=st.lists(operations, min_size=1, max_size=8),
    removed=st.frozensets(files),
)
def test_what_is_not_seen_does_not_matter(
    present: frozenset[str], program: list[Operation], removed: frozenset[str]
) -> None:
    with place(present) as path:
        before = snapshot(path)
        found, observed = run(program, path)
        after = snapshot(path)
        changed = {name for name in {**before, **after} if before.get(name) != after.get(name)}
        written = {os.path.relpath(each["path"], path) for each in observed["written"]}
        assert written == changed
        first = path
    with place(present) as path:
        moved = [
            {**each, "path": str(path / os.path.relpath(each["path"], first))}
            for each in observed["read"]
        ]
        make_different(path, {"read": moved}, removed)
        again, _ = run(program, path)
        assert again == found

"""Removes from a claim what runs have left that nobody wants any more:
`RUNNER --tidy --data FOLDER --days N [--keep RUN]… [--remove]`.

Prints one line of JSON, of what was removed, or would be without `--remove`: `runs`,
`records` of the cache, `objects`, and `bytes` in all. What cannot be removed is counted
in `failed`.

A run goes when nothing of it has changed for N days and it is none that is to be kept. An
object goes when no run and no record that stays has its name in it, and it was not wanted
for N days and `MARGIN`: a run that stays may have taken what was known here when it began.
Whoever wants an object again makes it young (`objects`, `shelf`).

The claim may hold other people's things, too: only what is named and laid out as ours is
looked at.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

USAGE = "Usage: runner.pyz --tidy --data FOLDER --days N [--keep RUN]... [--remove]"

DAY = 24 * 3600.0

MARGIN = 8 * DAY
"""What is known when a run begins is a week old at most (`src/engines/pods/cache`)."""

_NAME = re.compile(rb"[0-9a-f]{64}")

_REQUEST = re.compile(r"steps/\d+/request\.json")
_RECORD = re.compile(r"cache/steps/[0-9a-f]{2}/[0-9a-f]{64}\.json")
_OBJECT = re.compile(r"objects/([0-9a-f]{2}/[0-9a-f]{64}|tmp/[^/]+\.tmp)")


def tidy(arguments: Sequence[str]) -> int:
    rest = list(arguments)
    removes = "--remove" in rest
    rest = [each for each in rest if each != "--remove"]
    pairs = list(zip(rest[::2], rest[1::2]))
    values = dict(pairs)
    days = values.get("--days", "")
    if len(rest) % 2 or not days.isdigit() or int(days) < 1 or "--data" not in values:
        print(f"cellway runner: {USAGE}", file=sys.stderr)
        return 2
    keep = {value for name, value in pairs if name == "--keep"}
    told = _Tidying(values["--data"], int(days) * DAY, removes).run(keep)
    print(json.dumps(told), flush=True)
    return 0


class _Tidying:
    def __init__(self, data: str, age: float, removes: bool) -> None:
        self._data = data
        self._now = time.time()
        self._age = age
        self._removes = removes
        self._told = dict.fromkeys(("runs", "records", "objects", "bytes", "failed"), 0)

    def run(self, keep: set[str]) -> dict[str, Any]:
        runs = os.path.join(self._data, "runs")
        wanted: set[bytes] = set()
        for name in _names(runs):
            folder = os.path.join(runs, name)
            steps = list(_files(os.path.join(folder, "steps")))
            if not any(_REQUEST.fullmatch(os.path.relpath(each, folder)) for each in steps):
                continue
            changed = max((_changed(each) for each in [folder, *steps]), default=self._now)
            if name not in keep and self._now - changed > self._age:
                self._remove("runs", folder, list(_files(folder)))
            else:
                wanted.update(*map(_names_in, steps))
        # Before the objects: nobody finds one by a record that is gone.
        for path in self._ours("cache", _RECORD):
            if self._is_old(path):
                self._remove("records", path, [path])
            else:
                wanted.update(_names_in(path))
        for path in self._ours("objects", _OBJECT):
            if os.path.basename(path).encode() not in wanted and self._is_old(path):
                self._remove("objects", path, [path])
        return self._told

    def _ours(self, folder: str, form: re.Pattern[str]) -> Iterator[str]:
        for path in _files(os.path.join(self._data, folder)):
            if form.fullmatch(os.path.relpath(path, self._data)):
                yield path

    def _is_old(self, path: str) -> bool:
        return self._now - _changed(path) > self._age + MARGIN

    def _remove(self, kind: str, path: str, files: list[str]) -> None:
        size = sum(map(_size, files))
        if self._removes:
            try:
                if os.path.isdir(path) and not os.path.islink(path):
                    shutil.rmtree(path)
                else:
                    os.unlink(path)
            except OSError:
                self._told["failed"] += 1
                return
        self._told[kind] += 1
        self._told["bytes"] += size


def _names(folder: str) -> list[str]:
    try:
        return [] if os.path.islink(folder) else sorted(os.listdir(folder))
    except FileNotFoundError:
        return []


def _files(folder: str) -> Iterator[str]:
    """Yield the files below a folder; links are not followed."""
    if os.path.islink(folder):
        return
    for place, _, files in os.walk(folder):
        for name in files:
            yield os.path.join(place, name)


def _changed(path: str) -> float:
    """Return when something has changed; what is gone meanwhile is as young as can be."""
    try:
        return os.lstat(path).st_mtime
    except OSError:
        return float("inf")


def _size(path: str) -> int:
    with suppress(OSError):
        return os.lstat(path).st_size
    return 0


def _names_in(path: str) -> set[bytes]:
    """Return all in a file that may be the name of an object; raise OSError where it is unread."""
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            return set()
        with open(path, "rb") as file:
            return set(_NAME.findall(file.read()))
    except FileNotFoundError:
        return set()

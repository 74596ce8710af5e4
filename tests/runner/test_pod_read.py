"""What steps of pods have left, as the log of a pod brings it."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import random
import subprocess
import sys
import zlib
from pathlib import Path
from typing import Any

import pytest

PROGRAM = "import sys; from cellway.runner.program import main; sys.exit(main(sys.argv[1:]))"

LARGE = random.Random(3).randbytes(100_000) + b"alike" * 50_000


def call(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", PROGRAM, "--read", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def told(folder: Path, *arguments: object) -> list[dict[str, Any]]:
    done = call("--data", folder, *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    return [json.loads(each) for each in done.stdout.splitlines()]


def content(lines: list[dict[str, Any]], file: int = 0, start: int = 0) -> bytes:
    """Put together what lines tell of a file, and check what they say of it."""
    found = b""
    for line in lines:
        if line["file"] == file and "at" in line:
            assert line["at"] == start + len(found)
            packed = line.get("deflated")
            data = base64.b64decode(packed or line["data"])
            found += zlib.decompress(data) if packed else data
    return found


def test_files_come_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "objects").mkdir()
    (tmp_path / "objects/large").write_bytes(LARGE)
    (tmp_path / "empty").write_bytes(b"")
    lines = told(tmp_path, "objects/large", "empty")
    assert content(lines) == LARGE
    assert {"file": 0, "size": len(LARGE), "sha256": hashlib.sha256(LARGE).hexdigest()} in lines
    assert lines[-1] == {"file": 1, "size": 0, "sha256": hashlib.sha256(b"").hexdigest()}


def test_lines_are_shorter_than_nodes_cut_them(tmp_path: Path) -> None:
    (tmp_path / "large").write_bytes(LARGE)
    lines = call("--data", tmp_path, "large").stdout.splitlines()
    assert max(map(len, lines)) < 16 * 1024
    assert sum(map(len, lines)) < len(LARGE)  # what is alike is compressed


@pytest.mark.parametrize("start", [1, 11 * 1024, 99_999, len(LARGE)])
def test_it_goes_on_where_it_is_told_to(tmp_path: Path, start: int) -> None:
    (tmp_path / "large").write_bytes(LARGE)
    (tmp_path / "other").write_bytes(b"whole")
    lines = told(tmp_path, "--from", start, "large", "other")
    assert content(lines, start=start) == LARGE[start:]
    assert {"file": 0, "size": len(LARGE), "sha256": hashlib.sha256(LARGE).hexdigest()} in lines
    assert content(lines, 1) == b"whole"


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "there").write_bytes(b"it")
    lines = told(tmp_path, "not/there", "there")
    assert lines[0] == {"file": 0, "missing": True}
    assert content(lines, 1) == b"it"


def test_nothing_outside_of_the_folder_is_read(tmp_path: Path) -> None:
    folder, outside = tmp_path / "data", tmp_path / "data-of-others"
    folder.mkdir()
    outside.write_text("secret")
    (folder / "link").symlink_to(outside)
    (folder / "folder").symlink_to(tmp_path)
    os.mkfifo(folder / "pipe")
    paths = ["../data-of-others", outside, "link", "folder/data-of-others", ".", "pipe"]
    lines = told(folder, *paths, "a/../../data-of-others")
    assert len(lines) == 7
    assert all("problem" in each for each in lines)


def test_links_within_the_folder_are_followed(tmp_path: Path) -> None:
    (tmp_path / "there").write_bytes(b"it")
    (tmp_path / "link").symlink_to("there")
    assert content(told(tmp_path, "link")) == b"it"


@pytest.mark.parametrize(
    "arguments",
    [[], ["--data"], ["--data", "x"], ["x"], ["--data", "x", "--from", "y", "z"]],
)
def test_a_wrong_call_is_refused(arguments: list[str]) -> None:
    done = call(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Usage" in done.stderr

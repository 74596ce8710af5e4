"""Steps of pods that share nothing but a bucket."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import random
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from socketserver import UnixStreamServer
from typing import Any

import pytest

from cellway.runner.pod.s3 import bucket_shelf
from cellway.runner.pod.s3.bucket_shelf import BucketShelf
from cellway.runner.request import RequestRefusedError

from .s3_server import start
from .test_pod import PLAN, STEP, events, project, write_parts
from .test_pod_earlier import TERMS
from .test_pod_read import content

PROGRAM = "import sys; from cellway.runner.program import main; sys.exit(main(sys.argv[1:]))"

Server = Mapping[str, Any]


@pytest.fixture(scope="session")
def server() -> Server:
    return start()


def place_of(server: Server, prefix: str) -> str:
    endpoint = f"http://127.0.0.1:{server['port']}"
    place = {"endpoint": endpoint, "region": "us-east-1", "bucket": server["bucket"]}
    return json.dumps({**place, "prefix": prefix})


def keys_of(server: Server) -> dict[str, str]:
    return {"CELLWAY_S3_KEY_ID": server["id"], "CELLWAY_S3_KEY": server["key"]}


@contextmanager
def open_gate(folder: Path, place: str, keys: Mapping[str, str]) -> Iterator[str]:
    """Start the container that has the keys, as a process."""
    path = str(folder / "gate")
    command = [sys.executable, "-c", PROGRAM, "--gate", path, "--bucket", place]
    with subprocess.Popen(command, env={**os.environ, **keys}) as process:
        try:
            yield path
        finally:
            process.terminate()
            # A pod counts as failed where any of its containers has.
            assert process.wait() == 0 or not Path(path).exists()


class Run:
    """Runs steps, each in a pod with folders of its own."""

    def __init__(self, folder: Path, gate: str, plan: dict[str, Any]) -> None:
        self._folder = folder
        self._gate = gate
        self._count = 0
        write_parts(folder / "code", "plan", plan)
        write_parts(folder / "code", "files", project(("data.txt", "of the project")))

    def step(self, number: int) -> subprocess.CompletedProcess[str]:
        self._count += 1
        data = self._folder / f"pod-{self._count}"
        data.mkdir()
        call = ["--pod", self._folder / "code", "--step", number, "--data", data]
        call += ["--work", data / "work", "--gate", self._gate]
        return subprocess.run(
            [sys.executable, "-c", PROGRAM, *map(str, call)],
            capture_output=True,
            text=True,
            check=False,
        )

    def printed(self, number: int) -> str:
        done = self.step(number)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout.split("\x1e")[1].split("\n", 1)[1]


def step_of(name: str, source: str, **more: Any) -> dict[str, Any]:
    cell = {"index": ["one", "two", "three"].index(name), "source": source, "omit": []}
    return {**STEP, "step": name, "cells": [cell], **more}


def reads(name: str, origin: str) -> dict[str, str]:
    return {"name": name, "from": origin}


def plan_of(*steps: dict[str, Any], run: str = "r1") -> dict[str, Any]:
    return {**PLAN, "run": run, "steps": list(steps)}


THREE = plan_of(
    step_of("one", "x = [1, 2]", outputs=["x"]),
    step_of("two", "x = x + [3]", outputs=["x"], reads=[reads("x", "one")], after=["one"]),
    step_of("three", "print(x)", reads=[reads("x", "two")], after=["two"]),
)


@pytest.fixture
def gate(tmp_path: Path, server: Server) -> Iterator[str]:
    with open_gate(tmp_path, place_of(server, tmp_path.name), keys_of(server)) as path:
        yield path


def test_values_go_from_step_to_step(tmp_path: Path, gate: str) -> None:
    run = Run(tmp_path, gate, THREE)
    run.step(1)
    run.step(2)
    assert run.printed(3) == "[1, 2, 3]\n"


def test_files_go_from_step_to_step(tmp_path: Path, gate: str) -> None:
    write = (
        "import os\n"
        "os.makedirs('made/empty')\n"
        "open('made/a.txt', 'w').write('a')\n"
        "open('data.txt', 'a').write(' and one')\n"
        "os.symlink('a.txt', 'made/link')"
    )
    change = "open('made/a.txt', 'a').write('b'); os.remove('data.txt')"
    show = "print(open('made/link').read(), os.path.exists('data.txt'), sorted(os.listdir('made')))"
    run = Run(
        tmp_path,
        gate,
        plan_of(
            step_of("one", write),
            step_of("two", f"import os\nprint(open('data.txt').read())\n{change}", after=["one"]),
            step_of("three", f"import os\n{show}", after=["one", "two"]),
        ),
    )
    run.step(1)
    assert run.printed(2) == "of the project and one\n"
    assert run.printed(3) == "ab False ['a.txt', 'empty', 'link']\n"


def test_a_further_try_finds_the_files_of_the_one_before(tmp_path: Path, gate: str) -> None:
    source = "import os\ntried = os.path.exists('tried')\nopen('tried', 'w').close()\n1 / tried"
    run = Run(tmp_path, gate, plan_of(step_of("one", source)))
    assert run.step(1).returncode == 1
    assert run.step(1).returncode == 0


def test_what_another_run_has_left_is_taken(tmp_path: Path, gate: str) -> None:
    for name in ("r1", "r2"):
        folder = tmp_path / name
        folder.mkdir()
        plan = plan_of(
            step_of("one", "x = open('data.txt').read()", outputs=["x"], earlier=TERMS),
            step_of("two", "print(x)", reads=[reads("x", "one")], after=["one"]),
            run=name,
        )
        run = Run(folder, gate, plan)
        done = run.step(1)
        assert (done.returncode, done.stderr) == (0, "")
        assert any(each["event"] == "cell-started" for each in events(done.stdout)) == (
            name == "r1"
        )
        assert run.printed(2) == "of the project\n"


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ({"CELLWAY_S3_KEY": "another"}, "SignatureDoesNotMatch"),
        ({"CELLWAY_S3_KEY_ID": "nobody"}, "InvalidAccessKeyId"),
        ({"CELLWAY_S3_KEY": ""}, "lacks one of them"),
    ],
)
def test_what_the_bucket_refuses_is_told(
    tmp_path: Path, server: Server, keys: Mapping[str, str], message: str
) -> None:
    place = place_of(server, "refused")
    with open_gate(tmp_path, place, {**keys_of(server), **keys}) as gate:
        done = Run(tmp_path, gate, THREE).step(1)
    assert (done.returncode, done.stdout) == (2, "")
    assert "the bucket for results refuses" in done.stderr
    assert message in done.stderr


def test_a_bucket_that_is_not_there_is_told_before_anything_runs(
    tmp_path: Path, server: Server
) -> None:
    place = place_of({**server, "bucket": "another"}, "x")
    with open_gate(tmp_path, place, keys_of(server)) as gate:
        done = Run(tmp_path, gate, THREE).step(1)
    assert (done.returncode, done.stdout) == (2, "")
    assert "the bucket for results is not there: NoSuchBucket" in done.stderr


def test_what_is_gone_from_the_bucket_is_told(tmp_path: Path, gate: str) -> None:
    gone = {"hash": "a" * 64, "size": 3, "values": {"x": {}}, "definitions": []}
    given = [{"step": "one", "objects": [gone], "states": {}}]
    done = Run(tmp_path, gate, {**THREE, "results": given}).step(2)
    assert done.returncode == 2
    assert "which the step takes, is not there any more" in done.stderr


def test_results_are_read_with_the_keys(tmp_path: Path, gate: str, server: Server) -> None:
    run = Run(tmp_path, gate, THREE)
    run.step(1)
    command = [sys.executable, "-c", PROGRAM, "--read"]
    command += ["--bucket", place_of(server, tmp_path.name), "--from", "5"]
    done = subprocess.run(
        [*command, "runs/r1/steps/1/result.json", "runs/r1/steps/2/result.json", "../r1"],
        env={**os.environ, **keys_of(server)},
        capture_output=True,
        text=True,
        check=True,
    )
    lines = [json.loads(each) for each in done.stdout.splitlines()]
    text = (tmp_path / "pod-1/runs/r1/steps/1/result.json").read_bytes()
    assert content(lines, start=5) == text[5:]
    assert {"file": 0, "size": len(text), "sha256": hashlib.sha256(text).hexdigest()} in lines
    assert {"file": 1, "missing": True} in lines
    assert lines[-1] == {"file": 2, "problem": "it is no file of ours"}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("DELETE", "/runs/x"),
        ("GET", "/../other"),
        ("GET", "/a?list-type=2"),
        ("PUT", "/a?acl="),
    ],
)
def test_the_gate_lets_nothing_else_through(gate: str, method: str, path: str) -> None:
    connection = HTTPConnection("gate")
    BucketShelf("", gate).bring("runs/none")  # it is open
    connection.sock = socket.socket(socket.AF_UNIX)
    connection.sock.connect(gate)
    connection.request(method, path)
    assert connection.getresponse().status in (400, 501)
    connection.close()


class Moody(BaseHTTPRequestHandler):
    """A bucket that is not well at first."""

    failures = 0
    failure = 503

    def do_GET(self) -> None:
        type(self).failures -= 1
        is_well = type(self).failures < 0
        self.send_response_only(200 if is_well else self.failure)
        self.send_header("content-length", "5")
        self.end_headers()
        # The last time that it fails, it breaks off.
        self.wfile.write(b"hello")

    def address_string(self) -> str:
        return ""

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.mark.parametrize(("failures", "comes"), [(3, True), (100, False)])
def test_a_bucket_that_is_not_well_is_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failures: int, comes: bool
) -> None:
    monkeypatch.setattr(bucket_shelf, "FIRST_PAUSE", 0.001)
    Moody.failures = failures
    with UnixStreamServer(str(tmp_path / "gate"), Moody) as moody:
        threading.Thread(target=moody.serve_forever, daemon=True).start()
        shelf = BucketShelf(str(tmp_path / "data"), str(tmp_path / "gate"))
        if comes:
            assert shelf.bring("a/b", hashlib.sha256(b"hello").hexdigest())
            assert (tmp_path / "data/a/b").read_text() == "hello"
        else:
            with pytest.raises(RequestRefusedError, match="cannot be reached to bring a/b"):
                shelf.bring("a/b")
        moody.shutdown()


@pytest.mark.parametrize("place", ["bucket", "disk"])
def test_where_there_is_no_room_nothing_is_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    def write_whole(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(time, "sleep", lambda _: pytest.fail("it waits"))
    monkeypatch.setattr(bucket_shelf, "write_whole", write_whole)
    monkeypatch.setattr(Moody, "failure", 507)
    Moody.failures = 1 if place == "bucket" else 0
    with UnixStreamServer(str(tmp_path / "gate"), Moody) as moody:
        threading.Thread(target=moody.serve_forever, daemon=True).start()
        shelf = BucketShelf(str(tmp_path / "data"), str(tmp_path / "gate"))
        with pytest.raises((RequestRefusedError, OSError), match=r"refuses: 507|No space left"):
            shelf.bring("a/b")
        moody.shutdown()


def test_a_large_file_is_sent_in_parts(
    tmp_path: Path, gate: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = 5 * 1024**2  # S3 takes no smaller ones
    monkeypatch.setattr(bucket_shelf, "PART", part)
    data = random.Random(1).randbytes(2 * part + 1234)
    name = hashlib.sha256(data).hexdigest()
    (tmp_path / "large").write_bytes(data)
    shelf = BucketShelf(str(tmp_path / "data"), gate)
    shelf.keep_as(str(tmp_path / "large"), f"objects/aa/{name}", name)
    assert shelf.size(f"objects/aa/{name}") == len(data)
    assert shelf.bring(f"objects/aa/{name}", name)
    assert (tmp_path / "data/objects/aa" / name).read_bytes() == data


def test_what_is_damaged_in_the_bucket_is_not_taken(tmp_path: Path, gate: str) -> None:
    shelf = BucketShelf(str(tmp_path / "data"), gate)
    (tmp_path / "file").write_text("other")
    shelf.keep_as(str(tmp_path / "file"), "objects/aa/wrong")
    with pytest.raises(RequestRefusedError, match="damaged"):
        shelf.bring("objects/aa/wrong", "a" * 64)
    assert not (tmp_path / "data/objects/aa/wrong").exists()

"""What is old on a claim goes, and nothing that anybody may want."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

PROGRAM = "import sys; from cellway.runner.program import main; sys.exit(main(sys.argv[1:]))"

DAY = 24 * 3600
DAYS = 10
OLD = DAYS + 9
"""Older than all that may be wanted, in days."""

YOUNG = DAYS - 1


def call(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", PROGRAM, "--tidy", "--data", str(folder), *more]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def tidy(folder: Path, *more: str) -> dict[str, Any]:
    done = call(folder, "--days", str(DAYS), *more)
    assert (done.returncode, done.stderr) == (0, "")
    told: dict[str, Any] = json.loads(done.stdout)
    return told


class Claim:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, path: str, days: float, content: str = "") -> Path:
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(content)
        at = time.time() - days * DAY
        os.utime(place, (at, at))
        return place

    def object(self, letter: str, days: float) -> Path:
        return self.put(f"objects/{letter * 2}/{letter * 64}", days, "12345")

    def run(self, name: str, days: float, letter: str) -> Path:
        """Put a run there whose only step has left an object."""
        left = json.dumps({"objects": [{"hash": letter * 64}]})
        self.put(f"runs/{name}/work/data.txt", days, "123")
        self.put(f"runs/{name}/steps/1/request.json", days)
        self.put(f"runs/{name}/steps/1/result.json", days, left)
        folder = self.folder / "runs" / name
        at = time.time() - days * DAY
        os.utime(folder, (at, at))
        return folder


@pytest.fixture
def claim(tmp_path: Path) -> Claim:
    return Claim(tmp_path)


def test_a_run_that_is_old_goes_with_its_objects(claim: Claim) -> None:
    run, left = claim.run("r1", OLD, "a"), claim.object("a", OLD)
    would = tidy(claim.folder)
    assert (would["runs"], would["objects"], would["failed"]) == (1, 1, 0)
    assert run.exists()
    assert left.exists()
    assert tidy(claim.folder, "--remove") == would
    assert not run.exists()
    assert not left.exists()
    assert not any(tidy(claim.folder).values())


def test_what_a_run_refers_to_that_stays_stays(claim: Claim) -> None:
    claim.run("young", YOUNG, "a")
    claim.run("kept", OLD, "b")
    objects = [claim.object("a", OLD), claim.object("b", OLD)]
    assert not any(tidy(claim.folder, "--keep", "kept", "--remove").values())
    assert all(each.exists() for each in objects)


def test_what_was_known_when_a_run_began_that_stays_stays(claim: Claim) -> None:
    """Nothing on the claim says of it that the run has taken it."""
    claim.run("r1", OLD, "a")
    left = claim.object("a", DAYS + 7)
    assert tidy(claim.folder, "--remove")["runs"] == 1
    assert left.exists()


def test_what_the_cache_has_stays_while_it_is_wanted(claim: Claim) -> None:
    for letter, days in (("a", YOUNG), ("b", OLD)):
        claim.put(f"cache/steps/aa/{letter * 64}.json", days, letter * 64)
    objects = {letter: claim.object(letter, OLD) for letter in "ab"}
    told = tidy(claim.folder, "--remove")
    assert (told["records"], told["objects"]) == (1, 1)
    assert objects["a"].exists()
    assert not objects["b"].exists()


def test_what_is_not_ours_stays(claim: Claim) -> None:
    others = [
        claim.put(path, OLD)
        for path in (
            "runs/experiment/events.out",
            "runs/experiment/steps/1/model.pt",
            "cache/steps/aa/data.json",
            "objects/aa/chair.obj",
            "results.csv",
        )
    ]
    for each in others:
        at = time.time() - OLD * DAY
        os.utime(each.parent, (at, at))
    assert not any(tidy(claim.folder, "--remove").values())
    assert all(each.exists() for each in others)


def test_links_lead_nowhere(claim: Claim, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = Claim(tmp_path_factory.mktemp("elsewhere"))
    file = elsewhere.put("file", OLD)
    claim.run("r1", OLD, "a")
    (claim.folder / "runs/r1/work/link").symlink_to(elsewhere.folder)
    (claim.folder / "objects").symlink_to(elsewhere.folder)
    at = time.time() - OLD * DAY
    os.utime(claim.folder / "runs/r1", (at, at))
    assert tidy(claim.folder, "--remove")["runs"] == 1
    assert file.exists()


@pytest.mark.parametrize("more", [[], ["--days", "0"], ["--days", "x"], ["--days", "3", "--keep"]])
def test_a_wrong_call_removes_nothing(claim: Claim, more: list[str]) -> None:
    run = claim.run("r1", OLD, "a")
    done = call(claim.folder, *more, "--remove")
    assert (done.returncode, done.stdout) == (2, "")
    assert run.exists()

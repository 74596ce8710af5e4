"""A disk that is full, and folders that cannot be written: it is told, and nothing is lost."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from disks import ballast, remount

from .command import Place

BLOCKS = (
    ("step:small", "import random\nx = random.Random(0).randbytes(10**6)\nprint(len(x))"),
    ("step:large", "import random\ny = random.Random(1).randbytes(40 * 10**6)\nprint(len(y))"),
    ("step:end", "print(len(x) + len(y))"),
)


def test_a_full_disk_is_told_and_the_run_goes_on_when_there_is_room(small_disk: Path) -> None:
    place = Place(small_disk, BLOCKS)
    done = place.call("run", "a.ipynb", "--workers", "1")
    assert done.returncode == 1, done.stderr
    assert "No space left on device" in done.stderr + done.stdout
    assert "internal error" not in done.stderr
    place.assert_unharmed()
    (run,) = place.runs()
    assert [step["status"] for step in run["steps"]] == ["succeeded", "failed", "skipped"]
    remount(small_disk, "size=256m")
    resumed = place.call("runs", "resume", run["id"])
    assert resumed.returncode == 0, resumed.stderr
    assert place.shown(run["id"]) == ["1000000\n", "40000000\n", "41000000\n"]
    place.assert_unharmed()


def test_a_disk_without_any_room_is_told(small_disk: Path) -> None:
    place = Place(small_disk, BLOCKS)
    with ballast(small_disk, free=0):
        done = place.call("run", "a.ipynb")
    assert done.returncode in (1, 2)
    assert "no space left" in (done.stderr + done.stdout).lower()
    assert "internal error" not in done.stderr
    place.assert_unharmed()
    remount(small_disk, "size=256m")
    again = place.call("run", "a.ipynb")
    assert again.returncode == 0, again.stderr


def test_a_read_only_folder_keeps_its_runs_in_the_home_folder(small_disk: Path) -> None:
    place = Place(small_disk, BLOCKS[:1])
    home = small_disk.parent / "home"
    home.mkdir()
    remount(small_disk, "ro")
    environment = place.environment | {"HOME": str(home), "XDG_DATA_HOME": str(home)}
    command = [str(Path(sys.executable).with_name("cellway")), "run", "a.ipynb", "--json"]
    done = subprocess.run(
        command, cwd=small_disk, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    run = json.loads(done.stdout.splitlines()[-1])["id"]
    assert (home / "cellway" / "runs" / run / "executed.ipynb").exists()
    refused = place.call("run", "a.ipynb")
    assert refused.returncode == 2
    assert "There is no place to keep the run" in refused.stderr
    assert "XDG_DATA_HOME" in refused.stderr

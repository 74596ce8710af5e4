"""What the runner tells of the Python that runs it."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from .steps import Json, schema


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("environment") / "venv"
    venv.create(place, symlinks=True)
    return place


def environment(program: Path, place: Path) -> Json:
    target = place.parent / "environment.json"
    subprocess.run([place / "bin/python", program, "--environment", target], check=True)
    found: Json = json.loads(target.read_text())
    schema("environment").validate(found)
    return found


def install(place: Path, name: str, version: str, record: str, **files: str) -> Path:
    [site] = place.glob("lib/python*/site-packages")
    folder = site / f"{name.replace('-', '_')}-{version}.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
    (folder / "RECORD").write_text(record)
    for file, content in files.items():
        (folder / f"{file}.json").write_text(content)
    return site


def test_describes_the_interpreter(program: Path, place: Path) -> None:
    found = environment(program, place)
    assert found["version"] == ".".join(map(str, sys.version_info[:3]))
    assert found["implementation"] == sys.implementation.name
    assert found["executable"] == str(place / "bin/python")
    assert found["prefix"] == str(place)
    [site] = place.glob("lib/python*/site-packages")
    assert found["paths"][-1] == str(site)
    assert json.__file__.startswith(tuple(found["paths"]))
    assert not any("runner" in path for path in found["paths"])


def test_tells_the_versions_behind_names(program: Path, place: Path) -> None:
    install(place, "scikit-one", "1.5", 'skone/__init__.py,,\n"skone/a,b.py",,\nextra.py,,\n')
    install(place, "shared-part", "2.0rc1", "skone/part.py,,\n../../../bin/tool,,\nbad-name/a,,\n")
    install(place, "mono-so", "3", "mono.cpython-311-x86_64-linux-gnu.so,,\nmono_so.libs/c.so,,\n")
    packages = environment(program, place)["packages"]
    assert packages["skone"] == "scikit-one 1.5; shared-part 2.0rc1"
    assert packages["extra"] == "scikit-one 1.5"
    assert packages["mono"] == "mono-so 3"
    assert not {"bad-name", "..", "tool", "__pycache__"} & packages.keys()


def test_says_what_is_being_edited(program: Path, place: Path) -> None:
    origin = {"url": "file:///home/me/my-tools", "dir_info": {"editable": True}}
    record = "__editable___my_tools_finder.py,,\n_editable_impl_my_tools.pth,,\n"
    install(place, "My-Tools", "0.1", record, direct_url=json.dumps(origin))
    packages = environment(program, place)["packages"]
    assert packages["my_tools"] == "My-Tools 0.1 @ file:///home/me/my-tools"


def test_notices_what_was_put_there_by_hand(program: Path, place: Path) -> None:
    site = install(place, "known", "1", "known.py,,\n")
    (site / "known.py").touch()
    (site / "byhand.py").write_text("VERSION = 1")
    (site / "folder").mkdir()
    (site / "folder/__init__.py").touch()
    before = environment(program, place)["packages"]
    assert before["known"] == "known 1"
    assert {"byhand", "folder"} <= before.keys()
    (site / "byhand.py").write_text("VERSION = 22")
    after = environment(program, place)["packages"]
    assert before["byhand"] != after["byhand"]
    assert before["folder"] == after["folder"]


def test_a_damaged_distribution_is_left_out(program: Path, place: Path) -> None:
    site = install(place, "broken", "1", "")
    (site / "broken-1.dist-info/METADATA").unlink()
    (site / "odd-1.dist-info").mkdir()
    (site / "odd-1.dist-info/METADATA").write_bytes(b"\xff\xfe")
    assert environment(program, place)["packages"]

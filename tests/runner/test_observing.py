"""What the runner says a step has observed: files, variables, modules."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from .observing_cases import CASES
from .steps import Json, Runner, Workplace, definition

IMPORTS = "import glob, os, pathlib, shutil, sqlite3, tempfile, threading"


@pytest.fixture(scope="module")
def place(program: Path, tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    return Workplace(tmp_path_factory.mktemp("observing"), Runner(program, ("-S",)))


@pytest.fixture(scope="module")
def observed(place: Workplace) -> Json:
    """What a step with all cases has observed, each case in a folder of its own."""
    cells = [IMPORTS]
    for name, case in CASES.items():
        folder = place.folder / name
        (folder / "folder").mkdir(parents=True)
        for file in ("old", "folder/inner"):
            (folder / file).write_text("old")
            os.utime(folder / file, (1, 1))
        cells += [f"os.chdir({str(folder)!r})", case.source]
    outcome = place.run(*cells)
    assert outcome.result["status"] == "succeeded", outcome.cells
    assert outcome.error == ""
    found: Json = outcome.result["observed"]
    return found


@pytest.mark.parametrize("name", CASES)
def test_files(name: str, place: Workplace, observed: Json) -> None:
    def kinds(part: str) -> dict[str, str]:
        found = {
            os.path.relpath(each["path"], place.folder / name)
            + "/" * each["stamp"].startswith("names:"): each["kind"]
            for each in observed[part]
            if each["path"].startswith(f"{place.folder / name}/")
        }
        return dict(sorted(found.items()))

    assert kinds("read") == CASES[name].read
    assert kinds("written") == CASES[name].written


@pytest.mark.skipif(not Path("/dev/shm").is_dir(), reason="needs a file system in /dev")
def test_files_in_memory_are_files(place: Workplace) -> None:
    with TemporaryDirectory(dir="/dev/shm") as folder:
        file = f"{folder}/x"
        outcome = place.run(f"open({file!r}, 'w').close()\nopen({file!r}).close()")
        written = [each["path"] for each in outcome.result["observed"]["written"]]
        assert written == [file]


def test_nothing_else_is_seen(place: Workplace, observed: Json) -> None:
    own = [str(place.folder / name) for name in CASES]
    paths = [each["path"] for part in ("read", "written") for each in observed[part]]
    assert [path for path in paths if not path.startswith(tuple(own))] == []


def test_stamps_are_those_of_the_first_and_the_last_look(plain: Workplace) -> None:
    data = plain.folder / "data"
    data.write_text("before")
    before = data.stat()
    found = plain.run(
        "open('data').read()\nopen('data', 'w').write('afterwards')\nopen('data').read()"
    ).result["observed"]
    after = data.stat()
    assert [stamps["stamp"] for part in ("read", "written") for stamps in found[part]] == [
        f"{at.st_dev}:{at.st_ino}:{at.st_size}:{at.st_mtime_ns}" for at in (before, after)
    ]


def test_files_are_flushed_before_they_are_stamped(plain: Workplace) -> None:
    found = plain.run("file = open('log', 'w')\nfile.write('x' * 10)").result["observed"]
    assert found["written"][0]["stamp"].split(":")[2] == "10"


def test_a_failed_step_has_observed_too(plain: Workplace) -> None:
    result = plain.run("open('missing')", "open('other')").result
    assert result["status"] == "failed"
    assert [Path(each["path"]).name for each in result["observed"]["read"]] == ["missing"]


def test_definitions_are_observed(plain: Workplace) -> None:
    (plain.folder / "helper.py").write_text("X = 1")
    (plain.folder / "rates.csv").touch()
    restore = [definition("import helper", "helper"), definition("rates = open('rates.csv')")]
    read = plain.run("helper.X", restore=restore).result["observed"]["read"]
    assert [Path(each["path"]).name for each in read] == ["helper.py", "rates.csv"]


def test_modules_of_the_project_are_read(plain: Workplace) -> None:
    for path in ("package/__init__.py", "package/part.py", "single.py", "lib/far.py"):
        (plain.folder / path).parent.mkdir(exist_ok=True)
        (plain.folder / path).touch()
    source = "import sys\nsys.path.insert(0, 'lib')\nimport package.part, single, far, json.tool"
    for _ in range(2):  # from the source, then from what was compiled
        found = plain.run(source).result["observed"]
        read = {os.path.relpath(each["path"], plain.folder) for each in found["read"]}
        assert read == {"package/__init__.py", "package/part.py", "single.py", "lib/far.py"}
        assert found["written"] == []
        assert found["searched"] == [str(plain.folder / "lib"), str(plain.folder)]


def test_modules_that_are_nowhere(workplace: Workplace) -> None:
    (workplace.folder / "package").mkdir()
    (workplace.folder / "package/__init__.py").touch()
    found = workplace.run(
        "import importlib.util, package\n"
        "print(importlib.util.find_spec('not_there'))\n"
        "try: import nor_this.one\nexcept ImportError: pass\n"
        "try: from package import part\nexcept ImportError: pass"
    ).result["observed"]
    assert {"not_there", "nor_this", "IPython"} <= set(found["packages"])
    assert {"package", "json", "one", "part"}.isdisjoint(found["packages"])
    absent = {Path(each["path"]).name for each in found["read"] if each["kind"] == "absent"}
    assert absent == {"part", "part.py"}


def test_installed_packages_are_named(workplace: Workplace) -> None:
    pytest.importorskip("numpy")
    found = workplace.run("import numpy, cellway").result["observed"]
    assert {"numpy", "cellway", "traitlets"} <= set(found["packages"])
    assert not any("runner" in name for name in found["packages"])
    assert [each["path"] for each in found["read"] if "site-packages" in each["path"]] == []


def test_variables_of_the_environment_are_known_and_not_told(plain: Workplace) -> None:
    found = plain.run(
        "import os, tempfile\n"
        "os.environ['GIVEN'], os.environ.get('MISSING'), 'ABSENT' in os.environ\n"
        "os.environ['OWN'] = '1'; os.environ['OWN']; os.getenv('GIVEN2')\n"
        "os.path.expanduser('~'); tempfile.gettempdir()",
        environment={"GIVEN": "é", "GIVEN2": "2", "HOME": "/home/me"},
    ).result["observed"]
    # They may be secrets, and results are kept and pass through logs.
    assert found["environment"] == {
        "GIVEN": hashlib.sha256("é".encode()).hexdigest(),
        "MISSING": None,
        "ABSENT": None,
        "GIVEN2": hashlib.sha256(b"2").hexdigest(),
        "HOME": hashlib.sha256(b"/home/me").hexdigest(),
    }


def test_tracebacks_are_as_they_were(plain: Workplace) -> None:
    outcome = plain.run("import os\nos.environ['A']", "pass")
    assert "runner" not in "\n".join(outcome.cells[0]["outputs"][0]["traceback"])
    for call in ("os.path.getsize('a')", "open('a')", "os.remove('a')", "import no_such_module"):
        outcome = plain.run(f"import os\n{call}")
        assert "runner" not in "\n".join(outcome.cells[0]["outputs"][0]["traceback"])


def test_forked_children_are_not_disturbed(plain: Workplace) -> None:
    outcome = plain.run(
        "import multiprocessing, os\n"
        "def size(name): return os.path.getsize(name), len(open(name).read())\n"
        "open('a', 'w').write('abc')\n"
        "with multiprocessing.get_context('fork').Pool(2) as pool:\n"
        "    print(pool.map(size, ['a', 'a']))"
    )
    assert outcome.text() == "[(3, 3), (3, 3)]\n"


def test_functions_are_put_back(plain: Workplace) -> None:
    # What the notebook has left running goes on without being watched.
    outcome = plain.run(
        "import atexit, os\nstat = os.stat\nos.lstat = own = lambda path: 'own'\n"
        "def left():\n"
        "    open('left', 'w').write(f'{os.stat is stat} {os.lstat is own}')\n"
        "atexit.register(left)",
        "stat('.')",
    )
    assert outcome.result["status"] == "succeeded"
    assert (plain.folder / "left").read_text() == "False True"


def test_a_step_that_goes_elsewhere(plain: Workplace) -> None:
    (plain.folder / "deep").mkdir()
    (plain.folder / "helper.py").touch()
    found = plain.run("import helper, os\nos.chdir('deep')").result["observed"]
    assert found["searched"] == [str(plain.folder), str(plain.folder / "deep")]
    assert found["packages"] == []


@pytest.mark.parametrize(
    "change",
    [
        "open('data', 'rb').read(); open('data', 'w').write('new')",
        "open('data', 'a').write('more')",
        "open('data', 'r+').write('B')",
        "os.path.exists('data'); os.remove('data')",
        "open('data', 'rb').read(); open('part', 'w').close(); os.replace('part', 'data')",
        "open('data', 'rb').read(); os.truncate('data', 2)",
        "open('data', 'rb').read(); shutil.rmtree('.')",
        "os.rename('data', 'other')",
    ],
)
def test_the_content_that_was_read_is_kept(plain: Workplace, change: str) -> None:
    place = plain.folder / "place"
    place.mkdir()
    (place / "data").write_bytes(b"before\xff")
    outcome = plain.run(f"import os, shutil\nos.chdir('place')\n{change}")
    seen = next(
        each for each in outcome.result["observed"]["read"] if each["path"].endswith("data")
    )
    kept = plain.objects / seen["before"][:2] / seen["before"]
    assert kept.read_bytes() == b"before\xff"
    assert hashlib.sha256(b"before\xff").hexdigest() == seen["before"]
    assert list((plain.objects / "tmp").iterdir()) == []


@pytest.mark.parametrize(
    "source",
    [
        "open('data').read()",
        "open('data', 'w').write('new'); open('data').read()",
        "open('data', 'a').close()",
        "open('data').read(); os.truncate('large', 5)",
        "os.path.exists('large'); open('large', 'w').close()",
    ],
)
def test_nothing_is_kept_without_need(plain: Workplace, source: str) -> None:
    (plain.folder / "data").write_text("before")
    os.utime(plain.folder / "data", (1, 1))
    with (plain.folder / "large").open("wb") as large:
        large.truncate(65 * 1024 * 1024)
    outcome = plain.run(f"import os\n{source}")
    assert [each for each in outcome.result["observed"]["read"] if "before" in each] == []
    assert [path for path in plain.objects.rglob("*") if path.is_file()] == []

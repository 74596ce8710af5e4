"""What a step stores, and how its files look."""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

from .steps import Json, Outcome, Workplace, value

ARRAYS = (
    "import numpy as np\na = np.arange(1_000_000.0)\nb = a[10:]\n"
    "c = np.ones((20, 1000), order='F')\n"
    "d = {'list': [1, 'two'], 'set': {'x', 'y', 'z'}}"
)


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_an_object_is_named_after_its_content(workplace: Workplace) -> None:
    outcome = workplace.run(ARRAYS, outputs=["a", "b", "c", "d"])
    stored = {each["hash"]: each["size"] for each in outcome.result["objects"]}
    assert len(stored) == 3
    for path in files(workplace.objects):
        data = path.read_bytes()
        assert path.name == hashlib.sha256(data).hexdigest()
        assert path.parent == workplace.objects / path.name[:2]
        assert stored.pop(path.name) == len(data)
    assert stored == {}


def test_the_first_line_says_where_the_rest_is(workplace: Workplace) -> None:
    name = workplace.run(ARRAYS, outputs=["c"]).objects()["c"]
    data = (workplace.objects / name[:2] / name).read_bytes()
    header = json.loads(data.partition(b"\n")[0])
    assert header["cellway"] == 1
    assert header["python"] == f"{sys.version_info.major}.{sys.version_info.minor}"
    assert header["names"] == ["c"]
    [[start, length]] = header["buffers"]
    assert start % 64 == header["pickle"][0] % 64 == 0
    assert data[start : start + length] == b"\0\0\0\0\0\0\xf0?" * 20_000
    assert start + length == len(data)


def test_the_same_content_gives_the_same_object(workplace: Workplace) -> None:
    first = workplace.run(ARRAYS, outputs=["a", "b", "c", "d"])
    before = {path: path.stat().st_ino for path in files(workplace.objects)}
    second = workplace.run("x = 1\n" + ARRAYS, outputs=["d", "c", "b", "a"])
    assert second.objects() == first.objects()
    assert {path: path.stat().st_ino for path in files(workplace.objects)} == before


def test_what_was_not_changed_is_the_same_object(workplace: Workplace) -> None:
    first = workplace.run(ARRAYS, outputs=["a", "b", "c", "d"])
    second = workplace.run(
        "c[0, 0] = 5\na.sum(), b.sum()",
        restore=value(first, "a", "b", "c", "d"),
        outputs=["a", "b", "c", "d"],
    )
    changed = [name for name in "abcd" if second.objects()[name] != first.objects()[name]]
    assert changed == ["c"]


def test_what_shares_something_is_one_object(workplace: Workplace) -> None:
    objects = workplace.run(ARRAYS, outputs=["a", "b", "c", "d"]).objects()
    assert objects["a"] == objects["b"]
    assert len(set(objects.values())) == 3


def test_arrays_are_mapped_and_can_be_written_to(workplace: Workplace) -> None:
    size = 200_000_000
    made = workplace.run(f"import numpy as np\nbig = np.zeros({size // 8})", outputs=["big"])
    outcome = workplace.run(
        "print(big.flags.owndata, big.flags.writeable, big[5])\nbig[5] = 7\nprint(big[5])",
        restore=value(made, "big"),
    )
    assert outcome.text() == "False True 0.0\n7.0\n"
    assert made.objects()["big"] == files(workplace.objects)[0].name
    data = files(workplace.objects)[0].read_bytes()
    assert hashlib.sha256(data).hexdigest() == made.objects()["big"]


def test_absent_outputs_are_told(plain: Workplace) -> None:
    outcome = plain.run("a = 1\nif False:\n    b = 2\nc = 3\ndel c", outputs=["a", "b", "c"])
    assert outcome.result["status"] == "succeeded"
    assert outcome.result["absent"] == ["b", "c"]
    assert list(outcome.objects()) == ["a"]


def test_what_cannot_be_stored_is_named_and_the_rest_stored(plain: Workplace) -> None:
    outcome = plain.run(
        "print('done')\ngood = [1]\nbad = {'items': [0, (x for x in [1])]}\nother = 'x'",
        outputs=["bad", "good", "other"],
    )
    assert outcome.result["status"] == "failed"
    assert "error" not in outcome.result
    assert sorted(outcome.objects()) == ["good", "other"]
    [unstored] = outcome.result["unstored"]
    assert unstored["name"] == "bad"
    assert unstored["type"] == "generator"
    assert unstored["path"] == "bad['items'][1]"
    assert "generator" in unstored["message"]
    assert unstored["hint"]
    assert outcome.cells[0]["status"] == "succeeded"
    assert outcome.text() == "done\n"


def test_nothing_is_stored_after_an_error(plain: Workplace) -> None:
    outcome = plain.run("a = 1\n1 / 0", outputs=["a"], states=["random"])
    assert outcome.result["objects"] == []
    assert outcome.result["states"] == {}
    assert files(plain.objects) == []


def test_values_are_summed_up(workplace: Workplace) -> None:
    outcome = workplace.run(
        "import pandas as pd, numpy as np\nfrom decimal import Decimal\n"
        "frame = pd.DataFrame({'a': [1, 2, 3], 'b': 0})\narray = np.zeros((2, 0, 5), 'i2')\n"
        "text = 'four'\nnumber = 1\npair = (1, 2)\nprecise = Decimal(1)\nnothing = None\n"
        "class Odd:\n    shape = 'round'\n    def __len__(self): raise ValueError\n"
        "odd = Odd()\nscalar = np.float64(1)",
        outputs=[
            *("frame", "array", "text", "number", "pair", "precise", "nothing", "odd", "scalar")
        ],
    )
    assert outcome.result["status"] == "succeeded"
    assert _summaries(outcome) == {
        "frame": ("pandas.core.frame.DataFrame", [3, 2]),
        "array": ("numpy.ndarray", [2, 0, 5]),
        "text": ("str", [4]),
        "number": ("int", None),
        "pair": ("tuple", [2]),
        "precise": ("decimal.Decimal", None),
        "nothing": ("NoneType", None),
        "odd": ("Odd", None),
        "scalar": ("numpy.float64", []),
    }
    more = {name: each for stored in outcome.result["objects"] for name, each in _values(stored)}
    assert more["array"]["dtype"] == "int16"
    assert {name: each["text"] for name, each in more.items() if "text" in each} == {
        "text": "'four'",
        "number": "1",
        "pair": "(1, 2)",
        "nothing": "None",
    }


def test_each_variable_has_its_size_and_nothing_of_the_notebook_is_asked(plain: Workplace) -> None:
    outcome = plain.run(
        "big = 'x' * 10_000\nshared = [big, 1]\nboth = {'a': shared}\nmany = list(range(10**5))\n"
        "class Secret:\n"
        "    def __repr__(self): print('asked')\n"
        "    __len__ = __repr__\n"
        "    shape = dtype = property(__repr__)\n"
        "one = [Secret(), {Secret: 2 ** 9000}]\ntwo = Secret()",
        outputs=["big", "shared", "both", "many", "one", "two"],
    )
    assert outcome.text() == ""
    about = {name: each for stored in outcome.result["objects"] for name, each in _values(stored)}
    assert all(10_000 < about[name]["size"] < 10_500 for name in ("big", "shared", "both"))
    assert about["one"]["text"] == "[<Secret>, {<type>: …}]"
    assert about["many"]["text"] == "[0, 1, 2, 3, 4, 5, …]"
    assert len(about["big"]["text"]) <= 80
    assert about["two"] == {"type": "Secret", "size": about["two"]["size"]}


def _values(stored: Json) -> list[tuple[str, Json]]:
    return list(stored["values"].items())


def _summaries(outcome: Outcome) -> dict[str, tuple[str, list[int] | None]]:
    return {
        name: (each["type"], each.get("shape"))
        for stored in outcome.result["objects"]
        for name, each in stored["values"].items()
    }


def test_a_state_that_cannot_be_stored_is_named(plain: Workplace) -> None:
    outcome = plain.run(
        "import warnings\nkept = 1\n"
        "warnings.filters.insert(0, ('ignore', (x for x in []), Warning, None, 0))",
        outputs=["kept"],
        states=["warnings", "random"],
    )
    assert outcome.result["status"] == "failed"
    assert [each["name"] for each in outcome.result["unstored"]] == ["warnings"]
    assert list(outcome.objects()) == ["kept"]
    assert list(outcome.result["states"]) == ["random"]


def test_a_full_disk_costs_no_outputs(plain: Workplace) -> None:
    plain.objects.rmdir()
    plain.objects.write_text("in the way")
    outcome = plain.run("print('printed')\na = 1", outputs=["a"])
    assert outcome.code == 0
    assert outcome.result["status"] == "failed"
    assert outcome.result["error"]["name"] in ("NotADirectoryError", "FileExistsError")
    assert outcome.text() == "printed\n"
    assert "Traceback" in outcome.error

"""What is shown of a stored value, and the files that are written of one."""

from __future__ import annotations

import base64
import io
import json
import pickle
import subprocess
from pathlib import Path
from typing import Any

import pytest

from .steps import Json, Outcome, Workplace, definition, environment, schema, value


def look(place: Workplace, restore: list[Json], name: str, **more: Any) -> Json:
    """Have the program look at a value; its answer has to be of the protocol."""
    request = {
        "protocol": 1,
        "folder": str(place.folder),
        "objects": str(place.objects),
        "restore": restore,
        "name": name,
        **more,
    }
    schema("lookRequest").validate(request)
    asked, answer = place.folder.parent / "look.json", place.folder.parent / "seen.json"
    asked.write_text(json.dumps(request))
    command = place.runner.command(asked, answer)
    command.insert(-2, "--look")
    subprocess.run(command, check=True, env=environment(), timeout=60)
    seen: Json = json.loads(answer.read_text())
    schema("lookResult").validate(seen)
    return seen


def preview(place: Workplace, made: Outcome, name: str) -> Json:
    seen = look(place, value(made, name), name)
    assert "error" not in seen
    return dict(seen["preview"])


def facts(shown: Json) -> dict[str, str]:
    return {each["name"]: each["value"] for each in shown["facts"]}


def test_a_frame_shows_its_first_rows_with_types(workplace: Workplace) -> None:
    made = workplace.run(
        "import pandas as pd\n"
        "rain = pd.DataFrame({'day': pd.date_range('2026-01-01', periods=500), 'mm': 0.123456789,"
        " 'station': ['a', None] * 250})\n"
        "wide = pd.DataFrame([[1] * 300], index=pd.MultiIndex.from_tuples([('x', 1)]))",
        outputs=["rain", "wide"],
    )
    shown = preview(workplace, made, "rain")
    table = shown["table"]
    assert [(each["name"], each["type"]) for each in table["columns"]] == [
        ("day", "datetime64[ns]"),
        ("mm", "float64"),
        ("station", "object"),
    ]
    assert len(table["rows"]) == len(table["index"]) == 20
    assert table["rows"][0] == ["2026-01-01 00:00:00", "0.123457", "a"]
    assert facts(shown)["missing values"] == "250"
    wide = preview(workplace, made, "wide")["table"]
    assert len(wide["columns"]) == 50
    assert wide["index"] == ["x, 1"]


def test_an_array_shows_its_range_and_first_elements(workplace: Workplace) -> None:
    made = workplace.run(
        "import numpy as np\ngrid = np.arange(3000.).reshape(30, 100)\ngrid[0, 0] = np.nan\n"
        "line = np.array([3, 1, 2])\nnone = np.zeros((0, 3))\nwords = np.array(['a', 'b'])\n"
        "cube = np.zeros((2, 3, 4), 'i2')\nobjects = np.array([{}, 1], dtype=object)",
        outputs=["grid", "line", "none", "words", "cube", "objects"],
    )
    grid = preview(workplace, made, "grid")
    assert facts(grid) == {"min": "1", "max": "2999", "mean": "1500", "not a number": "1"}
    assert grid["table"]["rows"][1][:2] == ["100", "101"]
    assert (len(grid["table"]["rows"]), len(grid["table"]["columns"])) == (10, 10)
    line = preview(workplace, made, "line")
    assert line["table"]["rows"] == [["3", "1", "2"]]
    assert facts(line)["mean"] == "2"
    assert preview(workplace, made, "none") == {"facts": []}
    assert preview(workplace, made, "words")["table"]["rows"] == [["a", "b"]]
    assert len(preview(workplace, made, "cube")["table"]["rows"]) == 3
    assert preview(workplace, made, "objects")["table"]["rows"] == [["{}", "1"]]


def test_pictures_and_plots_are_shown(workplace: Workplace) -> None:
    image = pytest.importorskip("PIL.Image")
    made = workplace.run(
        "import numpy as np, matplotlib.pyplot as plt\nfrom PIL import Image\n"
        "pixels = np.zeros((600, 300, 3), 'u1')\npixels[:, :, 0] = 200\n"
        "fractions = np.full((20, 30, 3), 0.5)\nphoto = Image.new('RGB', (2000, 1000), 'red')\n"
        "figure, axes = plt.subplots()\naxes.plot([1, 2])\nplt.close(figure)\n"
        "table = np.zeros((20, 30))",
        outputs=["pixels", "fractions", "photo", "figure", "table"],
    )

    def picture(name: str) -> Any:
        data = preview(workplace, made, name)["data"]["image/png"]
        return image.open(io.BytesIO(base64.b64decode(data)))

    assert picture("pixels").size == (100, 200)
    assert picture("pixels").getpixel((5, 5)) == (200, 0, 0)
    assert picture("fractions").getpixel((0, 0)) == (128, 128, 128)
    assert picture("photo").size == (512, 256)
    assert picture("figure").size[0] > 300
    assert "data" not in preview(workplace, made, "table")


def test_plain_values_and_models_show_text(workplace: Workplace) -> None:
    made = workplace.run(
        "from sklearn.linear_model import Ridge\nmodel = Ridge(alpha=3).fit([[1], [2]], [1, 2])\n"
        "plain = {'b': [1, {'deep': (None, 'x')}], 'a': 2.5}\nlong = list(range(10**6))\n"
        "text = 'é' * 10_000\nempty = []",
        outputs=["model", "plain", "long", "text", "empty"],
    )
    assert preview(workplace, made, "model")["text"] == "Ridge(alpha=3)"
    assert preview(workplace, made, "plain")["text"] == (
        "{'b': [1, {'deep': (None, 'x')}], 'a': 2.5}"
    )
    long = preview(workplace, made, "long")["text"]
    assert long.startswith("[0,") and "99" in long and "100" not in long and long.endswith("…]")
    assert len(preview(workplace, made, "text")["text"]) == 4001
    assert preview(workplace, made, "empty")["text"] == "[]"


def test_a_value_of_the_notebooks_own_class_brings_its_definition(plain: Workplace) -> None:
    source = "class Model:\n    def __repr__(self): return 'mine'"
    broken = "class Broken:\n    def __repr__(self): return 1 / 0"
    made = plain.run(
        "m, b = Model(), Broken()",
        restore=[definition(source, "Model"), definition(broken, "Broken", line=9)],
        outputs=["m", "b"],
    )
    restore = [definition(source, "Model"), definition(broken, "Broken", line=9)]
    shown = look(plain, [*restore, *value(made, "m")], "m")
    assert shown["preview"]["text"] == "mine"
    failing = look(plain, [*restore, *value(made, "b")], "b")["preview"]["text"]
    assert failing == "<Broken: its repr fails with ZeroDivisionError: division by zero>"
    without = look(plain, value(made, "m"), "m")
    assert "the definition of `Model` is not there" in without["error"]["message"]


@pytest.mark.parametrize(
    ("source", "wanted", "ending", "read"),
    [
        (
            "import numpy as np\nx = np.arange(3)",
            None,
            "npy",
            "np.load(path).tolist() == [0, 1, 2]",
        ),
        ("import pandas as pd\nx = pd.DataFrame({'a': [1]})", "csv", "csv", "',a' in text"),
        ("import pandas as pd\nx = pd.DataFrame({'a': [1]})", None, None, "True"),
        ("x = {'a': [1, None]}", None, "json", "json.loads(text) == {'a': [1, None]}"),
        ("x = {'a': {1, 2}}", None, "pkl", "pickle.loads(data) == {'a': {1, 2}}"),
        ("x = float('nan')", None, "pkl", "pickle.loads(data) != 0"),
        ("x = 'höflich'", None, "txt", "text == 'höflich'"),
        ("x = b'\\0'", None, "bin", "data == b'\\0'"),
        ("x = {'a': 1}", "pkl", "pkl", "pickle.loads(data) == {'a': 1}"),
    ],
)
def test_a_value_becomes_a_file_that_others_read(
    workplace: Workplace, source: str, wanted: str | None, ending: str | None, read: str
) -> None:
    made = workplace.run(source, outputs=["x"])
    path = workplace.folder.parent / "x.out"
    more = {"format": wanted} if wanted else {}
    seen = look(workplace, value(made, "x"), "x", file=str(path), **more)
    assert ending in (None, seen["file"]["extension"])
    data = path.read_bytes()
    text = data.decode("utf-8", "replace")
    import numpy as np

    assert eval(read, {**globals(), "np": np, "pickle": pickle, **locals()})


def test_a_format_that_does_not_fit_is_refused(plain: Workplace) -> None:
    made = plain.run("x = {'a': 1}", outputs=["x"])
    path: Path = plain.folder.parent / "x.csv"
    seen = look(plain, value(made, "x"), "x", file=str(path), format="csv")
    assert seen["error"]["message"] == "it cannot be written as csv, but as: json, pkl"
    assert not path.exists()

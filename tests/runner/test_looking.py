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


def test_plots_of_plotly_are_shown_as_plots(workplace: Workplace) -> None:
    pytest.importorskip("plotly", reason="plotly is not among what development needs")
    made = workplace.run(
        "import plotly.graph_objects as go\n"
        "plot = go.Figure(go.Scatter(x=[1, 2], y=[3, 4]))\nplot.update_layout(title='rain')",
        outputs=["plot"],
    )
    shown = preview(workplace, made, "plot")
    plot = shown["data"]["application/vnd.plotly.v1+json"]
    assert plot["data"][0]["type"] == "scatter"
    assert plot["layout"]["title"]["text"] == "rain"
    assert shown["text"].startswith("Figure({")
    big = workplace.run(
        "import plotly.graph_objects as go\nbig = go.Figure(go.Scatter(y=list(range(200_000))))",
        outputs=["big"],
    )
    assert "data" not in preview(workplace, big, "big")


def test_plain_values_and_models_show_text(workplace: Workplace) -> None:
    made = workplace.run(
        "from sklearn.linear_model import Ridge\nmodel = Ridge(alpha=3).fit([[1], [2]], [1, 2])\n"
        "plain = {'b': [1, {'deep': (None, 'x')}], 'a': 2.5}\nlong = list(range(10**6))\n"
        "text = 'é' * 30_000\nempty = []",
        outputs=["model", "plain", "long", "text", "empty"],
    )
    model = preview(workplace, made, "model")
    assert model["text"] == "Ridge(alpha=3)"
    assert facts(model)["alpha"] == "3"
    assert facts(model)["fitted"] == "yes"
    assert "data" not in model
    assert preview(workplace, made, "plain")["text"] == (
        "{'b': [1, {'deep': (None, 'x')}], 'a': 2.5}"
    )
    long = preview(workplace, made, "long")["text"]
    assert long.startswith("[0,") and "99" in long and "100" not in long and long.endswith("…]")
    text = preview(workplace, made, "text")
    assert len(text["text"]) == 20_001
    assert facts(text) == {"characters": "30,000"}
    assert preview(workplace, made, "empty")["text"] == "[]"


def test_tables_are_shown_a_part_at_a_time(workplace: Workplace) -> None:
    made = workplace.run(
        "import numpy as np, pandas as pd\n"
        "wide = pd.DataFrame(np.arange(500_000).reshape(100, 5_000))\n"
        "column = pd.Series(range(1_000_000))\nline = np.arange(100)",
        outputs=["wide", "column", "line"],
    )

    def part(name: str, row: int, column: int) -> Json:
        seen = look(workplace, value(made, name), name, part=[row, column])
        return dict(seen["preview"]["table"])

    wide = part("wide", 40, 4_980)
    assert (wide["at"], wide["of"]) == ([40, 4_980], [100, 5_000])
    assert wide["index"][0] == "40"
    assert [each["name"] for each in wide["columns"]][::19] == ["4980", "4999"]
    assert wide["rows"][0][0] == str(40 * 5_000 + 4_980)
    # What lies behind the end is the end.
    last = part("column", 2_000_000, 0)
    assert (last["at"], last["rows"]) == ([999_999, 0], [["999999"]])
    assert part("line", 0, 95)["rows"] == [["95", "96", "97", "98", "99"]]
    assert part("line", 0, 95)["columns"][0]["name"] == "95"


def test_mappings_and_lists_show_a_tree_that_ends(workplace: Workplace) -> None:
    made = workplace.run(
        "import datetime\n"
        "settings = {'lr': 0.1, 'layers': [64, (32, 'relu')], 3: {float('nan'), 1},"
        " 'when': datetime.date(2026, 1, 2)}\n"
        "long = {'a': list(range(10**6))}\n"
        "deep = []\nfor _ in range(200): deep = [deep]\n"
        "wide = [[i] * 90 for i in range(90)]",
        outputs=["settings", "long", "deep", "wide"],
    )

    def tree(name: str) -> Any:
        return preview(workplace, made, name)["data"]["application/json"]

    assert tree("settings") == {
        "lr": 0.1,
        "layers": [64, [32, "relu"]],
        "3": tree("settings")["3"],
        "when": "2026-01-02",
    }
    assert tree("long")["a"][-2:] == [99, "… 999,900 more"]
    assert tree("deep") == [[[[[["[[[[…]]]]"]]]]]]
    assert len(json.dumps(tree("wide"))) < 20_000
    assert tree("wide")[-1].endswith("more")


def test_a_page_is_shown_unless_scripts_make_it(plain: Workplace) -> None:
    source = (
        "class Page:\n    def __init__(self, html): self.html = html\n"
        "    def _repr_html_(self): return self.html"
    )
    definitions = [definition(source, "Page")]
    made = plain.run(
        "page, app, huge = Page('<b>1</b>'), Page('<script>1</script>'), Page('x' * 2_000_000)",
        restore=definitions,
        outputs=["page", "app", "huge"],
    )

    def shown(name: str) -> Json:
        return dict(look(plain, [*definitions, *value(made, name)], name)["preview"])

    assert shown("page")["data"] == {"text/html": "<b>1</b>"}
    assert "data" not in shown("app")
    assert "data" not in shown("huge")


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

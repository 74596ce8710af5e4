"""What a step finds made when its cells begin."""

from __future__ import annotations

import pytest

from .steps import Json, Outcome, Workplace, definition, value, without_colours


def parameter(name: str, source: str) -> Json:
    return {"kind": "parameter", "name": name, "source": source}


def stored(workplace: Workplace, source: str, *names: str, **more: object) -> Outcome:
    """A step that stores variables."""
    outcome = workplace.run(source, outputs=list(names), **more)
    assert outcome.result["status"] == "succeeded", outcome.result
    return outcome


def test_restores_in_the_order_given(plain: Workplace) -> None:
    outcome = plain.run(
        "print(log, limit, double(limit))",
        restore=[
            definition("log = ['first']", "log"),
            parameter("limit", "3"),
            definition("log.append(limit)", line=2),
            definition("import math\ndef double(x):\n    return 2 * math.floor(x)", "double"),
            parameter("limit", "4"),
            definition("log.append(limit)", line=3),
        ],
    )
    assert outcome.text() == "['first', 3, 4] 4 8\n"


@pytest.mark.parametrize("source", ["-1.5", "'ů'", "[1, {'a': (None, True)}]", "set()", "b'x'"])
def test_restores_parameters(plain: Workplace, source: str) -> None:
    outcome = plain.run("print(repr(p))", restore=[parameter("p", source)])
    assert outcome.text() == source + "\n"


def test_a_parameter_may_go_over_several_lines(plain: Workplace) -> None:
    outcome = plain.run("print(p)", restore=[parameter("p", "'a '\n     'text'  # so")])
    assert outcome.text() == "a text\n"


def test_a_parameter_is_a_literal(plain: Workplace) -> None:
    outcome = plain.run("print(p)", restore=[parameter("p", "print('run')")])
    assert outcome.result["status"] == "failed"
    assert outcome.text() == ""


def test_what_is_restored_prints_nothing(workplace: Workplace) -> None:
    outcome = workplace.run(
        "print('cell')",
        restore=[definition("import os\nprint('a')\nos.system('echo b')\ndisplay(1)")],
    )
    assert outcome.cells[0]["outputs"] == [
        {"output_type": "stream", "name": "stdout", "text": "cell\n"}
    ]


@pytest.mark.parametrize("place", ["workplace", "plain"])
def test_definitions_keep_their_source_and_lines(
    place: str, request: pytest.FixtureRequest
) -> None:
    work: Workplace = request.getfixturevalue(place)
    place_of: Json = {"cell": 2, "count": 2}
    cell = {
        "index": 7,
        "count": 5,
        "omit": [],
        "source": "import inspect\n"
        "print(inspect.getsource(second), second.__code__.co_firstlineno)\n\nfirst(0)",
    }
    outcome = work.run(
        cells=[cell],
        restore=[
            definition("def second(x):\n    # kept\n    return x", "second", line=9, **place_of),
            definition("def first(x):\n    return second(1 / x)", "first", line=4, **place_of),
        ],
    )
    assert outcome.text() == "def second(x):\n    # kept\n    return x\n 9\n"
    assert outcome.result["error"] == {
        "cell": 7,
        "line": 4,
        "name": "ZeroDivisionError",
        "message": "division by zero",
    }
    traceback = without_colours("\n".join(outcome.cells[0]["outputs"][-1]["traceback"]))
    assert "Cell In[5], line 4" in traceback
    assert "Cell In[2], line 5, in first" in traceback
    assert "return second(1 / x)" in traceback
    assert "_cellway_runner" not in traceback


def test_cells_without_a_number_are_named_by_their_place(workplace: Workplace) -> None:
    outcome = workplace.run(
        cells=[{"index": 6, "source": "1\n2 +", "omit": []}],
    )
    [error] = outcome.cells[0]["outputs"]
    assert error["evalue"] == "invalid syntax (Cell #7, line 2)"
    outcome = workplace.run(cells=[{"index": 6, "source": "3", "omit": []}])
    assert outcome.cells[0]["outputs"][0]["execution_count"] is None


def test_a_future_import_is_in_force(workplace: Workplace) -> None:
    outcome = workplace.run(
        "def f(x: no_such_name): pass\nf.__annotations__",
        restore=[definition("from __future__ import annotations", "annotations")],
    )
    assert outcome.result["status"] == "succeeded"


def test_a_definition_that_fails_is_told_of_its_own_cell(workplace: Workplace) -> None:
    outcome = workplace.run(
        "print('not reached')",
        restore=[definition("x = 1\nimport no_such_module", "no_such_module", cell=3, line=5)],
    )
    assert outcome.result["status"] == "failed"
    assert outcome.result["error"] == {
        "cell": 3,
        "line": 6,
        "name": "ModuleNotFoundError",
        "message": "No module named 'no_such_module'",
    }
    [cell] = outcome.cells
    assert cell["status"] == "failed"
    [error] = cell["outputs"]
    assert "Cell #4, line 6" in without_colours("\n".join(error["traceback"]))
    assert "_cellway_runner" not in "\n".join(error["traceback"])


def test_values_come_back(workplace: Workplace) -> None:
    made = stored(
        workplace,
        "import pandas as pd\nclass Model:\n    def fit(self): return 'fitted'\n"
        "model = Model()\nframe = pd.DataFrame({'a': [1.5, 2]})\n"
        "add = lambda x: x + offset\noffset = 2",
        "model",
        "frame",
        "add",
        "offset",
    )
    outcome = workplace.run(
        "print(model.fit(), frame.a.sum(), add(1), offset)\nprint(type(model).__module__)",
        restore=value(made, "model", "frame", "add", "offset"),
    )
    assert outcome.text() == "fitted 3.5 3 2\n__main__\n", outcome.result


def test_values_refer_to_definitions(plain: Workplace) -> None:
    source = "class Model:\n    version = {version}\n    def __init__(self, x): self.x = x"
    made = stored(
        plain,
        source.format(version=1) + "\nmodel = Model(3)\nkind = Model",
        "model",
        "kind",
        definitions=[{"id": "the class", "names": ["Model"], "at": [0, 0]}],
    )
    assert {tuple(each["definitions"]) for each in made.result["objects"]} == {("the class",)}
    outcome = plain.run(
        "print(type(model) is Model is kind, model.x, model.version)",
        restore=[definition(source.format(version=2), "Model"), *value(made, "model", "kind")],
    )
    assert outcome.text() == "True 3 2\n"


def test_two_items_of_an_object_share_what_they_shared(plain: Workplace) -> None:
    made = stored(plain, "a = [1]\nb = {'a': a}\nc = a", "a", "b", "c")
    first, second = value(made, "a")[0], value(made, "b")[0]
    assert first["object"] == second["object"]
    outcome = plain.run(
        "print(b['a'] is a, 'c' in globals())",
        restore=[first, definition("import math", "math"), second],
    )
    assert outcome.text() == "True False\n"


def test_a_variable_that_is_not_wanted_is_not_overwritten(plain: Workplace) -> None:
    made = stored(plain, "a = [1]\nb = [a]", "a", "b")
    outcome = plain.run("print(a, b)", restore=[parameter("a", "5"), *value(made, "b")])
    assert outcome.text() == "5 [[1]]\n"


def test_states_go_from_step_to_step(plain: Workplace) -> None:
    made = plain.run("import random\nrandom.seed(1)", states=["random"])
    state = {"kind": "state", "state": "random", "object": made.result["states"]["random"]["hash"]}
    drawn = plain.run("import random\nprint(random.random())", restore=[state])
    again = plain.run("import random\nrandom.seed(1)\nprint(random.random())")
    assert drawn.text() == again.text() != ""


def test_the_environment_of_a_step_is_its_own(workplace: Workplace) -> None:
    made = workplace.run(
        "import os\nos.environ['MADE'] = 'in a cell'",
        states=["environ"],
        environment={"GIVEN": "to the first", "FIRST": "only"},
    )
    state = {
        "kind": "state",
        "state": "environ",
        "object": made.result["states"]["environ"]["hash"],
    }
    outcome = workplace.run(
        "import os\nprint(*(os.environ.get(n) for n in ('MADE', 'GIVEN', 'FIRST', 'PAGER')))",
        restore=[state],
        environment={"GIVEN": "to the second"},
    )
    assert outcome.text() == "in a cell to the second None cat\n"
    again = workplace.run("import os\nos.environ['MADE'] = 'in a cell'", states=["environ"])
    assert again.result["states"] == made.result["states"]


@pytest.mark.parametrize("damage", ["missing", "cut", "header", "pickle"])
def test_a_damaged_object_is_named(plain: Workplace, damage: str) -> None:
    made = stored(plain, "a = list(range(1000))", "a")
    name = made.objects()["a"]
    file = plain.objects / name[:2] / name
    data = file.read_bytes()
    if damage == "missing":
        file.unlink()
    elif damage == "cut":
        file.write_bytes(data[:-100])
    elif damage == "header":
        file.write_bytes(b"x" + data)
    else:
        start = data.index(b"\n") + 65
        file.write_bytes(data[:start] + b"\0" * 40 + data[start + 40 :])
    outcome = plain.run("print(a)", restore=value(made, "a"))
    assert outcome.result["status"] == "failed"
    assert outcome.result["error"]["name"] == "ObjectDamagedError"
    assert name in outcome.result["error"]["message"]
    assert outcome.cells[0]["status"] == "failed"

"""What a step began with, loaded into a live kernel."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jupyter_client.manager import KernelManager

from cellway.runner.looking.kernel import load
from cellway.runner.objects import ObjectFolder
from cellway.runner.values import store

from .steps import Json, Workplace, definition, value

MODEL = "class Model:\n    n = 2\n    def double(self): return self.n * k"
LOAD = """
def _load():
    import sys
    sys.path.insert(0, {program!r})
    try:
        from _cellway_runner.looking.kernel import load
    finally:
        sys.path.remove({program!r})
    return load({request!r}, globals(), get_ipython())
print(_load())
del _load
"""
"""As the front end sends it to kernels."""


def request(objects: Path, restore: list[Json], replace: bool = False) -> str:
    return json.dumps(
        {"protocol": 1, "objects": str(objects), "restore": restore, "replace": replace}
    )


class Kernel:
    def __init__(self, folder: Path) -> None:
        self._manager = KernelManager()
        self._manager.start_kernel(cwd=str(folder))
        self._client = self._manager.blocking_client()
        self._client.start_channels()
        self._client.wait_for_ready(timeout=60)

    def run(self, code: str) -> str:
        """Run a cell; return what it printed, or the error."""
        printed: list[str] = []

        def take(message: Any) -> None:
            content = message["content"]
            printed.append(content.get("text") or content.get("evalue") or "")

        self._client.execute_interactive(code, output_hook=take, timeout=60)
        return "".join(printed)

    def load(self, program: Path, request: str) -> Json:
        told: Json = json.loads(self.run(LOAD.format(program=str(program), request=request)))
        return told

    def close(self) -> None:
        self._client.stop_channels()
        self._manager.shutdown_kernel(now=True)


@pytest.fixture
def kernel(workplace: Workplace) -> Iterator[Kernel]:
    kernel = Kernel(workplace.folder)
    yield kernel
    kernel.close()


def test_a_kernel_gets_what_the_step_got(
    kernel: Kernel, workplace: Workplace, packed: Path
) -> None:
    definitions = [
        definition("import math, json as j", "math", "j"),
        definition(
            "class Model:\n    n = 2\n    def double(self): return self.n * k", "Model", line=2
        ),
        definition("def area(r):\n    return math.pi * r ** k", "area", line=8),
    ]
    made = workplace.run(
        "import numpy as np, random, os\nk = 2\nrows = [1, 2]\nsame = rows\nfirst = Model()\n"
        "grid = np.arange(100_000.)\npart = grid[10:]\nrandom.seed(7)\nos.environ['MINE'] = 'x'",
        restore=definitions,
        outputs=["k", "rows", "same", "first", "grid", "part"],
        states=["random", "environ"],
    )
    states = [
        {"kind": "state", "state": state, "object": stored["hash"]}
        for state, stored in made.result["states"].items()
    ]
    restore = [
        *definitions,
        {"kind": "parameter", "name": "limit", "source": "{'a': 1.5}"},
        *value(made, "k", "rows", "same", "first", "grid", "part"),
        *states,
    ]
    before = _hashes(workplace.objects)
    told = kernel.load(packed, request(workplace.objects, restore))
    assert (told["existing"], told["failed"]) == ([], [])
    loaded = {each["name"]: each for each in told["loaded"]}
    assert loaded["grid"]["shape"] == [100_000] and loaded["grid"]["dtype"] == "float64"
    assert {"limit", "area", "Model", "math", "j"} <= set(loaded)
    seen = kernel.run(
        "import random, os, sys\n"
        "rows.append(3)\ngrid[10] = -1\n"
        "print(same, part[0], first.double(), round(area(1), 2), limit, random.random(),"
        " os.environ['MINE'], [n for n in sys.modules if 'cellway' in n],"
        " [p for p in sys.path if 'runner.pyz' in p], '_load' in globals())"
    )
    expected = workplace.run(
        "rows.append(3)\ngrid[10] = -1\nimport random, os\n"
        "print(same, part[0], first.double(), round(area(1), 2), limit, random.random(),"
        " os.environ['MINE'], [], [], False)",
        restore=restore,
    )
    assert seen == expected.text() != ""
    # Nothing that the kernel did has reached the store.
    assert _hashes(workplace.objects) == before


def test_what_the_kernel_has_is_kept_unless_it_may_go(
    kernel: Kernel, workplace: Workplace, packed: Path
) -> None:
    restore = [definition("import math", "math"), definition("def f(x):\n    return x + 1", "f")]
    made = workplace.run("a = [1]\nb = 2\nc = {'c': 1.5}", outputs=["a", "b", "c"], restore=restore)
    restore += value(made, "a", "b", "c")
    # The same as in the step, however it came about; but for `a`.
    kernel.run(
        "import math\ndef f(x):\n    # as ever\n    return x + 1\na = [0]\nb = 2\nc = {'c': 1.5}"
    )
    told = kernel.load(packed, request(workplace.objects, restore))
    assert told == {"existing": ["a"], "loaded": [], "failed": []}
    assert kernel.run("print(a)") == "[0]\n"
    told = kernel.load(packed, request(workplace.objects, restore, replace=True))
    assert told["existing"] == []
    assert kernel.run("print(a)") == "[1]\n"
    assert kernel.load(packed, request(workplace.objects, restore))["existing"] == []
    kernel.run("def f(x):\n    return x + 2")
    assert kernel.load(packed, request(workplace.objects, restore))["existing"] == ["f"]


def test_what_cannot_be_loaded_is_told_and_the_rest_loaded(tmp_path: Path) -> None:
    objects, restore = _stored(tmp_path, {"a": [1], "b": [2]})
    missing = {"kind": "value", "object": "0" * 64, "names": ["lost", "gone"]}
    broken = definition("import no_such_package", "no_such_package")
    namespace: dict[str, Any] = {}
    told = json.loads(load(request(objects, [broken, missing, *restore]), namespace))
    assert [each["names"] for each in told["failed"]] == [["no_such_package"], ["lost", "gone"]]
    assert "No module named 'no_such_package'" in told["failed"][0]["message"]
    assert "its file is missing" in told["failed"][1]["message"]
    assert (namespace["a"], namespace["b"]) == ([1], [2])
    elsewhere = json.loads(load(request(tmp_path / "nowhere", restore), namespace))
    assert "does not see the folder" in elsewhere["failed"][0]["message"]


ATOMS = st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.floats(allow_nan=False)


@st.composite
def shared_values(draw: st.DrawFn) -> dict[str, Any]:
    """Variables that hold lists and mappings in which parts of earlier ones occur again."""
    known: list[Any] = []
    variables: dict[str, Any] = {}
    for name in draw(st.sets(st.sampled_from("abcdef"), min_size=1)):
        member = st.sampled_from(known) | ATOMS if known else ATOMS
        made = draw(
            st.lists(member, max_size=4) | st.dictionaries(st.text(max_size=3), member, max_size=4)
        )
        known.append(made)
        variables[name] = draw(st.sampled_from(known))
    return variables


@given(shared_values(), st.data())
def test_loaded_is_what_the_step_got_also_in_what_is_shared(
    tmp_path_factory: pytest.TempPathFactory, variables: dict[str, Any], data: st.DataObject
) -> None:
    objects, restore = _stored(tmp_path_factory.mktemp("store"), variables)
    wanted = data.draw(st.sets(st.sampled_from(sorted(variables)), min_size=1))
    items = [
        {**each, "names": [name for name in each["names"] if name in wanted]} for each in restore
    ]
    namespace: dict[str, Any] = {}
    load(request(objects, [each for each in items if each["names"]]), namespace)
    assert set(namespace) == wanted
    assert _graph(namespace) == _graph({name: variables[name] for name in wanted})
    # A second time nothing has to be asked for: all is there already.
    again = json.loads(load(request(objects, [each for each in items if each["names"]]), namespace))
    everything = wanted == set(variables)
    assert again["existing"] == [] or not everything


def _stored(folder: Path, variables: dict[str, Any]) -> tuple[Path, list[Json]]:
    """Store variables as a step does; return the folder, and the items that restore them."""
    groups = store(variables, {}).groups
    items = [
        {
            "kind": "value",
            "object": ObjectFolder(str(folder)).write(group).hash,
            "names": group.names,
        }
        for group in groups
    ]
    return folder, [{**item, "names": list(item["names"])} for item in items]


def _graph(variables: dict[str, Any]) -> Any:
    """Describe values with which of their parts are one object."""
    seen: dict[int, int] = {}

    def describe(each: Any) -> Any:
        if not isinstance(each, (list, dict)):
            return repr(each)
        if id(each) in seen:
            return seen[id(each)]
        seen[id(each)] = len(seen)
        if isinstance(each, list):
            return [describe(part) for part in each]
        return {key: describe(part) for key, part in each.items()}

    return [(name, describe(variables[name])) for name in sorted(variables)]


def _hashes(folder: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }

"""What the steps of one pod import is imported once, where that makes no difference."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from .test_pod import project, write_parts
from .test_pod_pack import plan_of, start

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="pods are of Linux")

WHERE = "import os, library\nprint(library.process == os.getpid())"
"""Whether the library has been imported in the process of the step."""

HERE = "import os\nprocess = os.getpid()\n"


class Pods:
    """Runs of a plan, in one pod and each step in its own, with a library that is installed."""

    def __init__(self, program: Path, folder: Path) -> None:
        self.program = program
        self.folder = folder
        self.site = folder / "site-packages"
        self.site.mkdir()
        self.files: list[tuple[str, str]] = []
        self.errors = ""
        self.options: tuple[str, ...] = ("-S",)  # with the standard library alone, it is fast

    def library(self, source: str, name: str = "library") -> None:
        (self.site / f"{name}.py").write_text(source)

    def plan(self, *sources: str, imports: str | list[str] = "library") -> dict[str, Any]:
        names = [imports] * len(sources) if isinstance(imports, str) else imports
        ahead = {"imports": [each.split() for each in names], "never": ["forbidden"]}
        return {**plan_of(*sources), "ahead": ahead}

    def together(self, plan: dict[str, Any]) -> list[str]:
        numbers = [str(n) for n, _ in enumerate(plan["steps"], 1)]
        return self._run("together", plan, [".".join(numbers)])

    def apart(self, plan: dict[str, Any]) -> list[str]:
        return self._run("apart", plan, [str(n) for n, _ in enumerate(plan["steps"], 1)])

    def start(self, place: Path, steps: str) -> subprocess.Popen[str]:
        words = ("--workflow", "a", "--passing", str(place / "passing"))
        options = self.options
        return start(self.program, place, steps, *words, folder=self.folder, options=options)

    def _run(self, name: str, plan: dict[str, Any], pods: list[str]) -> list[str]:
        """Return what each step has printed, to either stream, and its error."""
        place = self.folder / name
        place.mkdir()
        write_parts(place / "code", "plan", plan)
        write_parts(place / "code", "files", project(*self.files))
        for each in pods:
            self.errors += self.start(place, each).communicate()[1]
        shown = []
        for number, _ in enumerate(plan["steps"], 1):
            result = json.loads((place / f"runs/r1/steps/{number}/result.json").read_text())
            outputs = [each.get("outputs", []) for each in result["cells"]]
            shown.append(json.dumps([outputs, result.get("error")]))
        return shown


@pytest.fixture
def pods(program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pods:
    pods = Pods(program, tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(pods.site))
    return pods


def are_ahead(shown: list[str]) -> list[bool]:
    return ["False" in each for each in shown]


def test_what_several_import_is_there_before(pods: Pods) -> None:
    pods.library(HERE)
    plan = pods.plan(f"x = 1\n{WHERE}", WHERE, WHERE)
    # The last one has nobody behind it; but what is there is there.
    assert are_ahead(pods.together(plan)) == [True, True, True]
    assert pods.errors == ""


def test_what_one_alone_imports_is_left_to_it(pods: Pods) -> None:
    pods.library(HERE)
    plan = pods.plan(f"x = 1\n{WHERE}", "y = 1", imports=["library", ""])
    plan["steps"][1]["reads"] = []
    assert are_ahead(pods.together(plan))[0] is False


def test_what_values_import_is_there_before_once_a_step_has_had_it(pods: Pods) -> None:
    pods.library(f"{HERE}class Value:\n    process = property(lambda self: process)\n")
    look = "import os\nprint(x.process == os.getpid())"
    plan = pods.plan(
        "import library\nx = library.Value()", *[f"x = x\n{look}"] * 2, imports=["library", "", ""]
    )
    shown = pods.together(plan)
    assert are_ahead(shown)[1:] == [True, True]


def test_what_is_done_already_imports_nothing(pods: Pods) -> None:
    pods.library("import os\nassert 'FORBIDDEN' not in os.environ\n")
    place = pods.folder / "again"
    place.mkdir()
    write_parts(place / "code", "plan", pods.plan("import library\nx = 1", "import library"))
    for variables in ({}, {"FORBIDDEN": "yes"}):
        os.environ.update(variables)
        try:
            pod = pods.start(place, "1.2")
            _, errors = pod.communicate()
        finally:
            os.environ.pop("FORBIDDEN", None)
        assert (pod.returncode, errors) == (0, "")


@pytest.mark.parametrize(
    "source",
    [
        "print('hello')",
        "import sys\nprint('hello', file=sys.stderr)",
        "import ctypes\nctypes.CDLL(None).printf(b'of C\\n')",
        "import warnings\nwarnings.warn('old')",
        "import threading\n"
        "threading.Thread(target=threading.Event().wait, name='of library', daemon=True).start()",
        "import random\nrandom.seed(0)",
        "import sys\nsys.path.append('x')",
        "import os, tempfile\nos.chdir(tempfile.gettempdir())",
        "open('left', 'a').write('x')",
        "raise ValueError('broken')",
        "import sys\nsys.exit(3)",
        "import forbidden",
    ],
)
def test_an_import_that_does_more_than_load_is_left_to_the_steps(pods: Pods, source: str) -> None:
    pods.library("", "forbidden")
    pods.library("", "silent")
    pods.library(f"{HERE}{source}\n")
    look = (
        "import os, random, sys, threading\n"
        "try: import silent, library; print(library.process == os.getpid())\n"
        "except BaseException as error: print(repr(error))\n"
        f"print(random.random() if {'seed' in source} else '')\n"
        "print(os.path.basename(os.getcwd()), sys.path[-1] == 'x')\n"
        "print('of library' in [each.name for each in threading.enumerate()])\n"
        "print(os.path.exists('left') and open('left').read())"
    )
    imports = ["silent library", "silent library", "", "silent library"]
    plan = pods.plan(f"x = 1\n{look}", look, "print('another')", look, imports=imports)
    assert pods.together(plan) == pods.apart(plan)
    assert pods.errors == ""


def test_a_step_finds_a_module_of_its_own_by_that_name(pods: Pods) -> None:
    pods.library(HERE)
    own = "open('library.py', 'w').write('process = 0')\n"
    look = "import library\nprint(library.process or 'own')"
    plan = pods.plan(f"import library\nx = 1\n{own}", look, look)
    assert pods.together(plan)[1:] == pods.apart(plan)[1:]
    assert pods.errors == ""


def test_a_step_finds_what_the_library_makes_of_its_folder(pods: Pods) -> None:
    pods.library(
        "import os\nhas = os.path.exists('library.ini')\nof = has and open('library.ini').read()\n"
    )
    pods.files = [("library.ini", "of the project")]
    write = "open('library.ini', 'w').write('of a step')"
    look = "import library\nprint(library.of)"
    plan = pods.plan(f"x = 1\n{look}", look, f"{look}\n{write}", look, look)
    shown = pods.together(plan)
    assert ["of the project" in each for each in shown] == [True, True, True, False, False]
    assert shown == pods.apart(plan)


def test_a_step_with_variables_of_its_own_imports_by_itself(pods: Pods) -> None:
    pods.library("import os\nthreads = os.environ.get('LIBRARY_THREADS')\n")
    look = "import library\nprint(library.threads)"
    plan = pods.plan(f"x = 1\n{look}", look, look, look)
    plan["steps"][2] = {**plan["steps"][2], "environment": {"LIBRARY_THREADS": "7"}}
    shown = pods.together(plan)
    assert ["7" in each for each in shown] == [False, False, True, False]
    assert shown == pods.apart(plan)


def test_numpy_and_pandas_are_as_in_a_pod_of_its_own(pods: Pods) -> None:
    pytest.importorskip("pandas")
    pods.options = ()
    look = (
        "import os, threading, warnings\nimport numpy as np, pandas as pd\n"
        "print(pd.DataFrame({'a': np.arange(3)}).describe())\n"
        "print((np.ones((300, 300)) @ np.ones((300, 300))).sum(), np.geterr())\n"
        "print(sorted(os.environ), warnings.filters)\n"
        "print(sorted(each.name for each in threading.enumerate()))\n"
        "warnings.warn('old', DeprecationWarning)\nnp.array([1]) / 0\n"
    )
    draw = "\nx = np.random.random()\nprint('drawn', x)"
    plan = pods.plan(f"x = 1\n{look}", look, look, imports="numpy pandas")
    assert pods.together(plan) == pods.apart(plan)
    assert pods.errors == ""
    pods.folder /= "drawn"
    pods.folder.mkdir()
    plan = pods.plan(*[f"import numpy as np{draw}"] * 3, imports="numpy")
    assert len(set(pods.together(plan))) == 3

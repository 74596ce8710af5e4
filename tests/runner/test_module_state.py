"""State that lives in modules goes from one process to another."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cellway.runner.module_state import MODULE_STATES

from .boundary import Boundary

TABLE = Path(__file__).parents[2] / "src" / "analysis" / "libraries" / "module-state.ts"

STATES = {
    "random": ("import random\nrandom.seed(3)\nrandom.random()", "print(random.random())"),
    "cwd": ("import os\nos.chdir('/usr')", "print(os.getcwd())"),
    "environ": (
        "import os\nos.environ['ADDED'] = '1'\ndel os.environ['OMP_NUM_THREADS']\n"
        "os.environ['PYTHONHASHSEED'] = 'x'",
        "print([os.environ.get(n) for n in ('ADDED', 'OMP_NUM_THREADS', 'PYTHONHASHSEED')])",
    ),
    "sys.path": (
        "import sys\nsys.path.insert(0, '/first')\nsys.path.append('/last')",
        "print(sys.path[0], sys.path[-1], len(sys.path))",
    ),
    "sys.limits": ("import sys\nsys.setrecursionlimit(1234)", "print(sys.getrecursionlimit())"),
    "warnings": (
        "import warnings\nwarnings.filterwarnings('error', message='bad.*', category=UserWarning)\n"
        "warnings.simplefilter('ignore', DeprecationWarning)",
        "warnings.warn('old', DeprecationWarning)\n"
        "try: warnings.warn('bad thing')\nexcept UserWarning as error: print('raised', error)",
    ),
    "logging": (
        "import logging, sys\nlogging.basicConfig(level=logging.INFO, stream=sys.stdout, "
        "format='%(levelname)s|%(message)s')\nlogging.getLogger('mine').setLevel('ERROR')",
        "logging.info('shown')\nlogging.getLogger('mine').warning('hidden')\nlogging.debug('hidden')",
    ),
    "locale": (
        "import locale\nlocale.setlocale(locale.LC_ALL, 'C.UTF-8')",
        "print(locale.setlocale(locale.LC_ALL))",
    ),
    "decimal": (
        "import decimal\ndecimal.getcontext().prec = 5",
        "print(decimal.Decimal(1) / 3)",
    ),
    "ipython": ("", "print('nothing')"),
}
OF_LIBRARIES = {
    "numpy.random": (
        "import numpy as np\nnp.random.seed(1)\nnp.random.rand()",
        "print(np.random.rand())",
    ),
    "numpy.options": (
        "import numpy as np\n"
        "np.set_printoptions(precision=2, formatter={'int': lambda v: f'<{v}>'})\n"
        "np.seterr(divide='ignore')",
        "print(np.array([1 / 3]), np.array([1]), np.geterr()['divide'])",
    ),
    "pandas.options": (
        "import pandas as pd\npd.options.display.max_rows = 7\n"
        "pd.set_option('display.precision', 2)",
        "print(pd.options.display.max_rows, pd.Series([1 / 3]))",
    ),
    "matplotlib.rcParams": (
        "import matplotlib\nmatplotlib.rcParams['figure.figsize'] = [3, 4]\n"
        "matplotlib.rcParams['axes.prop_cycle'] = matplotlib.cycler(color=['r'])",
        "print(matplotlib.rcParams['figure.figsize'], matplotlib.rcParams['axes.prop_cycle'])",
    ),
    "sklearn.config": (
        "import sklearn\nsklearn.set_config(assume_finite=True)",
        "print(sklearn.get_config()['assume_finite'])",
    ),
}
ACCESS = "from cellway.runner.module_state import get_state, set_state\n"


def test_the_names_are_those_of_the_analysis() -> None:
    """All but those that no step hands on."""
    table = TABLE.read_text().split("MODULE_STATES", 1)[1].split("};", 1)[0]
    names = re.findall(r"^  '?([\w.]+)'?: \{\s*kind: '(?!lost)", table, re.MULTILINE)
    assert sorted(names) == sorted(MODULE_STATES)


@pytest.mark.parametrize("name", STATES)
def test_a_state_is_carried(name: str, boundary: Boundary) -> None:
    check(name, *STATES[name], boundary)


@pytest.mark.parametrize("name", OF_LIBRARIES)
def test_a_state_of_a_library_is_carried(name: str, library_boundary: Boundary) -> None:
    check(name, *OF_LIBRARIES[name], library_boundary)


def check(name: str, change: str, show: str, boundary: Boundary) -> None:
    expected = boundary.run(f"{change}\n{show}")
    assert expected
    imports = "\n".join(line for line in change.splitlines() if line.startswith("import"))
    stored = boundary.store(f"{change}\nstate = get_state({name!r})", before=ACCESS)
    assert stored.failures == {}
    loaded = boundary.load(f"{imports}\nset_state({name!r}, state)\n{show}", before=ACCESS)
    assert loaded.printed == expected


@pytest.mark.parametrize("name", STATES)
def test_a_state_that_nobody_has_changed_is_the_same_everywhere(
    name: str, boundary: Boundary
) -> None:
    if name == "random":
        pytest.skip("it begins with another state in each process")
    source = f"state = get_state({name!r})"
    one = boundary.store(source, before=ACCESS, keep=False)
    assert boundary.store(source, before=ACCESS, server=1, keep=False).groups == one.groups


@pytest.mark.parametrize(
    "name", [name for name, state in MODULE_STATES.items() if state.module not in ("os", "sys")]
)
def test_a_module_that_is_not_loaded_is_left_alone(name: str, boundary: Boundary) -> None:
    module = MODULE_STATES[name].module
    source = (
        f"import sys\nfor each in list(sys.modules):\n"
        f"    if each.partition('.')[0] == {module!r}: del sys.modules[each]\n"
        f"print(get_state({name!r}), {module!r} in sys.modules)\nset_state({name!r}, None)\n"
        f"print({module!r} in sys.modules)"
    )
    assert boundary.run(ACCESS + source) == "None False\nFalse\n"

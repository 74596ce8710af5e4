"""What the runner says a step has done that may come out otherwise another time."""

from __future__ import annotations

import pytest

from .steps import Outcome, Workplace, definition, value


def unseen(outcome: Outcome) -> list[tuple[str, str, int | None]]:
    assert outcome.error == ""
    assert outcome.result["status"] == "succeeded", outcome.cells
    found = outcome.result["observed"]["unseen"]
    return [(each["kind"], each["subject"], each.get("cell")) for each in found]


def test_an_ordinary_step_has_none(plain: Workplace) -> None:
    outcome = plain.run(
        "import random, uuid, os, tempfile, threading, logging, ctypes, asyncio\n"
        "random.seed(1); random.random(); random.Random(3).random(); uuid.UUID(int=1)\n"
        "tempfile.mkstemp(dir='.')\nasync def f(): await asyncio.sleep(0)\nawait f()",
        "logging.warning('a')\nthreading.Thread(target=print).start()",
    )
    assert unseen(outcome) == []


@pytest.mark.parametrize(
    ("source", "subject"),
    [
        ("subprocess.run(['/bin/true', 'x'])", "true"),
        ("subprocess.run('true x | cat', shell=True)", "true"),
        ("os.system('true')", "true"),
        ("os.posix_spawn('/bin/true', ['true'], os.environ)", "true"),
        ("os.waitpid(os.fork() or os._exit(0), 0)", "os.fork"),
        ("process = multiprocessing.Process(target=print)\nprocess.start()", "multiprocessing"),
        (
            "from concurrent.futures import ProcessPoolExecutor\n"
            "with ProcessPoolExecutor(1) as pool: pool.submit(abs, 1).result()",
            "concurrent",
        ),
        (
            "with multiprocessing.get_context('spawn').Pool(1) as pool: pool.map(abs, [1])",
            "multiprocessing",
        ),
    ],
)
def test_other_processes(plain: Workplace, source: str, subject: str) -> None:
    outcome = plain.run("import multiprocessing, os, subprocess", source)
    assert unseen(outcome) == [("process", subject, 1)]


def test_programs_in_the_syntax_of_ipython(workplace: Workplace) -> None:
    outcome = workplace.run("!true a", "x = !uname -a", "%%bash\ntrue")
    assert unseen(outcome) == [
        ("process", "true", 0),
        ("process", "uname", 1),
        ("process", "bash", 2),
    ]


def test_what_libraries_ask_the_machine(workplace: Workplace) -> None:
    pytest.importorskip("sklearn")
    outcome = workplace.run(
        "import warnings; warnings.simplefilter('ignore')\n"
        "from sklearn.linear_model import LogisticRegression\n"
        "from sklearn.model_selection import GridSearchCV\n"
        "X, y = [[i % 7, i] for i in range(40)], [i % 2 for i in range(40)]\n"
        "search = GridSearchCV(LogisticRegression(), {'C': [1, 2]}, n_jobs=2).fit(X, y)"
    )
    assert unseen(outcome) == []


def test_functions_of_the_notebook_in_workers(workplace: Workplace) -> None:
    pytest.importorskip("joblib")
    outcome = workplace.run(
        "from joblib import Parallel, delayed\n"
        "def f(x): return open('data').read()\n"
        "open('data', 'w').write('1')",
        "print(Parallel(2)(delayed(f)(x) for x in range(2)))",
    )
    assert outcome.text(1) == "['1', '1']\n"
    assert [each[:2] for each in unseen(outcome)] == [("process", "joblib")]


def test_networks(plain: Workplace) -> None:
    outcome = plain.run(
        "import socket\n"
        "server = socket.create_server(('127.0.0.1', 0))\n"
        "socket.create_connection(('localhost', server.getsockname()[1]))",
    )
    assert unseen(outcome) == [("network", "localhost", 0)]


def test_a_host_that_nobody_answers_for(plain: Workplace) -> None:
    outcome = plain.run(
        "import urllib.request\n"
        "try: urllib.request.urlopen('http://127.0.0.1:9/x', timeout=1)\n"
        "except OSError: pass"
    )
    assert unseen(outcome) == [("network", "127.0.0.1", 0)]


def test_native_code(plain: Workplace) -> None:
    outcome = plain.run("import ctypes, ctypes.util", "ctypes.CDLL('libc.so.6').abs(-1)")
    assert unseen(outcome) == [("native", "libc.so.6", 1)]


@pytest.mark.parametrize(
    ("source", "subject"),
    [
        ("random.random()", "random"),
        ("[1, 2].sort(key=lambda _: random.random())", "random"),
        ("random.Random().random()", "random"),
        ("random.SystemRandom().random()", "random"),
        ("uuid.uuid4()", "uuid.uuid4"),
        ("secrets.token_hex()", "secrets"),
        ("os.urandom(3)", "os.urandom"),
    ],
)
def test_numbers_from_chance(plain: Workplace, source: str, subject: str) -> None:
    assert unseen(plain.run("import os, random, secrets, uuid", source)) == [("random", subject, 1)]


def test_generators_of_numpy(workplace: Workplace) -> None:
    pytest.importorskip("numpy")
    first = "import numpy as np\nx = np.arange(3)"
    assert unseen(workplace.run(first, "np.random.rand()", "np.random.rand()")) == [
        ("random", "numpy.random", 1)
    ]
    assert unseen(workplace.run(first, "np.random.default_rng().random()")) == [
        ("random", "numpy.random", 1)
    ]
    for seeded in ("np.random.seed(1); np.random.rand()", "np.random.default_rng(1).random()"):
        assert unseen(workplace.run(first, seeded)) == []


def test_a_generator_that_was_seeded_before(workplace: Workplace) -> None:
    pytest.importorskip("numpy")
    before = workplace.run("import numpy as np\nnp.random.seed(1)", states=["numpy.random"])
    state = before.result["states"]["numpy.random"]["hash"]
    outcome = workplace.run(
        "np.random.rand()",
        restore=[
            definition("import numpy as np", "np"),
            {"kind": "state", "state": "numpy.random", "object": state},
        ],
    )
    assert unseen(outcome) == []
    assert outcome.result["observed"]["states"] == ["numpy.random"]


def test_states_that_have_changed(workplace: Workplace) -> None:
    pytest.importorskip("numpy")

    def states(source: str) -> list[str]:
        found: list[str] = workplace.run(source).result["observed"]["states"]
        return found

    assert states("import random, numpy, pandas, locale; x = numpy.zeros(3)") == []
    assert states("import random; random.random()") == ["random"]
    assert states("import numpy; numpy.random.seed(0)") == ["numpy.random"]
    assert states("import os, sys; os.chdir('/'); sys.setrecursionlimit(2000)") == [
        "cwd",
        "sys.limits",
    ]


def test_libraries_that_open_files_themselves(workplace: Workplace) -> None:
    pytest.importorskip("pyarrow")
    assert (
        unseen(workplace.run("import pandas as pd", "pd.DataFrame({'a': [1]}).to_csv('a')")) == []
    )
    outcome = workplace.run(
        "import pyarrow as pa", "import pyarrow.parquet as pq\npq.write_table(pa.table({}), 'b')"
    )
    assert unseen(outcome) == [("library", "pyarrow", 1)]


def test_functions_that_were_stored(workplace: Workplace) -> None:
    pytest.importorskip("pyarrow")
    feather = definition("import pyarrow.feather as feather", "feather")
    stored = workplace.run(
        "def make(place):\n    return lambda table: feather.write_feather(table, place)\n"
        "write = make('c')",
        restore=[feather],
        outputs=["write"],
    )
    assert unseen(stored) == [("library", "pyarrow", 0)]
    outcome = workplace.run(
        "import pyarrow\nwrite(pyarrow.table({}))", restore=[feather, *value(stored, "write")]
    )
    assert unseen(outcome) == [("library", "pyarrow", 0)]


def test_threads_that_go_on(plain: Workplace) -> None:
    outcome = plain.run(
        "import threading\nfrom concurrent.futures import ThreadPoolExecutor\n"
        "pool = ThreadPoolExecutor(1)\npool.submit(print).result()",
        "go_on = threading.Event()\n"
        "def wait():\n    go_on.wait(20)\n    open('late').read()\n"
        "threading.Thread(target=wait, daemon=True).start()",
    )
    assert unseen(outcome) == [("process", "a thread that goes on", None)]


def test_a_generator_that_was_stored(workplace: Workplace) -> None:
    stored = workplace.run("import random\nown = random.Random(1)", outputs=["own"])
    outcome = workplace.run("print(own.random())", restore=value(stored, "own"))
    assert unseen(outcome) == []
    assert outcome.text() == "0.13436424411240122\n"

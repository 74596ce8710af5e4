"""Values that go from one process to another are what they were."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from .boundary import Boundary


class RoundTrip(NamedTuple):
    name: str
    made: str
    """The source in the first process; all names that it binds without `_` in front are stored."""
    used: str
    """The source in the second process."""
    printed: str
    definitions: str = ""
    """Source that runs in both processes before, its names being definitions."""


TRIPS = [
    RoundTrip(
        "closures that share a cell",
        "def _make():\n    n = 0\n    def inc():\n        nonlocal n\n        n += 1\n        return n\n"
        "    def get():\n        return n\n    return inc, get\ninc, get = _make()\ninc()",
        "print(inc(), get(), inc(), get())",
        "2 2 3 3",
    ),
    RoundTrip(
        "a closure that calls itself",
        "def _make():\n    def fact(n):\n        return 1 if n < 2 else n * fact(n - 1)\n"
        "    return fact\nfact = _make()",
        "print(fact(5), fact.__closure__[0].cell_contents is fact)",
        "120 True",
    ),
    RoundTrip(
        "closures that call each other",
        "def _make():\n    def even(n):\n        return n == 0 or odd(n - 1)\n    def odd(n):\n"
        "        return n != 0 and even(n - 1)\n    return even, odd\neven, odd = _make()",
        "print(even(10), odd(7), even.__closure__[0].cell_contents is odd)",
        "True True True",
    ),
    RoundTrip(
        "a cell that is not bound yet",
        "def _make():\n    def f():\n        return later\n    if 0:\n        later = 1\n    return f\n"
        "f = _make()",
        "try: f()\nexcept NameError as error: print(type(error).__name__)",
        "NameError",
    ),
    RoundTrip(
        "functions read the variables of the process that calls them",
        "rate = 2\ndef scaled(v): return v * rate\ntable = {'f': lambda v: v + rate}",
        "rate = 10\nprint(scaled(3), table['f'](1), scaled.__globals__ is globals())",
        "30 11 True",
    ),
    RoundTrip(
        "what belongs to a function",
        "def f(a, /, b=[1], *c, d={'k': 2}, **e) -> int:\n    'Words.'\n    return b\n"
        "f.calls = [3]\nf.__name__ = 'other'",
        "print(f(0), f.__kwdefaults__, f.__doc__, f.calls, f.__name__, f.__qualname__, f.__module__)\n"
        "print(f.__annotations__, f.__code__.co_varnames)\nf(0).append(9)\nprint(f(0))",
        "[1] {'d': {'k': 2}} Words. [3] other f __main__\n"
        "{'return': <class 'int'>} ('a', 'b', 'd', 'c', 'e')\n[1, 9]",
    ),
    RoundTrip(
        "a default that is a variable too",
        "kept = []\ndef add(v, to=kept):\n    to.append(v)",
        "add(1)\nprint(kept, add.__defaults__[0] is kept)",
        "[1] True",
    ),
    RoundTrip(
        "bound methods",
        "class Box:\n    def __init__(self): self.v = []\n    def __hidden(self): return 'hidden'\n"
        "    def add(self, v): self.v.append(v)\n    def hidden(self): return self.__hidden\n"
        "    @classmethod\n    def name(cls): return cls.__name__\n"
        "box = Box()\nadd = box.add\nhidden = box.hidden()\nname = Box.name\npush = box.v.append",
        "add(1)\npush(2)\nprint(box.v, add.__self__ is box, hidden(), name())",
        "[1, 2] True hidden Box",
    ),
    RoundTrip(
        "definitions by name",
        "made = Model(1)\nfit = made.fit\nplain = Model.fit\nhelped = [helper, Model]",
        "print(made.fit(), fit(), plain is Model.fit, helped[0] is helper, helped[1] is Model)\n"
        "print(type(made) is Model)",
        "1 1 True True True\nTrue",
        definitions="class Model:\n    def __init__(self, v): self.v = v\n"
        "    def fit(self): return self.v\ndef helper(): return 1",
    ),
    RoundTrip(
        "parts of definitions",
        "parts = [Model.__dict__['make'].__func__, Model.__dict__['size'].fget, fast, fast.__wrapped__]",
        "print(parts[0] is Model.__dict__['make'].__func__, parts[1] is Model.size.fget)\n"
        "print(parts[2] is fast, parts[3] is fast.__wrapped__)",
        "True True\nTrue True",
        definitions="import functools\nclass Model:\n    @classmethod\n    def make(cls): return cls()\n"
        "    @property\n    def size(self): return 1\n@functools.lru_cache\ndef fast(n): return n",
    ),
    RoundTrip(
        "functools",
        "import functools\ndef _power(base, n): return base ** n\n"
        "square = functools.partial(_power, n=2)\n@functools.lru_cache(maxsize=7)\n"
        "def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)\n@functools.wraps(_power)\n"
        "def wrapped(*a): return _power(*a) + 1\n@functools.singledispatch\ndef kind(v): return 'any'\n"
        "@kind.register\ndef _(v: int): return 'int'",
        "def _power(base, n): return 5\n"
        "print(square(3), fib(20), fib.cache_info().maxsize, wrapped.__name__, kind('a'), kind(1))",
        "9 6765 7 _power any int",
    ),
    RoundTrip(
        "decorated by a context manager",
        "import contextlib\nlog = []\n@contextlib.contextmanager\ndef entered(v):\n"
        "    log.append(v)\n    yield v\n    log.append(-v)",
        "with entered(2) as v: log.append(v)\nprint(log)",
        "[2, 2, -2]",
    ),
    RoundTrip(
        "cycles",
        "a = []\na.append(a)\nd = {}\nd['d'] = d\nclass _Node: pass\nn = _Node()\nn.me = n\nn.all = {n}\n"
        "t = ([],)\nt[0].append(t)",
        "print(a[0] is a, d['d'] is d, n.me is n, n.all == {n}, t[0][0] is t)",
        "True True True True True",
    ),
    RoundTrip(
        "iterators go on where they were, over the same list",
        "xs = [1, 2, 3]\nit = iter(xs)\nnext(it)\nnumbered = enumerate('abc')\nnext(numbered)",
        "xs.append(4)\nprint(list(it), list(numbered))",
        "[2, 3, 4] [(1, 'b'), (2, 'c')]",
    ),
    RoundTrip(
        "views of a dict",
        "d = {'a': 1}\nkeys, values, items = d.keys(), d.values(), d.items()",
        "d['b'] = 2\nprint(keys, values, items)",
        "dict_keys(['a', 'b']) dict_values([1, 2]) dict_items([('a', 1), ('b', 2)])",
    ),
    RoundTrip(
        "a read-only view of a dict",
        "import types\nd = {'a': 1}\nshown = types.MappingProxyType(d)",
        "d['b'] = 2\nprint(shown)",
        "{'a': 1, 'b': 2}",
    ),
    RoundTrip(
        "user exceptions",
        "class Bad(Exception):\n    def __init__(self, code, text):\n        super().__init__(text)\n"
        "        self.code = code\ntry:\n    try: 1 / 0\n    except ZeroDivisionError as _cause:\n"
        "        raise Bad(7, 'words') from _cause\nexcept Bad as _error:\n    error = _error",
        "print(repr(error), error.code, repr(error.__cause__), error.__suppress_context__)\n"
        "try: raise error\nexcept Bad as caught: print(caught is error)",
        "Bad('words') 7 ZeroDivisionError('division by zero') True\nTrue",
    ),
    RoundTrip(
        "files that are closed",
        "import io\nwith io.StringIO('x') as memory: pass\nwith open('/dev/null') as file: pass",
        "print(memory.closed, file.closed, file.name, file.mode)",
        "True True /dev/null r",
    ),
    RoundTrip(
        "what belongs to the process",
        "import sys, os, random\nstreams = [sys.stdout, os.environ, sys.path, random.random]\n"
        "def say(*words, file=sys.stderr): pass",
        "import random\nprint(streams[0] is sys.stdout, streams[1] is os.environ)\n"
        "print(streams[2] is sys.path, streams[3].__self__ is random._inst)\n"
        "print(say.__kwdefaults__['file'] is sys.stderr)",
        "True True\nTrue True\nTrue",
        definitions="import os, sys",
    ),
    RoundTrip(
        "the namespace itself",
        "everything = globals()\nmodule = __import__('sys').modules['__main__']",
        "print(everything is globals(), module.__dict__ is globals())",
        "True True",
    ),
    RoundTrip(
        "weak containers with what is alive",
        "import weakref\nclass _Key: pass\nkey = _Key()\nweak = weakref.WeakKeyDictionary({key: 1})",
        "print(weak[key], len(weak))",
        "1 1",
    ),
    RoundTrip(
        "the order of sets of numbers",
        "a = {17, 2, 3, 4, 5}\nb = {8, 0}\nc = {0, 8}\nd = {15, 7}\ne = frozenset([40, 8, 1])\n"
        "f = set(range(50))\nf -= set(range(4, 50))\nf.add(33)",
        "print(a, b, c, d, e, f)",
        "{17, 2, 3, 4, 5} {8, 0} {0, 8} {7, 15} frozenset({40, 1, 8}) {0, 1, 2, 3, 33}",
    ),
]


@pytest.mark.parametrize("trip", TRIPS, ids=lambda trip: trip.name)
def test_values_are_what_they_were(trip: RoundTrip, boundary: Boundary) -> None:
    stored = store_all(boundary, trip.definitions, trip.made)
    assert stored.failures == {}
    assert boundary.load(trip.used, before=trip.definitions).printed.rstrip("\n") == trip.printed


def store_all(boundary: Boundary, definitions: str, made: str) -> object:
    raise NotImplementedError

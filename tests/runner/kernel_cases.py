"""Cells that show the same in a step as in a kernel."""

RUN_ON = {
    "nothing": "x = 1",
    "print": "print('one', 2)",
    "print without end": "print('no newline', end='')",
    "print and result": "print('a')\n3 + 4",
    "result of a string": "'text'",
    "several expressions": "1\n2",
    "semicolon": "5;",
    "none": "None",
    "previous results": "40 + 2\n_ = 0\n_",
    "stderr": "import sys\nprint('to stderr', file=sys.stderr)",
    "both streams": "import sys\nprint('a')\nprint('b', file=sys.stderr)\nprint('c')",
    "print around display": "print('a')\ndisplay(1)\nprint('b')\ndisplay('x', 2)",
    "long list": "list(range(100))",
    "nested dictionary": "{'a': {'b': list(range(30))}, 'c': 'x' * 60}",
    "unicode": "print('žluťoučký 🐴 \\u202e'); '日本'",
    "carriage returns": "for i in range(3):\n    print(f'\\r{i}', end='')",
    "backspace": "print('abc\\b\\bX')",
    "html": "class H:\n    def _repr_html_(self): return '<b>h</b>'\nH()",
    "html and metadata": (
        "class H:\n    def _repr_html_(self): return '<b>h</b>', {'isolated': True}\nH()"
    ),
    "mime bundle": (
        "class M:\n"
        "    def _repr_mimebundle_(self, include=None, exclude=None):\n"
        "        return {'text/plain': 'm', 'application/x-thing+json': {'a': [1, None, 2.5]}}\n"
        "M()"
    ),
    "own display": (
        "class D:\n    def _ipython_display_(self): print('shown by itself')\nD()\ndisplay(D())"
    ),
    "bytes of an image": (
        "class P:\n    def _repr_png_(self): return b'\\x89PNG\\r\\n\\x1a\\n' + b'\\0' * 9\nP()"
    ),
    "ipython's classes": (
        "from IPython.display import HTML, JSON, Latex, Markdown\n"
        "display(HTML('<i>x</i>'), Markdown('**x**'), Latex('$x$'), JSON({'a': 1}))"
    ),
    "raw display": "display({'text/plain': 'raw', 'text/html': '<p>'}, raw=True)",
    "update_display": (
        "h = display('first', display_id='d')\nprint('between')\nh.update('second')\n"
        "display('again', display_id='d')"
    ),
    "update from another cell": "h.update('third')\nprint('updated')",
    "clear_output": (
        "from IPython.display import clear_output\nprint('gone')\nclear_output()\nprint('stays')"
    ),
    "clear_output and wait": (
        "print('gone')\nclear_output(wait=True)\nprint('stays')\ndisplay('x')"
    ),
    "clear_output at the end": "print('stays')\nclear_output(wait=True)",
    "frame": (
        "import pandas as pd\n"
        "frame = pd.DataFrame({'number': [1.5, 2.25], 'text': ['a', 'b']})\n"
        "display(frame.describe())\nframe"
    ),
    "wide frame": ("pd.DataFrame({f'a column with a long name {i}': [i] for i in range(30)})"),
    "printed frame": "print(pd.DataFrame({f'column number {i}': [i] for i in range(30)}))",
    "array": "import numpy as np\nnp.arange(12.0).reshape(3, 4)",
    "figure": ("import matplotlib.pyplot as plt\nplt.plot([1, 2, 3])\nprint('before the figure')"),
    "figure that is shown": "plt.plot([3, 1])\nplt.show()\nprint('after the figure')",
    "two figures": "plt.figure()\nplt.plot([1])\nplt.figure();",
    "inline magic": "%matplotlib inline\nplt.plot([1, 2]);",
    "figure as a result": "f, axes = plt.subplots()\nf",
    "figure formats": "%config InlineBackend.figure_formats = ['retina']\nplt.plot([1])\nNone",
    "warning": "import warnings\nwarnings.warn('careful')",
    "deprecation": "warnings.warn('old', DeprecationWarning)",
    "warning of a library": "np.array([1.0]) / 0",
    "logging": "import logging\nlogging.warning('logged')\nlogging.info('not logged')",
    "logger": "logging.getLogger('name').error('of a logger')",
    "await": "import asyncio\nprint('a')\nawait asyncio.sleep(0.01)\nprint('b')\n'done'",
    "running loop": "asyncio.get_running_loop().is_running()",
    "awaited task": (
        "async def later():\n    print('later')\n"
        "task = asyncio.create_task(later())\nprint('now')\nawait task\ntask.done()"
    ),
    "context variable": (
        "import contextvars, decimal\n"
        "place = contextvars.ContextVar('place', default=0)\n"
        "place.set(1)\n"
        "decimal.getcontext().prec = 4"
    ),
    "context variable of an earlier cell": (
        "print(place.get(), decimal.Decimal(1) / 3)\nplace.set(2)\nawait asyncio.sleep(0)"
    ),
    "context variable of a cell that waits": "print(place.get())\ndecimal.getcontext().prec = 28",
    "async for": (
        "async def numbers():\n    for i in range(3):\n        yield i\n"
        "async for n in numbers():\n    print(n)"
    ),
    "line magic": "%pwd?",
    "who": "only_one = 1\n%who str",
    "environment magic": "%env CELLWAY_TEST=1\nimport os\nos.environ['CELLWAY_TEST']",
    "alias magic": "%precision 3\n3.14159",
    "autosave": "%autosave 60",
    "cell magic": "%%capture captured\nprint('held back')\ndisplay(1)",
    "captured": "captured.show()\ncaptured.stdout",
    "html magic": "%%html\n<b>bold</b>",
    "bash magic": "%%bash\necho from bash\necho to stderr >&2",
    "writefile": "%%writefile made.txt\ncontent",
    "timeit": "%timeit -n1 -r1 -q pass",
    "shell": "!echo from the shell",
    "shell with a variable": "word = 'fish'\n!echo {word} $word",
    "shell to a variable": "lines = !printf 'a\\nb\\n'\nlines",
    "shell that fails": "!exit 3\n_exit_code",
    "shell of several lines": "!printf 'a\\nb\\nc'",
    "help": "len?",
    "help of a function": "def documented():\n    'Says what it does.'\n\ndocumented??",
    "input history": "In[1], _i, len(Out) > 3",
    "name": "__name__, '__file__' in globals()",
    "source of a function": (
        "import inspect\ndef f(x):\n    # a comment\n    return x\nprint(inspect.getsource(f))"
    ),
    "modules beside the notebook": "import beside\nbeside.VALUE",
    "shell class": (
        "shell = get_ipython()\n(type(shell).__name__, type(shell).__module__, 'IPKernelApp' in "
        "shell.config, shell.has_trait('kernel'))"
    ),
    "path": "import sys\n'' in sys.path, sys.path.index('') > 0, sys.argv[1]",
    "streams": (
        "(sys.stdout.encoding, sys.stdout.isatty(), sys.stdout.name, sys.stdout.writable(), "
        "hasattr(sys.stdout, 'buffer'))"
    ),
    "nothing to read": "sys.stdin.read()",
    "standard streams": "sys.stdout.write('x'), sys.stderr.write('y')",
    "no text": "try:\n    sys.stdout.write(b'x')\nexcept TypeError as error:\n    print(error)",
    "thread": (
        "import threading\nthread = threading.Thread(target=print, args=['in a thread'])\n"
        "thread.start()\nthread.join()"
    ),
    "error in a thread": (
        "thread = threading.Thread(target=lambda: 1 / 0, name='t')\nthread.start()\nthread.join()"
    ),
    "error that is caught": (
        "import traceback\ndef fails():\n    raise ValueError('caught')\n"
        "try:\n    fails()\nexcept ValueError:\n    traceback.print_exc()"
    ),
    "displayed error": "ValueError('not raised')",
    "leading empty lines": "\n\n7",
    "indented": "    x = 1\n    x",
    "comment": "# nothing but a comment",
    "empty": "",
    "future import": (
        "from __future__ import annotations\ndef g(x: not_defined): pass\ng.__annotations__"
    ),
    "future import in force": "def g(x: not_defined_either): pass\ng.__annotations__",
    "exec": "exec('print(1)\\n2')\neval('3')",
    "nested run": "get_ipython().run_cell('print(5)\\n6');",
    "script": "%run script.py",
    "script that fails": "%run failing.py",
    "children": "import subprocess\nsubprocess.run(['echo', 'child'], capture_output=True).stdout",
    "decimal places": "0.1 + 0.2, 1e300 * 1e10, float('nan')",
}
"""They run one after the other in one kernel, and in one step."""

FAILING = {
    "error": "1 / 0",
    "error in functions": (
        "def inner(x):\n    return 1 / x\n\n\ndef outer(x):\n    y = x\n    return inner(y)\n\n"
        "print('before')\nouter(0)"
    ),
    "syntax": "x = 1\ny = (\nz = 3",
    "syntax in one line": "x = = 1",
    "wrong indentation": "if True:\n        a = 1\n    b = 2",
    "unfinished string": "'''abc",
    "raised with a cause": (
        "try:\n    {}['a']\nexcept KeyError as e:\n    raise ValueError('b') from e"
    ),
    "in a library": "import json\njson.loads('{')",
    "in a comprehension": "[1 / x for x in (1, 0)]",
    "recursion": "def f(n):\n    return f(n + 1)\nf(0)",
    "sys.exit": "import sys\nprint('a')\nsys.exit('stop')",
    "keyboard interrupt": "raise KeyboardInterrupt",
    "after output": "print('a')\ndisplay(1)\n2\nraise ValueError('after')",
    "in a coroutine": "import asyncio\nawait asyncio.sleep(0)\nraise ValueError('late')",
    "of an unknown magic": "%no_such_magic",
    "of a command": "%%bash\necho a\nexit 2",
    "group": "raise ExceptionGroup('several', [ValueError('a'), TypeError('b')])",
    "note": "e = ValueError('a')\ne.add_note('a note')\nraise e",
}
"""Each in a kernel, and in a step, of its own state."""

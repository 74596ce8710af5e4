"""What cells print, whichever way."""

from __future__ import annotations

import pytest

from .steps import Json, Workplace

OUT = "stdout"
ERR = "stderr"


def streams(outputs: list[Json]) -> list[tuple[str, str]]:
    return [(each["name"], each["text"]) for each in outputs if each["output_type"] == "stream"]


def test_all_that_prints_is_in_order(plain: Workplace) -> None:
    outcome = plain.run(
        "import os, subprocess, sys\n"
        "print('python')\n"
        "os.write(1, b'descriptor\\n')\n"
        "print('error', file=sys.stderr)\n"
        "os.system('echo system')\n"
        "subprocess.run(['echo', 'child'])\n"
        "print('between')\n"
        "os.write(2, b'descriptor of errors\\n')\n"
        "sys.stderr.write('more\\n')\n"
        "subprocess.run(['sh', '-c', 'echo given'], stdout=sys.stdout)\n"
        "sys.__stdout__.write('original\\n')\nsys.__stdout__.flush()\n"
        "display('shown')\n"
        "print('last');"
    )
    [cell] = outcome.cells
    assert streams(cell["outputs"]) == [
        (OUT, "python\ndescriptor\n"),
        (ERR, "error\n"),
        (OUT, "system\nchild\nbetween\n"),
        (ERR, "descriptor of errors\nmore\n"),
        (OUT, "given\noriginal\n"),
        (OUT, "last\n"),
    ]
    assert cell["outputs"][5]["data"] == {"text/plain": "'shown'"}


def test_what_c_code_and_python_hold_back_is_of_the_cell(plain: Workplace) -> None:
    outcome = plain.run(
        "import ctypes, sys\nlibrary = ctypes.CDLL(None)\nlibrary.printf(b'from C\\n')\n"
        "sys.__stderr__.write('held back');",
        "print('next')",
    )
    assert outcome.text(0) == "from C\n"
    assert outcome.text(0, ERR) == "held back"
    assert outcome.text(1) == "next\n"


def test_a_forked_child_prints_to_the_cell(plain: Workplace) -> None:
    outcome = plain.run(
        "import multiprocessing, sys\n"
        "def work(n):\n    print('child', n)\n    display('lost')\n"
        "context = multiprocessing.get_context('fork')\n"
        "child = context.Process(target=work, args=(1,))\nchild.start()\nchild.join()\n"
        "print(child.exitcode)"
    )
    assert outcome.text() == "child 1\n0\n"


def test_a_forked_child_ends_with_its_cell(plain: Workplace) -> None:
    outcome = plain.run(
        "import os\nchild = os.fork()\n"
        "if child:\n    os.waitpid(child, 0)\n"
        "print('parent' if child else 'child')",
        "print('once')",
    )
    assert outcome.text(0) == "child\nparent\n"
    assert outcome.text(1) == "once\n"


def test_a_thread_prints_to_the_cell_that_runs(plain: Workplace) -> None:
    outcome = plain.run(
        "import threading\ngo = threading.Event()\n"
        "thread = threading.Thread(target=lambda: go.wait() and print('from the thread'))\n"
        "thread.start()\nprint('first')",
        "go.set()\nthread.join()\nprint('second')",
    )
    assert outcome.text(0) == "first\n"
    assert outcome.text(1) == "from the thread\nsecond\n"


def test_text_that_is_no_unicode(plain: Workplace) -> None:
    outcome = plain.run(
        "import os\nprint('lone \\ud800', end='')",
        "os.write(1, b'caf\\xc3')\nos.write(1, b'\\xa9 \\xff\\n');",
    )
    assert outcome.text(0) == "lone \ud800"
    assert outcome.text(1) == "café \ufffd\n"


def test_prints_more_than_a_pipe_holds(plain: Workplace) -> None:
    outcome = plain.run(
        "import os, subprocess, sys\n"
        "subprocess.run([sys.executable, '-c', 'print(\"x\" * 3_000_000)'])\n"
        "data = b'y' * 3_000_000\n"
        "while data:\n    data = data[os.write(1, data):]",
        outputLimit=10_000_000,
    )
    assert outcome.text().count("x") == outcome.text().count("y") == 3_000_000


@pytest.mark.parametrize("text", ["x" * 50, "é" * 50, "x" * 19 + "é" * 50])
def test_a_cell_that_prints_too_much_is_cut_and_told(plain: Workplace, text: str) -> None:
    outcome = plain.run(
        f"print({text!r})\nprint('more')\ndisplay('shown')\nprint('even more')",
        f"print({text[:9]!r})",
        outputLimit=20,
    )
    shown = text.encode()[:20].decode(errors="ignore")
    note = (
        "\n[A cell may print 20 bytes. What this one printed beyond is not kept; "
        "the limit is a setting.]\n"
    )
    assert streams(outcome.cells[0]["outputs"]) == [(OUT, shown), (ERR, note)]
    assert outcome.cells[0]["outputs"][2]["data"] == {"text/plain": "'shown'"}
    assert outcome.text(1) == text[:9] + "\n"
    told = [each["output"].get("text", "") for each in outcome.events if "output" in each]
    assert "".join(told) == f"{shown}{note}{text[:9]}\n"


def test_clearing_makes_room_again(workplace: Workplace) -> None:
    outcome = workplace.run(
        "from IPython.display import clear_output\n"
        "for i in range(5):\n    clear_output(wait=True)\n    print(str(i) * 15)",
        outputLimit=20,
    )
    assert outcome.cells[0]["outputs"] == [
        {"output_type": "stream", "name": OUT, "text": "4" * 15 + "\n"}
    ]


def test_a_progress_bar_keeps_its_returns(plain: Workplace) -> None:
    outcome = plain.run(
        "import sys\n"
        "for i in range(3):\n    print(f'\\r{i}/2', end='', file=sys.stderr, flush=True)"
    )
    assert outcome.text(0, ERR) == "\r0/2\r1/2\r2/2"


def test_a_library_may_close_the_streams(plain: Workplace) -> None:
    outcome = plain.run("import sys\nsys.stdout.close()\nsys.stderr.close()\nprint('still here')")
    assert outcome.text() == "still here\n"


def test_a_task_prints_to_the_cell_that_started_it(workplace: Workplace) -> None:
    outcome = workplace.run(
        "import asyncio\nasync def later():\n    print('later')\n"
        "task = asyncio.create_task(later())\nprint('now')",
        "await task\nprint('next')",
    )
    assert (outcome.text(0), outcome.text(1)) == ("now\nlater\n", "next\n")

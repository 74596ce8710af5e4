"""Run All: the cells of a notebook from top to bottom in one IPython shell.

This is the oracle that a pipeline is compared with. A server process imports what is slow to
import once (the modules named on its command line), then forks a child for every notebook, so
that no notebook sees another's state.
The server reads a line of JSON for each notebook (``folder``, and ``cells``, their sources) and
answers with one (``outputs``, the text that each cell printed or displayed, and ``errors``, the
class name of the exception of each cell that failed).
"""

from __future__ import annotations

import ast
import importlib
import io
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PURE_DECORATORS = {"contextmanager", "dataclass", "total_ordering"}
UNSTABLE = re.compile(r"^(?:(?:CPU times|Wall time): .*\n?|Out\[\d+\]: ?\n?)", re.MULTILINE)


@dataclass(frozen=True)
class Outcome:
    outputs: tuple[str, ...]
    """What each cell printed or displayed, without times and numbers of outputs.

    Shorter than the notebook where a cell ended it.
    """
    errors: dict[int, str]
    """The class name of the exception of each cell that failed."""


class RunAll:
    """A server to run notebooks with; close it at the end."""

    def __init__(self, *preloaded: str, hash_seed: int = 0) -> None:
        environment = os.environ | {
            "PYTHONHASHSEED": str(hash_seed),
            "OMP_NUM_THREADS": "1",
            "OPENBLAS_NUM_THREADS": "1",
            "MPLBACKEND": "agg",
            "SHELL": "/bin/sh",
        }
        self._server = subprocess.Popen(
            [sys.executable, str(Path(__file__).resolve()), "--serve", *preloaded],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            text=True,
        )

    def close(self) -> None:
        assert self._server.stdin and self._server.stdout
        self._server.stdin.close()
        self._server.stdout.close()
        self._server.wait()

    def run(
        self,
        folder: Path,
        cells: list[str],
        keep_going: bool = False,
        may_raise: Sequence[int] = (),
    ) -> Outcome:
        """Runs sources in a folder, up to a cell that fails.

        It goes on behind the cells ``may_raise``, and with ``keep_going`` behind all.
        """
        assert self._server.stdin and self._server.stdout
        going_on = list(range(len(cells)) if keep_going else may_raise)
        request = {"folder": str(folder), "cells": cells, "going_on": going_on}
        self._server.stdin.write(json.dumps(request) + "\n")
        self._server.stdin.flush()
        answer = json.loads(self._server.stdout.readline())
        errors = {int(cell): name for cell, name in answer["errors"].items()}
        return Outcome(tuple(answer["outputs"]), errors)


def definitions(source: str, apart_from: str | None = None) -> list[str]:
    """The top-level imports and pure functions and classes of a cell, each as a source.

    Functions and classes of the name ``apart_from`` are left out, and those of which the
    decorators or defaults call something.
    """
    transformer = importlib.import_module("IPython.core.inputtransformer2").TransformerManager()
    plain: str = transformer.transform_cell(source)
    try:
        body = ast.parse(plain).body
    except SyntaxError:
        return []
    return [ast.unparse(node) for node in body if _is_definition(node, apart_from)]


def _is_definition(node: ast.stmt, apart_from: str | None) -> bool:
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return True
    if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return False
    computed: list[ast.expr | None] = []
    if isinstance(node, ast.ClassDef):
        if node.keywords or any(isinstance(part, ast.Global) for part in node.body):
            return False
    else:
        computed += [*node.args.defaults, *node.args.kw_defaults]
    calls = any(
        isinstance(part, ast.Call) for value in computed if value for part in ast.walk(value)
    )
    decorators = {ast.unparse(decorator).split(".")[-1] for decorator in node.decorator_list}
    return not calls and decorators <= PURE_DECORATORS and node.name != apart_from


def _serve() -> None:
    for name in sys.argv[2:]:
        importlib.import_module(name)
    shell = make_shell()
    encode = json.JSONEncoder().encode  # json.dumps may be another one after a notebook
    for line in sys.stdin:
        request = json.loads(line)
        with tempfile.TemporaryDirectory() as private:
            answer = Path(private) / "answer.json"
            child = os.fork()
            if child == 0:
                os.chdir(request["folder"])
                result = _run(shell, request["cells"], Path(private), request["going_on"])
                answer.write_text(encode(result))
                os._exit(0)
            _, status = os.waitpid(child, 0)
            if status:
                reply: dict[str, Any] = {"outputs": [], "errors": {0: f"exit status {status}"}}
            else:
                reply = json.loads(answer.read_text())
        print(json.dumps(reply), flush=True)


def make_shell() -> Any:
    """A shell that keeps no history, prints no traceback and starts no terminal."""
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    with tempfile.TemporaryDirectory() as private:
        os.environ["IPYTHONDIR"] = private
        shell: Any = InteractiveShell.instance(config=config)
    shell.system = shell.system_raw
    shell.enable_gui = lambda gui=None: None
    # In Jupyter, help is shown outside of the cell.
    shell.set_hook("show_in_pager", lambda shell, *text, **options: None, priority=0)
    shell.showtraceback = shell.showsyntaxerror = lambda *args, **kwargs: None
    shell.run_cell("pass", store_history=False)  # what is imported and compiled at the first cell
    return shell


def _run(shell: Any, cells: list[str], private: Path, going_on: list[int]) -> dict[str, Any]:
    sys.stdout = sys.stderr = output_stream()
    sys.stdin = io.StringIO()
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    sys.path[0] = ""  # as in a kernel: the folder of the notebook
    outputs: list[str] = []
    errors: dict[int, str] = {}
    for number, source in enumerate(cells):
        result, text = run_captured(shell, source, private / f"{number}.txt")
        outputs.append(UNSTABLE.sub("", text))
        failure = result.error_before_exec or result.error_in_exec
        if failure is not None:
            errors[number] = type(failure).__name__
            if number not in going_on:
                break
    return {"outputs": outputs, "errors": errors}


def output_stream() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.FileIO(1, "wb", closefd=False), "utf-8", write_through=True)


def run_captured(shell: Any, source: str, path: Path) -> tuple[Any, str]:
    """Runs one cell with the file descriptors 1 and 2 going to a file; the result and the text.

    `sys.stdout` and `sys.stderr` have to be `output_stream()`.
    """
    with path.open("wb") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    result = shell.run_cell(source, store_history=True)
    sys.stdout.flush()
    return result, path.read_text(encoding="utf-8", errors="replace")


if __name__ == "__main__" and sys.argv[1:2] == ["--serve"]:
    _serve()

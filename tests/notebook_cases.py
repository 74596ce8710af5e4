"""Reads the compact notebook cases of ``tests/notebooks`` (format: ``tests/notebooks/README.md``).

Run as a program, it writes every case as an ordinary notebook beside its input files, and an
index of all that is expected of them::

    python tests/notebook_cases.py FOLDER
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, NoReturn

HEADERS = ("about", "expect", "told", "raises")
TOLD_CODES = frozenset(
    {
        "branches-differ",
        "class-redefined",
        "input-call",
        "module-state",
        "not-reproducible",
        "not-storable",
        "output-history",
        "syntax-error",
        "tag-beside-special",
        "two-writers",
        "unknown-name",
        "unsupported-magic",
    }
)
SPECIAL_TAGS = ("skip", "imports", "functions", "pipeline-parameters", "pipeline-metrics")

CASE = re.compile(r"# case: (?P<name>[a-z0-9]+(?:-[a-z0-9]+)*)")
HEADER = re.compile(r"# (?P<key>[a-z]+): (?P<value>\S.*)")
FILE = re.compile(r"# file (?P<path>[\w./-]+)")
CELL = re.compile(r"# %%(?: (?P<rest>\S.*))?")
READS = re.compile(r"(?P<step>\w+)\.(?P<name>\w+) <- (?P<source>\w+)(?P<may> \(may\))?")
APART = re.compile(r"(?P<step>\w+) !< (?P<other>\w+)")
AFTER = re.compile(r"(?P<other>\w+) < (?P<step>\w+)(?P<may> \(may\))?")
IN_STEP = re.compile(r"(?P<what>[\w-]+) in (?P<step>\w+)")


class CaseError(ValueError):
    """A case file that does not follow the format; the message starts with ``file:line``."""


@dataclass(frozen=True)
class Cell:
    type: Literal["code", "markdown"]
    tags: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class Expectation:
    """What the pipeline of a case must say about ``step``.

    ``reads``: it takes the variable ``name`` from the step ``other`` (``None``: from no step).
    ``after``: it runs after ``other``, by whatever edge. ``apart``: it does not, even indirectly.
    """

    kind: Literal["reads", "after", "apart"]
    step: str
    other: str | None
    name: str | None = None
    certain: bool = True
    """False where the edge must be there but does not matter in this very run: ``(may)``."""

    def __str__(self) -> str:
        if self.kind == "reads":
            return f"{self.step}.{self.name} <- {self.other or 'none'}"
        if self.kind == "apart":
            return f"{self.step} !< {self.other}"
        return f"{self.other} < {self.step}"


@dataclass(frozen=True)
class Told:
    """A diagnostic with this code is expected on a cell of this step."""

    code: str
    step: str


@dataclass(frozen=True)
class Raises:
    """Run All ends with this exception (its class name), in a cell of this step."""

    error: str
    step: str


@dataclass(frozen=True)
class Case:
    name: str
    group: str
    about: str
    cells: tuple[Cell, ...]
    files: dict[str, bytes]
    expectations: tuple[Expectation, ...]
    told: tuple[Told, ...]
    raises: Raises | None

    def may_raise(self) -> tuple[int, ...]:
        """The cells behind which Run All goes on even if they raise an exception."""
        return tuple(i for i, cell in enumerate(self.cells) if "raises-exception" in cell.tags)

    def steps(self) -> tuple[str | None, ...]:
        """The name of the step that each cell belongs to; ``None`` for markdown and skipped cells.

        Statements of special cells are given the names ``imports``, ``functions``, ``parameters``
        and ``metrics``.
        """
        tagged = any(cell.tags for cell in self.cells)
        return _tagged_steps(self.cells) if tagged else _headed_steps(self.cells)


def _tagged_steps(cells: tuple[Cell, ...]) -> tuple[str | None, ...]:
    names: list[str | None] = []
    active = "start"
    for cell in cells:
        if cell.type == "markdown" or "skip" in cell.tags:
            names.append(None)
            continue
        for tag in cell.tags:
            if tag in SPECIAL_TAGS:
                active = tag.removeprefix("pipeline-")
                break
            kind, _, name = tag.partition(":")
            if kind in ("step", "block") and name:
                active = name
        names.append(active)
    return tuple(names)


def _headed_steps(cells: tuple[Cell, ...]) -> tuple[str | None, ...]:
    """One step for each heading of the level that occurs most (the higher one if two do)."""
    levels: list[int] = []
    for cell in cells:
        if cell.type == "markdown":
            levels += [len(marks) for marks in re.findall(r"^(#{1,6}) ", cell.source, re.MULTILINE)]
    level = max(sorted(set(levels)), key=levels.count, default=0)
    names: list[str | None] = []
    active = "start"
    for cell in cells:
        if cell.type == "markdown":
            for title in re.findall(rf"^#{{{level}}} (.+)$", cell.source, re.MULTILINE):
                active = re.sub(r"\W+", "_", title.strip().lower()).strip("_")
            names.append(None)
        else:
            names.append(active)
    return tuple(names)


class _Reader:
    """Reads one file of cases, line by line."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lines = path.read_text(encoding="utf-8").splitlines()
        self.at = 0

    def fail(self, problem: str) -> NoReturn:
        raise CaseError(f"{self.path}:{self.at + 1}: {problem}")

    def line(self) -> str | None:
        return self.lines[self.at] if self.at < len(self.lines) else None

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Moves over blank lines, then over one line if the pattern matches the whole of it."""
        while self.line() is not None and not self.lines[self.at].strip():
            self.at += 1
        line = self.line()
        match = pattern.fullmatch(line) if line is not None else None
        self.at += match is not None
        return match

    def cases(self) -> list[Case]:
        while (line := self.line()) is not None and not line.startswith("# case:"):
            if line.strip() and not line.startswith("#"):
                self.fail("only comments may come before the first case")
            self.at += 1
        found: list[Case] = []
        while self.line() is not None:
            found.append(self.case())
        return found

    def case(self) -> Case:
        start = self.take(CASE) or self.fail("expected '# case: lower-case-name'")
        about = ""
        raises: Raises | None = None
        expectations: list[Expectation] = []
        told: list[Told] = []
        while header := self.take(HEADER):
            key, value = header["key"], header["value"].strip()
            self.at -= 1
            if key not in HEADERS:
                self.fail(f"unknown header '{key}'")
            if key == "about":
                if about:
                    self.fail("a second 'about'")
                about = value
            elif key == "expect":
                expectations += [self.expectation(text.strip()) for text in value.split(";")]
            elif key == "told":
                match = IN_STEP.fullmatch(value) or self.fail("expected 'told: CODE in STEP'")
                if match["what"] not in TOLD_CODES:
                    self.fail(f"unknown diagnostic '{match['what']}'")
                told.append(Told(match["what"], match["step"]))
            else:
                match = IN_STEP.fullmatch(value) or self.fail("expected 'raises: ERROR in STEP'")
                if raises:
                    self.fail("a second 'raises'")
                raises = Raises(match["what"], match["step"])
            self.at += 1
        files = self.files()
        cells = self.cells()
        case = Case(
            start["name"],
            self.path.stem,
            about,
            tuple(cells),
            files,
            tuple(expectations),
            tuple(told),
            raises,
        )
        named = {said.step for said in expectations} | {said.step for said in told}
        named |= {said.other for said in expectations if said.other}
        named |= {raises.step} if raises else set()
        for step in sorted(named - set(case.steps())):
            raise CaseError(f"{self.path}: {case.name}: there is no step '{step}'")
        return case

    def expectation(self, text: str) -> Expectation:
        if match := READS.fullmatch(text):
            other = None if match["source"] == "none" else match["source"]
            return Expectation("reads", match["step"], other, match["name"], not match["may"])
        if match := APART.fullmatch(text):
            return Expectation("apart", match["step"], match["other"])
        match = AFTER.fullmatch(text)
        if not match:
            self.fail(f"not an expectation: '{text}'")
        return Expectation("after", match["step"], match["other"], None, not match["may"])

    def files(self) -> dict[str, bytes]:
        files: dict[str, bytes] = {}
        while start := self.take(FILE):
            path = start["path"]
            if path in files or path.startswith("/") or ".." in path.split("/"):
                self.fail(f"'{path}' is not a new path beside the notebook")
            text = ""
            while (line := self.line()) is not None and line.startswith("#|"):
                text += line.removeprefix("#|").removeprefix(" ") + "\n"
                self.at += 1
            files[path] = text.encode()
        return files

    def cells(self) -> list[Cell]:
        cells: list[Cell] = []
        while start := self.take(CELL):
            tags = (start["rest"] or "").split()
            markdown = tags[:1] == ["[markdown]"]
            lines: list[str] = []
            while (line := self.line()) is not None and not CELL.fullmatch(line):
                if line.startswith(("# %%", "# file ")):
                    self.fail("not a cell")
                if line.startswith("# case:"):
                    break
                if markdown and line.strip():
                    if line != "#" and not line.startswith("# "):
                        self.fail("a line of a markdown cell starts with '# '")
                    line = line[2:]
                lines.append(line.rstrip())
                self.at += 1
            source = "\n".join(lines).strip("\n")
            if markdown:
                cells.append(Cell("markdown", tuple(tags[1:]), source))
            else:
                cells.append(Cell("code", tuple(tags), source))
        if not any(cell.type == "code" for cell in cells):
            self.fail("a case without a code cell")
        return cells


def read_cases(folder: Path) -> list[Case]:
    """All cases of the ``*.py`` files of a folder, in the order of file names and lines.

    Raises CaseError where a file does not follow the format or two cases share a name.
    """
    cases: list[Case] = []
    names: dict[str, str] = {}
    for path in sorted(folder.glob("*.py")):
        for case in _Reader(path).cases():
            if case.name in names:
                raise CaseError(f"{path}: '{case.name}' is also in {names[case.name]}.py")
            names[case.name] = case.group
            cases.append(case)
    return cases


def to_ipynb(case: Case) -> dict[str, Any]:
    """The notebook of a case as nbformat 4.5, without outputs."""
    cells: list[dict[str, Any]] = []
    for number, cell in enumerate(case.cells):
        entry: dict[str, Any] = {
            "cell_type": cell.type,
            "id": f"cell-{number}",
            "metadata": {"tags": list(cell.tags)} if cell.tags else {},
            "source": cell.source.splitlines(keepends=True),
        }
        if cell.type == "code":
            entry |= {"execution_count": None, "outputs": []}
        cells.append(entry)
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def write_cases(cases: list[Case], folder: Path) -> None:
    """Writes ``<case>/<case>.ipynb`` with its files, and ``cases.json`` with the expectations."""
    index: list[dict[str, Any]] = []
    for case in cases:
        home = folder / case.name
        for name, content in case.files.items():
            (home / name).parent.mkdir(parents=True, exist_ok=True)
            (home / name).write_bytes(content)
        home.mkdir(parents=True, exist_ok=True)
        text = json.dumps(to_ipynb(case), indent=1, ensure_ascii=False)
        (home / f"{case.name}.ipynb").write_text(text + "\n", encoding="utf-8")
        entry = asdict(case) | {"steps": case.steps()}
        index.append({key: entry[key] for key in entry if key not in ("cells", "files")})
    (folder / "cases.json").write_text(json.dumps(index, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: notebook_cases.py FOLDER")
    write_cases(read_cases(Path(__file__).parent / "notebooks"), Path(sys.argv[1]))

"""Pack cellway/runner into cellway/service/runner.pyz, the program that executes a step, and
into task-runner.pyz, which only does so for Kubeflow: it goes along in each pipeline, where
there is little room. The folder runner beside it holds the same as runner.pyz, for steps of
this machine: of a folder Python keeps what it has compiled, which is half of a plain start.

The same sources give the same bytes. Inside, the package has a name of its own, so that
`import cellway` in a notebook finds what is installed. The files hold sources only: which
Python will run it is not known, and modules that a step does not need are not compiled.
"""

import ast
import compileall
import io
import re
import shutil
import sys
import tokenize
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
SOURCES = ROOT / "cellway" / "runner"
PACKAGE = "_cellway_runner"
START = f"import sys\n\nfrom {PACKAGE}.program import main\n\nsys.exit(main(sys.argv[1:]))\n"
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can hold."""

NOT_OF_TASKS = re.compile(
    "looking/|requirements|server/(?!__init__|inherited)|pod/(read|begin|earlier|s3|pack|ahead|children|own_call)"
)


def build(target: Path, left_out: re.Pattern[str] | None = None) -> None:
    files = sources(left_out)
    target.parent.mkdir(parents=True, exist_ok=True)
    # Not compressed: versions of zlib differ in what they write, and reading is faster.
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name])


def unpack(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for name, source in sources().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(source)
    # As pip does where it installs the package.
    compileall.compile_dir(folder, quiet=1)


def sources(left_out: re.Pattern[str] | None = None) -> dict[str, bytes]:
    names = {path.relative_to(SOURCES).as_posix(): path for path in SOURCES.rglob("*.py")}
    files = {
        f"{PACKAGE}/{name}": (bare if left_out else bytes)(path.read_bytes())
        for name, path in names.items()
        if name != "__main__.py" and not (left_out and left_out.match(name))
    }
    return {**files, "__main__.py": START.encode()}


def bare(source: bytes) -> bytes:
    """Empty what only people read; every line keeps its number."""
    lines = source.splitlines(keepends=True)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Expr) and isinstance(getattr(node.value, "value", None), str):
            first = lines[node.lineno - 1]
            lines[node.lineno - 1] = first[: node.col_offset] + b'""\n'
            for number in range(node.lineno, node.end_lineno or node.lineno):
                lines[number] = b"\n"
    bare = b"".join(lines)
    lines = bare.splitlines(keepends=True)
    for token in tokenize.tokenize(io.BytesIO(bare).readline):
        if token.type == tokenize.COMMENT:
            row, column = token.start
            text = lines[row - 1].decode()[:column].rstrip()
            lines[row - 1] = f"{text}\n".encode()
    return b"".join(lines)


if __name__ == "__main__":
    folder = ROOT / "cellway/service"
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else folder / "runner.pyz"
    build(target)
    unpack(target.with_suffix(""))
    if len(sys.argv) == 1:
        build(folder / "task-runner.pyz", NOT_OF_TASKS)

"""Pack cellway/runner into cellway/service/runner.pyz, the program that executes a step.

The same sources give the same bytes. Inside, the package has a name of its own, so that
`import cellway` in a notebook finds what is installed. It holds sources only: which
Python will run it is not known, and modules that a step does not need are not compiled.
"""

import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
SOURCES = ROOT / "cellway" / "runner"
PACKAGE = "_cellway_runner"
START = f"import sys\n\nfrom {PACKAGE}.program import main\n\nsys.exit(main(sys.argv[1:]))\n"
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can hold."""


def build(target: Path) -> None:
    files = {
        f"{PACKAGE}/{path.relative_to(SOURCES).as_posix()}": path.read_bytes()
        for path in SOURCES.rglob("*.py")
        if path.name != "__main__.py"
    }
    files["__main__.py"] = START.encode()
    target.parent.mkdir(parents=True, exist_ok=True)
    # Not compressed: versions of zlib differ in what they write, and reading is faster.
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name])


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "cellway/service/runner.pyz")

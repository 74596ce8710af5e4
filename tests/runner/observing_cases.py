"""What steps do with files, and what they are then said to have read and written.

Each runs in a folder with a file `old` and a folder `folder` that holds `inner`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class FileCase(NamedTuple):
    source: str
    read: Mapping[str, str] = MappingProxyType({})
    """The kinds of what was seen; `/` at the end of a name stands for a listing."""
    written: Mapping[str, str] = MappingProxyType({})


FILE, FOLDER, ABSENT = "file", "folder", "absent"

CASES = {
    "read": FileCase("open('old').read()", {"old": FILE}),
    "read twice": FileCase("open('old').read(); pathlib.Path('old').read_bytes()", {"old": FILE}),
    "bytes": FileCase("open(b'./folder/../old').read()", {"old": FILE}),
    "descriptor": FileCase("os.close(os.open('old', os.O_RDONLY))", {"old": FILE}),
    "not there": FileCase(
        "try: open('new')\nexcept OSError: pass",
        {"new": ABSENT},
    ),
    "asked": FileCase(
        "os.path.exists('new'), os.path.isfile('old'), pathlib.Path('folder').is_dir()",
        {"new": ABSENT, "old": FILE, "folder": FOLDER},
    ),
    "asked otherwise": FileCase(
        "os.access('new1', os.R_OK), pathlib.Path('new2').exists(), os.path.lexists('new3')",
        {"new1": ABSENT, "new2": ABSENT, "new3": ABSENT},
    ),
    "size": FileCase("os.path.getsize('old') + pathlib.Path('old').stat().st_size", {"old": FILE}),
    "listed": FileCase("os.listdir('folder'), list(os.scandir('folder'))", {"folder/": FOLDER}),
    "found": FileCase("glob.glob('folder/*.csv')", {"folder/": FOLDER}),
    "walked": FileCase("list(os.walk('folder'))", {"folder/": FOLDER}),
    "written": FileCase("open('new', 'w').close()", {}, {"new": FILE}),
    "written over": FileCase("pathlib.Path('old').write_text('new')", {}, {"old": FILE}),
    "written and read": FileCase(
        "open('new', 'w').close(); open('new').read(); os.path.exists('new')", {}, {"new": FILE}
    ),
    "read and written": FileCase(
        "open('old').read(); open('old', 'w').close()", {"old": FILE}, {"old": FILE}
    ),
    "asked, then written": FileCase(
        "os.path.exists('new') or open('new', 'w').close()", {"new": ABSENT}, {"new": FILE}
    ),
    "appended": FileCase(
        "with open('old', 'a') as file: file.write('more')", {"old": FILE}, {"old": FILE}
    ),
    "appended to nothing": FileCase(
        "with open('new', 'a') as file: file.write('more')", {"new": ABSENT}, {"new": FILE}
    ),
    "changed in place": FileCase(
        "with open('old', 'r+') as file: file.write('w')", {"old": FILE}, {"old": FILE}
    ),
    "made": FileCase("open('new', 'x').close()", {"new": ABSENT}, {"new": FILE}),
    "held open": FileCase(
        "held = open('new', 'w'); held.write('not yet on the disk')", {}, {"new": FILE}
    ),
    "removed": FileCase("os.remove('old')", {}, {"old": ABSENT}),
    "made and removed": FileCase("open('new', 'w').close(); os.remove('new')"),
    "a name for a while": FileCase("tempfile.NamedTemporaryFile(dir='.').close()"),
    "a folder for a while": FileCase(
        "with tempfile.TemporaryDirectory(dir='.') as path: open(path + '/new', 'w').close()"
    ),
    "replaced": FileCase("open('part', 'w').close(); os.replace('part', 'old')", {}, {"old": FILE}),
    "renamed": FileCase("os.rename('old', 'new')", {"old": FILE}, {"old": ABSENT, "new": FILE}),
    "copied": FileCase("shutil.copy('old', 'new')", {"old": FILE}, {"new": FILE}),
    "folder made": FileCase(
        "os.makedirs('new/deep', exist_ok=True); open('new/deep/a', 'w').close()\n"
        "os.path.exists('new/deep/b'), os.listdir('new')",
        {},
        {"new": FOLDER, "new/deep": FOLDER, "new/deep/a": FILE},
    ),
    "folder there": FileCase("os.makedirs('folder', exist_ok=True)", {"folder": FOLDER}),
    "folder removed": FileCase(
        "shutil.rmtree('folder')", {}, {"folder": ABSENT, "folder/inner": ABSENT}
    ),
    "folder made anew": FileCase(
        "shutil.rmtree('folder'); os.mkdir('folder'); os.listdir('folder')",
        {},
        {"folder/inner": ABSENT},
    ),
    "folder renamed": FileCase(
        "os.rename('folder', 'new')",
        {"folder/": FOLDER, "folder/inner": FILE},
        {"folder": ABSENT, "folder/inner": ABSENT, "new": FOLDER, "new/inner": FILE},
    ),
    "folder finished": FileCase(
        "os.mkdir('part'); open('part/a', 'w').close(); shutil.move('part', 'new')",
        {},
        {"new": FOLDER, "new/a": FILE},
    ),
    "linked": FileCase("os.symlink('old', 'new')", {}, {"new": FILE}),
    "database": FileCase(
        "with sqlite3.connect('new') as db: db.execute('create table t (x)')",
        {"new": ABSENT},
        {"new": FILE},
    ),
    "database read": FileCase("sqlite3.connect('file:old?mode=ro', uri=True)", {"old": FILE}),
    "no database": FileCase("sqlite3.connect(':memory:')"),
    "devices": FileCase("open('/dev/null', 'w'), open('/proc/self/stat'), os.listdir('/sys')"),
    "standard library": FileCase(
        "open(shutil.__file__).read(), os.listdir(os.path.dirname(os.__file__))"
    ),
    "thread": FileCase(
        "thread = threading.Thread(target=lambda: open('old').read())\n"
        "thread.start(); thread.join()",
        {"old": FILE},
    ),
}

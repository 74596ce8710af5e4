"""Prints files of the data folder, so that a pod's log brings them to another machine:
`RUNNER --read --data FOLDER [--from OFFSET] PATH…`.

`--bucket JSON` stands for `--data` where they lie in a bucket: see `s3`. OFFSET is where in
the first file to begin, in bytes. Every line is JSON; `file` is the place of the path in the
call, from 0:

    {"file": 0, "at": OFFSET, "data": BASE64}       the bytes from there on
    {"file": 0, "at": OFFSET, "deflated": BASE64}   the same, compressed
    {"file": 0, "size": BYTES, "sha256": HEX}       the end, and what all of the file is
    {"file": 0, "missing": true}
    {"file": 0, "problem": TEXT}                    it cannot be read

Nodes cut logs into files and keep the newest. Each line can be understood by itself, so
that whoever has lost some can ask again for what follows the last that came.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
import zlib
from base64 import b64encode
from collections.abc import Callable, Sequence
from typing import Any, BinaryIO

USAGE = "Usage: runner.pyz --read --data FOLDER [--from OFFSET] PATH..."

Open = Callable[[str], BinaryIO]
"""Opens the file at a path; raises OSError where it cannot."""

PIECE = 11 * 1024
"""How many bytes one line holds: in Base64 and with all around it, less than the 16 KiB at
which containerd cuts lines."""


def read(arguments: Sequence[str]) -> int:
    """Print the files; return the exit code."""
    rest = list(arguments)
    options = {"--data": "", "--bucket": "", "--from": "0"}
    while len(rest) > 1 and rest[0] in options:
        options[rest[0]] = rest[1]
        del rest[:2]
    if (
        not rest
        or bool(options["--data"]) == bool(options["--bucket"])
        or not options["--from"].isdigit()
    ):
        print(f"cellway runner: {USAGE}", file=sys.stderr)
        return 2
    open_file = (
        _of_bucket(options["--bucket"]) if options["--bucket"] else _below(options["--data"])
    )
    for number, path in enumerate(rest):
        start = int(options["--from"]) if number == 0 else 0
        try:
            with open_file(path) as file:
                _print_content(file, number, start)
        except FileNotFoundError:
            _tell(number, missing=True)
        except OSError as error:
            _tell(number, problem=str(error))
        sys.stdout.flush()
    return 0


def _below(folder: str) -> Open:
    root = os.path.realpath(folder)

    def open_file(path: str) -> BinaryIO:
        place = os.path.realpath(os.path.join(root, path))
        if not place.startswith(root + os.sep):
            raise PermissionError("it lies outside of the data folder")
        # Not to be waited for where it is a pipe.
        descriptor = os.open(place, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW)
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            raise PermissionError("it is no file")
        return os.fdopen(descriptor, "rb")

    return open_file


def _of_bucket(place: str) -> Open:
    from .s3.read_bucket import opener

    return opener(place)


def _print_content(file: BinaryIO, number: int, start: int) -> None:
    digest = hashlib.sha256()
    at = 0
    while at < start:  # what has come before is part of the hash
        skipped = file.read(min(PIECE, start - at))
        if not skipped:
            break
        digest.update(skipped)
        at += len(skipped)
    while piece := file.read(PIECE):
        digest.update(piece)
        packed = zlib.compress(piece, 1)
        if len(packed) < len(piece) * 0.9:
            _tell(number, at=at, deflated=b64encode(packed).decode("ascii"))
        else:
            _tell(number, at=at, data=b64encode(piece).decode("ascii"))
        at += len(piece)
    _tell(number, size=at, sha256=digest.hexdigest())


def _tell(number: int, **more: Any) -> None:
    sys.stdout.write(json.dumps({"file": number, **more}, separators=(",", ":")) + "\n")

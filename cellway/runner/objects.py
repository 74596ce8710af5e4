"""The folder of objects: groups of stored values as files, each named after its content.

A file begins with a line of JSON that says where the rest is: the pickle, and the
buffers of arrays as they are in memory. It is mapped when it is read, copy-on-write: an
array in it can be written to, and only the pages that are read or written take memory.
"""

from __future__ import annotations

import hashlib
import json
import mmap
import os
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple

from .values import StoredGroup
from .whole_files import write_whole

FORMAT = 1
ALIGNMENT = 64
"""Of all parts of a file, in bytes: what vector instructions like."""

_encode = json.JSONEncoder(separators=(",", ":")).encode
_decode = json.JSONDecoder().decode


class ObjectDamagedError(Exception):
    """An object is missing, cut short or changed."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"the stored object {name} is damaged: {reason}")
        self.hash = name


class StoredFile(NamedTuple):
    hash: str
    size: int


def name_of(group: StoredGroup) -> str:
    """Return the name that a group has in a folder, without writing it."""
    digest = hashlib.sha256()
    for part in _parts(group):
        digest.update(part)
    return digest.hexdigest()


class ObjectFolder:
    def __init__(self, path: str) -> None:
        self._path = path

    def write(self, group: StoredGroup) -> StoredFile:
        """Write a group, unless the folder has it."""
        digest = hashlib.sha256()
        size = 0
        parts = list(_parts(group))
        for part in parts:
            digest.update(part)
            size += part.nbytes
        name = digest.hexdigest()
        path = self._place(name)
        if os.path.exists(path) and os.path.getsize(path) == size:
            os.utime(path)  # it is wanted: nobody tidies it away
        else:
            temporary = os.path.join(self._path, "tmp")
            os.makedirs(temporary, exist_ok=True)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            write_whole(path, lambda file: file.writelines(parts), temporary)
        return StoredFile(name, size)

    def read(self, name: str) -> StoredGroup:
        """Map an object.

        Raises ObjectDamagedError where its file is not whole. Its content is not hashed:
        that would read all of it.
        """
        try:
            with open(self._place(name), "rb") as file:
                return _read(file, name)
        except FileNotFoundError:
            raise ObjectDamagedError(name, "its file is missing") from None
        except (KeyError, TypeError, ValueError) as error:
            raise ObjectDamagedError(name, f"its header cannot be read ({error})") from error

    def check(self, name: str) -> None:
        """Raise ObjectDamagedError where the content of an object is not what its name says."""
        digest = hashlib.sha256()
        with open(self._place(name), "rb") as file:
            for chunk in iter(lambda: file.read(1024 * 1024), b""):
                digest.update(chunk)
        if digest.hexdigest() != name:
            raise ObjectDamagedError(name, "its content has changed")

    def size(self, name: str) -> int:
        """Return the size of an object's file in bytes; 0 where it is missing."""
        try:
            return os.path.getsize(self._place(name))
        except OSError:
            return 0

    def _place(self, name: str) -> str:
        return os.path.join(self._path, name[:2], name)


def _parts(group: StoredGroup) -> Iterator[memoryview]:
    """Yield the bytes of a file, in pieces that are not copied."""
    contents = [memoryview(part).cast("B") for part in (group.data, *group.buffers)]
    header = _header(group, [part.nbytes for part in contents])
    yield memoryview(header)
    position = len(header)
    for part in contents:
        padding = -position % ALIGNMENT
        yield memoryview(b"\0" * padding)
        yield part
        position += padding + part.nbytes


def _header(group: StoredGroup, sizes: list[int]) -> bytes:
    """Make the first line; it is filled up with spaces, so that the rest begins aligned."""
    length = ALIGNMENT
    while True:
        places = []
        position = length
        for size in sizes:
            position += -position % ALIGNMENT
            places.append((position, size))
            position += size
        header = {
            "cellway": FORMAT,
            "python": f"{sys.version_info[0]}.{sys.version_info[1]}",
            "names": group.names,
            "definitions": group.definitions,
            "pickle": places[0],
            "buffers": places[1:],
        }
        line = _encode(header).encode("ascii")
        if len(line) < length:
            return line.ljust(length - 1) + b"\n"
        length += ALIGNMENT


def _read(file: BinaryIO, name: str) -> StoredGroup:
    header: dict[str, Any] = _decode(file.readline().decode("ascii"))
    if header["cellway"] != FORMAT:
        raise ValueError(f"it is of format {header['cellway']!r}")
    places = [header["pickle"], *header["buffers"]]
    size = os.fstat(file.fileno()).st_size
    if any(start < 0 or length < 0 or start + length > size for start, length in places):
        raise ObjectDamagedError(name, "its file is cut short")
    memory = memoryview(mmap.mmap(file.fileno(), size, access=mmap.ACCESS_COPY))
    pickle, *buffers = [memory[start : start + length] for start, length in places]
    names, definitions = tuple(header["names"]), tuple(header["definitions"])
    return StoredGroup(names, definitions, bytes(pickle), buffers)

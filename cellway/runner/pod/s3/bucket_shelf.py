"""A data folder of one pod, which brings what it lacks from a bucket, through its gate."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import socket
import time
from collections.abc import Callable, Iterator
from email.utils import parsedate_to_datetime
from html import escape, unescape
from http.client import HTTPConnection, HTTPException, HTTPResponse
from typing import BinaryIO, TypeVar
from urllib.parse import quote

from ...request import RequestRefusedError
from ...room import is_full
from ...whole_files import write_whole
from ..shelf import Shelf, WorkFiles
from .bucket import PATIENCE, refusal
from .signature import NOTHING

T = TypeVar("T")

TRIES = 8
"""How often something is asked for, with pauses that double."""

FIRST_PAUSE = 0.25
"""In seconds: all pauses together last half a minute."""

OPENS = 120.0
"""How long the gate may take to open, in seconds: a busy node starts containers late."""

FRESH = 24 * 3600
"""What is younger is not stored again, in seconds: no rule of the bucket removes it soon."""

PART = 512 * 1024**2
"""What is larger is sent in parts of this size, in bytes: S3 takes 5 GiB at once, and what
breaks off begins anew."""

_CHUNK = 1024 * 1024

_FULL = 507
"""What MinIO answers where it has no room: waiting would not help."""


class _TryAgainError(Exception):
    """S3, or the way to it, is not well."""


class BucketShelf(Shelf):
    def __init__(self, data: str, gate: str) -> None:
        super().__init__(data)
        self._gate = gate
        self._connection: HTTPConnection | None = None

    def bring(self, path: str, digest: str = "") -> bool:
        place = self.place(path)
        if os.path.exists(place):
            return True
        os.makedirs(os.path.dirname(place), exist_ok=True)

        def receive() -> bool:
            answer = self._ask("GET", path)
            if answer.status == 404:
                said = refusal(answer)
                if said.startswith("NoSuchBucket"):
                    raise RequestRefusedError(f"the bucket for results is not there: {said}")
                return False
            write_whole(place, lambda file: _receive(answer, file, digest))
            return True

        return self._patiently(f"bring {path}", receive)

    def keep(self, path: str, digest: str = "") -> None:
        place = self.place(path)
        if digest and not os.path.exists(place) and not self._is_fresh(path):
            self.bring(path, digest)  # to make it last, though it was only found
        if os.path.exists(place):
            self.keep_as(place, path, digest)

    def keep_as(self, source: str, path: str, digest: str = "") -> None:
        """Store a file of another place."""
        if digest and self._is_fresh(path):
            return
        size = os.path.getsize(source)
        if size > PART:
            self._send_in_parts(source, path, size)
        else:
            self._send(source, path, 0, size, digest or _digest(source, 0, size))

    def files_of(self, steps: str, number: int, work: str) -> WorkFiles:
        from ..carried_files import CarriedFiles

        return CarriedFiles(self, steps, number, work)

    def size(self, path: str) -> int:
        return self._look(path)[0]

    def _send(
        self, source: str, path: str, start: int, length: int, digest: str, query: str = ""
    ) -> str:
        """Send a part of a file; return the tag that S3 gives it."""

        def send() -> str:
            with open(source, "rb") as file:
                pieces = _pieces(file, start, length)
                answer = self._ask("PUT", path, pieces, length, digest, query)
                answer.read()
                return answer.headers.get("etag", "")

        return self._patiently(f"store {path}", send)

    def _send_in_parts(self, source: str, path: str, size: int) -> None:
        """https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html"""
        upload = quote(self._begin_parts(path), safe="")
        parts = []
        for number, start in enumerate(range(0, size, PART), 1):
            length = min(PART, size - start)
            query = f"partNumber={number}&uploadId={upload}"
            digest = _digest(source, start, length)
            tag = escape(self._send(source, path, start, length, digest, query))
            parts.append(f"<Part><PartNumber>{number}</PartNumber><ETag>{tag}</ETag></Part>")
        text = "".join(parts)
        body = f"<CompleteMultipartUpload>{text}</CompleteMultipartUpload>".encode()
        digest = hashlib.sha256(body).hexdigest()

        def complete() -> None:
            query = f"uploadId={upload}"
            answer = self._ask("POST", path, iter([body]), len(body), digest, query)
            said = answer.read()
            if answer.status == 404:
                # Unless it was completed by a request whose answer was lost.
                if not self._is_fresh(path):
                    raise RequestRefusedError(f"somebody has ended the upload of {path} meanwhile")
            elif b"<Error>" in said:  # S3 begins to answer before it knows
                raise _TryAgainError(said.decode("utf-8", "replace")[:500])

        self._patiently(f"store {path}", complete)

    def _begin_parts(self, path: str) -> str:
        def begin() -> str:
            answer = self._ask("POST", path, iter([]), query="uploads=")
            said = answer.read().decode("utf-8", "replace")
            found = re.search("<UploadId>(.*?)</UploadId>", said)
            if found is None:
                raise _TryAgainError(said[:500])
            return unescape(found[1])

        return self._patiently(f"store {path}", begin)

    def _is_fresh(self, path: str) -> bool:
        """Tell whether the bucket has an object, and not for long."""
        try:
            return self._look(path)[1] < FRESH
        except FileNotFoundError:
            return False

    def _look(self, path: str) -> tuple[int, float]:
        """Return how large a stored file is, and how old, in seconds."""

        def ask() -> tuple[int, float]:
            answer = self._ask("HEAD", path)
            answer.read()
            if answer.status == 404:
                raise FileNotFoundError(errno.ENOENT, "it is not in the bucket", path)
            return int(answer.headers["content-length"]), _age(answer)

        return self._patiently(f"look for {path}", ask)

    def _ask(
        self,
        method: str,
        path: str,
        body: Iterator[bytes] | None = None,
        length: int = 0,
        digest: str = NOTHING,
        query: str = "",
    ) -> HTTPResponse:
        """Send one request; the answer is one of S3 that it is, or that there is nothing."""
        headers = {"x-amz-content-sha256": digest}
        if body is not None:
            headers["content-length"] = str(length)
        connection = self._connect()
        connection.request(method, f"/{path}{query and '?'}{query}", body, headers)
        answer = connection.getresponse()
        if answer.status < 300 or (answer.status == 404 and method != "PUT"):
            return answer
        said = refusal(answer)
        if (answer.status >= 500 and answer.status != _FULL) or answer.status in (408, 429):
            raise _TryAgainError(said)
        raise RequestRefusedError(f"the bucket for results refuses: {said} ({method} {path})")

    def _connect(self) -> HTTPConnection:
        if self._connection is None:
            self._connection = _ToGate(self._gate)
        return self._connection

    def _patiently(self, what: str, work: Callable[[], T]) -> T:
        pause = FIRST_PAUSE
        for number in range(TRIES):
            try:
                return work()
            except FileNotFoundError:
                raise
            except (OSError, HTTPException, _TryAgainError) as error:
                self._drop()
                if isinstance(error, OSError) and is_full(error):
                    raise  # the disk of the pod
                if number == TRIES - 1:
                    raise RequestRefusedError(
                        f"the bucket for results cannot be reached to {what}: {error}"
                    ) from error
                time.sleep(pause)
                pause *= 2
            except BaseException:
                self._drop()
                raise
        raise AssertionError

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


class _ToGate(HTTPConnection):
    def __init__(self, path: str) -> None:
        super().__init__("gate", timeout=2 * PATIENCE)
        self._path = path

    def connect(self) -> None:
        until = time.monotonic() + OPENS
        while True:
            self.sock = socket.socket(socket.AF_UNIX)
            self.sock.settimeout(self.timeout)
            try:
                self.sock.connect(self._path)
                return
            except (FileNotFoundError, ConnectionRefusedError) as error:
                self.sock.close()
                if time.monotonic() > until:
                    raise RequestRefusedError(
                        "the container 'gate' of the pod, which reaches the bucket for results, "
                        f"has not begun: {error}"
                    ) from error
                time.sleep(0.05)


def _receive(answer: HTTPResponse, file: BinaryIO, digest: str) -> None:
    found = hashlib.sha256()
    while piece := answer.read(_CHUNK):
        found.update(piece)
        file.write(piece)
    if answer.length:
        raise _TryAgainError("it broke off")
    if digest and found.hexdigest() != digest:
        raise RequestRefusedError(f"the stored object {digest} is damaged in the bucket")


def _age(answer: HTTPResponse) -> float:
    """Return how old what was asked for is, in seconds, by the clock of the bucket."""
    try:
        now, then = (
            parsedate_to_datetime(answer.headers[each]) for each in ("date", "last-modified")
        )
    except (TypeError, ValueError):
        return FRESH
    return (now - then).total_seconds()


def _pieces(file: BinaryIO, start: int, length: int) -> Iterator[bytes]:
    file.seek(start)
    while length > 0 and (piece := file.read(min(_CHUNK, length))):
        length -= len(piece)
        yield piece


def _digest(path: str, start: int, length: int) -> str:
    found = hashlib.sha256()
    with open(path, "rb") as file:
        for piece in _pieces(file, start, length):
            found.update(piece)
    return found.hexdigest()

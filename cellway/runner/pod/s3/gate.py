"""The container that has the keys: `RUNNER --gate SOCKET --bucket JSON`.

It answers GET, HEAD and PUT on a socket of the pod as S3 would, and what belongs to files
that are sent in parts, about files below the prefix of the bucket, and signs what passes.
Nothing can be removed through it, nor listed. The SHA-256 of a body stands in the header
`x-amz-content-sha256`, and S3 compares.
"""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Iterator, Sequence
from http.client import HTTPException
from http.server import BaseHTTPRequestHandler
from io import BufferedIOBase
from socketserver import ThreadingMixIn, UnixStreamServer
from typing import Any

from ...request import RequestRefusedError
from .bucket import Bucket, bucket_of_environment, is_path
from .signature import NOTHING

USAGE = "Usage: runner.pyz --gate SOCKET --bucket JSON"

CHUNK = 1024 * 1024

KEPT = ("content-length", "content-type", "last-modified", "date", "etag")
"""The headers of an answer that are handed on."""

_ASKED = re.compile(
    r"(GET|HEAD|PUT) |POST uploads=|(PUT partNumber=\d+&|POST )uploadId=[\w.~%-]+", re.ASCII
)
"""Methods with their queries."""


def serve(arguments: Sequence[str]) -> int:
    values = dict(zip(arguments, arguments[1:]))
    if "--gate" not in values or "--bucket" not in values:
        print(f"cellway runner: {USAGE}", file=sys.stderr)
        return 2
    path, place = values["--gate"], values["--bucket"]

    class Handler(_Handler):
        def connect(self) -> Bucket:
            return bucket_of_environment(place)

    # Asked to end when the step has: it has done what it was there for.
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    draft = f"{path}.draft"
    with _Server(draft, Handler) as server:
        os.rename(draft, path)  # now it listens
        server.serve_forever()
    return 0


class _Server(ThreadingMixIn, UnixStreamServer):
    daemon_threads = True


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    _bucket: Bucket | None = None

    def connect(self) -> Bucket:
        raise NotImplementedError

    def do_GET(self) -> None:
        self._pass_on(None)

    def do_HEAD(self) -> None:
        self._pass_on(None)

    def do_PUT(self) -> None:
        self._pass_on(int(self.headers["content-length"]))

    def do_POST(self) -> None:
        self._pass_on(int(self.headers["content-length"]))

    def finish(self) -> None:
        if self._bucket is not None:
            self._bucket.close()
        super().finish()

    def address_string(self) -> str:
        return "the step"

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: what goes wrong is told by who asked."""

    def _pass_on(self, length: int | None) -> None:
        path, _, query = self.path[1:].partition("?")
        if not is_path(path) or not _ASKED.fullmatch(f"{self.command} {query}"):
            self.close_connection = True
            self.send_error(400)
            return
        digest = self.headers.get("x-amz-content-sha256", NOTHING)
        body = None if length is None else _pieces(self.rfile, length)
        try:
            if self._bucket is None:
                self._bucket = self.connect()
            answer = self._bucket.send(self.command, path, body, length or 0, digest, query)
        except (OSError, HTTPException, RequestRefusedError) as error:
            self._tell_unsent(error)
            return
        self.send_response_only(answer.status, answer.reason)
        for name in KEPT:
            value = answer.headers.get(name)
            if value is not None:
                self.send_header(name, value)
        if answer.headers.get("content-length") is None and self.command != "HEAD":
            self.close_connection = True
            self.send_header("connection", "close")
        self.end_headers()
        while piece := answer.read(CHUNK):
            self.wfile.write(piece)

    def _tell_unsent(self, error: Exception) -> None:
        data = f"<Message>{error or type(error).__name__}</Message>".encode("utf-8", "replace")
        self.close_connection = True  # part of the body may not have been read
        self.send_response_only(403 if isinstance(error, RequestRefusedError) else 502)
        self.send_header("content-length", str(len(data)))
        self.send_header("connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)


def _pieces(source: BufferedIOBase, length: int) -> Iterator[bytes]:
    while length > 0:
        piece = source.read(min(CHUNK, length))
        if not piece:
            raise ConnectionError("the step has broken off")
        length -= len(piece)
        yield piece

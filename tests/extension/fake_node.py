#!/usr/bin/env python3
"""Stands in for Node and the service: tells what it was asked, or fails as it was asked.

Paths: `/echo` answers with the request, `/cut` breaks off in the middle of its answer,
`/stream` sends a line and waits for another request to `/go`, `/endless/*` sends lines until
its reader goes, which `/gone` tells, `/die` dies.
"""

from __future__ import annotations

import json
import os
import socketserver
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

GO = threading.Event()
GONE: list[str] = []


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    told: dict[str, Any]

    def address_string(self) -> str:
        return "socket"

    def log_message(self, format: str, *args: object) -> None:
        pass

    def answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        path = self.path.split("?")[0]
        if path == "/die":
            os._exit(3)
        elif path == "/go":
            GO.set()
            self.whole([])
        elif path == "/gone":
            self.whole(GONE)
        elif path in ("/cut", "/stream") or path.startswith("/endless/"):
            self.send_response(200)
            self.send_header("Content-Type", "application/x-ndjson")
            self.send_header("Transfer-Encoding", "chunked")
            self.send_header("Set-Cookie", "a=b")
            self.end_headers()
            self.chunk(b"1\n")
            if path == "/stream":
                GO.wait()
                self.chunk(b"2\n")
                self.chunk(b"")
            elif path.startswith("/endless/"):
                self.wait_for_reader_to_go(0 if "/without-pause/" in path else 0.02)
            self.close_connection = True
        else:
            headers = {name.lower(): value for name, value in self.headers.items()}
            self.whole(
                {
                    "method": self.command,
                    "target": self.path,
                    "headers": headers,
                    "body": body.decode(),
                    "environment": dict(os.environ),
                    "told": self.told,
                }
            )

    do_GET = do_POST = do_PATCH = do_DELETE = answer

    def wait_for_reader_to_go(self, pause: float) -> None:
        try:
            # Something has to be sent to learn that nobody reads.
            while True:
                self.chunk(b"\n")
                time.sleep(pause)
        except OSError:
            GONE.append(self.path)

    def chunk(self, data: bytes) -> None:
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
        self.wfile.flush()

    def whole(self, value: object) -> None:
        data = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Content-Disposition", "attachment; filename*=UTF-8''told.json")
        self.send_header("X-Powered-By", "fake")
        self.end_headers()
        self.wfile.write(data)


class Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True


def main() -> None:
    if "--version" in sys.argv:
        print("v24.0.0")
        return
    Handler.told = json.loads(sys.stdin.readline())
    if mark := os.environ.get("CELLWAY_TEST_STARTS"):
        with Path(mark).open("a") as starts:
            starts.write(f"{os.getpid()}\n")
        print("it is broken", file=sys.stderr)
        sys.exit(7)
    server = Server(Handler.told["socket"], Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(json.dumps({"ready": True, "version": "0"}), flush=True)
    sys.stdin.read()


main()

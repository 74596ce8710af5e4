"""A real Jupyter server with token and XSRF on, and clients for it."""

from __future__ import annotations

import json
import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import httpx

T = TypeVar("T")

PATIENCE = 180.0
"""How long a busy machine may take for anything, in s."""


def eventually(look: Callable[[], T | None], what: str) -> T:
    """Return what `look` finds as soon as it finds something; it looks ever more seldom."""
    begun = time.monotonic()
    while (waited := time.monotonic() - begun) < PATIENCE:
        if found := look():
            return found
        time.sleep(min(0.02 + waited / 10, 0.3))
    raise AssertionError(f"waited in vain for {what}")


class JupyterServer:
    """A server in a process of its own; nothing of this machine's settings counts."""

    def __init__(
        self,
        folder: Path,
        environment: dict[str, str] | None = None,
        root: Path | None = None,
    ) -> None:
        """Start it in `folder`, which is empty; it shows `root`, or a folder of its own."""
        self.token = secrets.token_hex(16)
        self.root = root or folder / "root é"
        self.temporary = folder / "tmp"
        self._runtime = folder / "runtime"
        for each in (self.root, self.temporary):
            each.mkdir(parents=True, exist_ok=True)
        self.log = folder / "log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "jupyter_server", "--no-browser", "--allow-root"),
                    '--ServerApp.jpserver_extensions={"cellway": True}',
                    "--ServerApp.base_url=/user/x/",
                    "--ServerApp.port=0",
                    "--ServerApp.allow_unauthenticated_access=False",
                ],
                cwd=self.root,
                stdout=log,
                stderr=log,
                env={
                    "PATH": os.environ["PATH"],
                    "HOME": str(folder),
                    "TMPDIR": str(self.temporary),
                    "JUPYTER_TOKEN": self.token,
                    "JUPYTER_NO_CONFIG": "1",
                    "JUPYTER_RUNTIME_DIR": str(self._runtime),
                    **(environment or {}),
                },
            )
        self.url = eventually(self._find_url, "the Jupyter server")

    def _find_url(self) -> str | None:
        if self.process.poll() is not None:
            raise AssertionError(self.log.read_text())
        for path in self._runtime.glob("jpserver-*.json"):
            try:
                return str(json.loads(path.read_text())["url"])
            except ValueError:
                pass
        return None

    def client(self, **headers: str) -> httpx.Client:
        """Return a client that nobody knows."""
        return httpx.Client(base_url=self.url, headers=headers, timeout=PATIENCE, trust_env=False)

    def token_client(self) -> httpx.Client:
        return self.client(Authorization=f"token {self.token}")

    def cookie_client(self) -> httpx.Client:
        """Return a client that has logged in as a browser does."""
        client = self.client()
        client.get("login")
        form = {"password": self.token, "_xsrf": client.cookies["_xsrf"]}
        client.post("login", data=form)
        return client

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(PATIENCE)
            finally:
                self.process.kill()


@contextmanager
def jupyter_server(
    folder: Path, environment: dict[str, str] | None = None, root: Path | None = None
) -> Iterator[JupyterServer]:
    server = JupyterServer(folder, environment, root)
    try:
        yield server
    finally:
        server.stop()

"""One process of the service."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import secrets
import shutil
import tempfile
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable
from logging import Logger, LoggerAdapter
from pathlib import Path

import httpx

from ..node import find_node
from .environment import kernel_environment, service_environment
from .within import within

SERVICE = Path(__file__).parent.parent / "service" / "service.mjs"

Log = Logger | LoggerAdapter  # type: ignore[type-arg]

_READY_WITHIN = 60.0
"""How long the service may take to answer on a machine that is very busy, in s."""

_END_WITHIN = 5.0
"""How long it may take to end, in s."""

_YOUNG = "--max-semi-space-size=2"
"""
Small room for what lives shortly, in MB: with Node's own 16, the service takes half as much
memory again while it watches a cluster, and is hardly faster.
"""

_LONGEST_SOCKET = 100
"""The system calls of macOS take no more than 103 bytes for the path of a socket."""


class LaunchError(Exception):
    """The service did not start; the message says what it did instead: `ended with code 1`."""


class ServiceProcess:
    """A service that answers requests, as long as its process lives."""

    def __init__(self, process: Process, folder: Path, secret: str, log: Log) -> None:
        self._process = process
        self._folder = folder
        self._said = ""
        self._reading = asyncio.create_task(self._read_errors(log))
        transport = httpx.AsyncHTTPTransport(
            uds=_socket(folder),
            # A kept connection of a process that died would fail only when it is used.
            limits=httpx.Limits(max_connections=None, max_keepalive_connections=0),
        )
        self.client = httpx.AsyncClient(
            transport=transport,
            base_url="http://cellway",
            headers={"x-cellway-secret": secret, "accept-encoding": "identity"},
            timeout=None,
            trust_env=False,
        )

    @classmethod
    async def launch(cls, root: str, log: Log) -> ServiceProcess:
        """Start a service and wait until it answers.

        Raises LaunchError, NodeNotFoundError, OSError.
        """
        node = await asyncio.to_thread(find_node)
        if not SERVICE.exists():
            raise FileNotFoundError(f"{SERVICE} is missing: install Cellway again")
        folder = _make_folder()
        secret = secrets.token_urlsafe(32)
        try:
            process = await asyncio.create_subprocess_exec(
                node,
                _YOUNG,
                SERVICE,
                stdin=PIPE,
                stdout=PIPE,
                stderr=PIPE,
                env=service_environment(),
                # Ctrl-C in the server's terminal is not for it.
                start_new_session=True,
            )
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        service = cls(process, folder, secret, log)
        try:
            await within(_READY_WITHIN, service._begin(root, secret))
        except asyncio.TimeoutError:
            await service.end()
            raise LaunchError(f"did not answer within {_READY_WITHIN:.0f} s") from None
        except BaseException:
            await service.end()
            raise
        return service

    @property
    def pid(self) -> int:
        return self._process.pid

    async def ended(self) -> str:
        """Wait for the end of the process, and say how it ended."""
        code = await self._process.wait()
        await asyncio.wait({self._reading}, timeout=1)
        how = f"ended with code {code}" if code >= 0 else f"was killed by signal {-code}"
        said = self._said.strip()
        return f"{how}: {said}" if said else how

    async def listen(self, on_busy: Callable[[], None]) -> None:
        """Call back again and again while runs go on; return when the service ends."""
        assert self._process.stdout is not None
        while await self._process.stdout.readline():
            on_busy()

    async def end(self) -> None:
        """End the process and with it all that it runs, and remove what it may have left."""
        process = self._process
        assert process.stdin is not None
        process.stdin.close()
        try:
            await within(_END_WITHIN, process.wait())
        except asyncio.TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
        self._reading.cancel()
        await self.client.aclose()
        shutil.rmtree(self._folder, ignore_errors=True)

    async def _begin(self, root: str, secret: str) -> None:
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None and stdout is not None
        told = {
            "socket": _socket(self._folder),
            "secret": secret,
            "root": root,
            "environment": kernel_environment(),
        }
        with contextlib.suppress(ConnectionError):
            stdin.write(json.dumps(told).encode() + b"\n")
            await stdin.drain()
        if not await stdout.readline():
            raise LaunchError(await self.ended())

    async def _read_errors(self, log: Log) -> None:
        assert self._process.stderr is not None
        while chunk := await self._process.stderr.read(2**16):
            text = chunk.decode(errors="replace").rstrip()
            self._said = (self._said + text)[-2000:]
            log.warning("Cellway's service: %s", text)


def _make_folder() -> Path:
    """Make a folder that only this user can enter, with a path that is short enough."""
    folder = Path(tempfile.mkdtemp(prefix="cellway-service-"))
    if len(os.fsencode(_socket(folder))) > _LONGEST_SOCKET:
        folder.rmdir()
        folder = Path(tempfile.mkdtemp(prefix="cellway-service-", dir="/tmp"))
    return folder


def _socket(folder: Path) -> str:
    return str(folder / "socket")

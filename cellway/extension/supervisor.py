"""Keeps the service running."""

from __future__ import annotations

import asyncio
import contextlib
import sys
import time
from collections.abc import Callable

from ..node import NodeNotFoundError
from .process import LaunchError, Log, ServiceProcess

_ATTEMPTS = 5
"""How often in a row the service is started before it is given up."""

_PAUSE = 0.2
"""Between its end and the next start, in s; twice as long each time."""

_LIFE = 60.0
"""What has lived so long was no failed start, in s."""

_REST = 2.0
"""How long after it was given up a request has it tried again, in s."""


class UnavailableError(Exception):
    """The service does not run."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code = code
        self.hint = hint


class Supervisor:
    """Starts the service, and starts it again when it dies."""

    def __init__(self, root: str, log: Log, on_busy: Callable[[], None]) -> None:
        """`on_busy` is called again and again while runs go on."""
        self._root = root
        self._on_busy = on_busy
        self._log = log
        self._task: asyncio.Task[None] | None = None
        self._service: asyncio.Future[ServiceProcess] | None = None
        self._given_up = 0.0

    def start(self) -> None:
        """Have it run, without waiting for it. What was given up is tried again after a rest."""
        rested = time.monotonic() - self._given_up > _REST
        if self._task is None or (self._task.done() and rested):
            self._renew()
            self._task = asyncio.create_task(self._keep_running())

    async def service(self) -> ServiceProcess:
        """Return the service when it answers requests; raise UnavailableError if it does not."""
        self.start()
        assert self._service is not None
        return await asyncio.shield(self._service)

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _keep_running(self) -> None:
        if sys.platform == "win32":
            self._give_up(
                "unsupported-system",
                "Runs on Windows itself are not possible yet",
                "Use the Windows Subsystem for Linux (WSL).",
            )
            return
        failures = 0
        end = ""
        try:
            while True:
                begun = time.monotonic()
                end = await self._run_once()
                failures = 1 if time.monotonic() - begun > _LIFE else failures + 1
                if failures == _ATTEMPTS:
                    break
                self._log.warning("Cellway's service %s. It is started again.", end)
                await asyncio.sleep(_PAUSE * 2 ** (failures - 1))
        except asyncio.CancelledError:
            self._refuse("server-stops", "The Jupyter server stops", "Start it again.")
            raise
        except NodeNotFoundError as error:
            self._give_up("no-node", str(error), "Then try again; the server may stay running.")
        except Exception as error:
            # Whatever it is, nobody is to wait for it.
            self._give_up(
                "service-cannot-start",
                f"Cellway's service cannot be started: {error}",
                "Mend that, then try again; the server may stay running.",
            )
        else:
            self._give_up(
                "service-died",
                f"Cellway's service {end}",
                "`cellway doctor` in a terminal tells what is missing here.",
            )

    async def _run_once(self) -> str:
        """Return how it ended. Raises NodeNotFoundError, OSError where it cannot be started."""
        try:
            service = await ServiceProcess.launch(self._root, self._log)
        except LaunchError as error:
            return str(error)
        try:
            self._log.info("Cellway's service runs as process %d", service.pid)
            assert self._service is not None
            self._service.set_result(service)
            await service.listen(self._on_busy)
            return await service.ended()
        finally:
            self._renew()
            await service.end()

    def _renew(self) -> None:
        self._service = asyncio.get_running_loop().create_future()

    def _give_up(self, code: str, message: str, hint: str) -> None:
        self._log.error("%s. %s", message, hint)
        self._given_up = time.monotonic()
        self._refuse(code, message, hint)

    def _refuse(self, code: str, message: str, hint: str) -> None:
        assert self._service is not None
        self._service.set_exception(UnavailableError(code, message, hint))
        # Nobody may ask for it; then nothing is wrong with that.
        self._service.exception()

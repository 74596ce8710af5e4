"""Hands requests of the front end to the service, and its answers back."""

from __future__ import annotations

import asyncio
import contextlib
import json
from urllib.parse import parse_qsl

import httpx
from jupyter_server.auth.decorator import authorized
from jupyter_server.base.handlers import APIHandler
from tornado import web
from tornado.iostream import StreamClosedError

from .process import ServiceProcess
from .supervisor import Supervisor, UnavailableError
from .within import within

API = "/cellway/api"
"""Behind the server's base URL."""

_ASKED = ("accept", "content-type")
"""The headers of a request that reach the service: no cookie, no Authorization."""

_OF_JUPYTER = ("token", "_xsrf")
"""What a query may hold that is for Jupyter alone."""

_ANSWERED = ("content-type", "content-disposition")
"""The headers of an answer that reach the browser; Jupyter puts its own beside."""

_NOTICE_WITHIN = 30.0
"""How long it may take to learn that a process has died, on a machine that is very busy, in s."""


class ServiceHandler(APIHandler):
    auth_resource = "cellway"

    def initialize(self, supervisor: Supervisor) -> None:
        self._supervisor = supervisor
        self._work: asyncio.Task[None] | None = None

    @web.authenticated
    @authorized
    async def get(self) -> None:
        # Jupyter asks this of the other verbs itself.
        self.check_xsrf_cookie()
        await self._forward()

    @web.authenticated
    @authorized
    async def post(self) -> None:
        await self._forward()

    @web.authenticated
    @authorized
    async def patch(self) -> None:
        await self._forward()

    @web.authenticated
    @authorized
    async def delete(self) -> None:
        await self._forward()

    def on_connection_close(self) -> None:
        # Nobody reads the answer any more: the service is to know.
        if self._work is not None:
            self._work.cancel()
        super().on_connection_close()

    async def _forward(self) -> None:
        self._work = asyncio.create_task(self._exchange())
        with contextlib.suppress(asyncio.CancelledError):
            await self._work

    async def _exchange(self) -> None:
        try:
            answer = await self._ask()
        except UnavailableError as error:
            self._refuse(503, error.code, str(error), error.hint)
            return
        except httpx.HTTPError:
            self._refuse(
                502,
                "service-died",
                "Cellway's service died before it answered",
                "Try again. What ran can be resumed.",
            )
            return
        try:
            await self._answer(answer)
        except (httpx.HTTPError, StreamClosedError):
            # An end of this answer would make a part look like the whole, if anybody still reads.
            self.request.connection.stream.close()  # type: ignore[union-attr]
        finally:
            # Nobody reads any more where this is cancelled: all the more is it to be closed.
            await asyncio.shield(answer.aclose())

    async def _ask(self) -> httpx.Response:
        """Send the request; return when the answer begins.

        Raises UnavailableError, httpx.HTTPError.
        """
        while True:
            service = await self._supervisor.service()
            try:
                return await service.client.send(self._request_for(service), stream=True)
            except httpx.TransportError as error:
                # It has died. The next one gets what was not sent yet, or changes nothing.
                if not isinstance(error, httpx.ConnectError) and self.request.method != "GET":
                    raise
                await self._notice_end(service)

    async def _notice_end(self, service: ServiceProcess) -> None:
        try:
            await within(_NOTICE_WITHIN, service.ended())
        except asyncio.TimeoutError:
            raise UnavailableError(
                "service-unreachable",
                "Cellway's service runs, but its socket is gone",
                "Start the Jupyter server again.",
            ) from None

    def _request_for(self, service: ServiceProcess) -> httpx.Request:
        # What stands before may be encoded in several ways.
        _, _, path = self.request.path.partition(API)
        query = parse_qsl(self.request.query, keep_blank_values=True)
        return service.client.build_request(
            self.request.method or "GET",
            path,
            params=[(name, value) for name, value in query if name not in _OF_JUPYTER],
            headers={
                name: self.request.headers[name] for name in _ASKED if name in self.request.headers
            },
            content=self.request.body,
        )

    async def _answer(self, answer: httpx.Response) -> None:
        self.set_status(answer.status_code)
        if answer.status_code == 204:
            await self.finish()
            return
        for name in _ANSWERED:
            if name in answer.headers:
                self.set_header(name, answer.headers[name])
        await self.flush()
        async for chunk in answer.aiter_raw():
            self.write(chunk)
            await self.flush()
        await self.finish()

    def _refuse(self, status: int, code: str, message: str, hint: str) -> None:
        """Answer with an error as the service words them."""
        self.set_status(status)
        self.finish(json.dumps({"code": code, "message": message, "hint": hint}))

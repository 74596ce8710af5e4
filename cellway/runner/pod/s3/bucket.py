"""An S3 bucket, or a part of one."""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Iterable
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from urllib.parse import quote, urlsplit

from ...request import RequestRefusedError
from .signature import NOTHING, Keys, signed

PATIENCE = 60.0
"""How long S3 may say nothing, in seconds."""

_PATH = re.compile(r"(?!\.)[\w.-]+(/(?!\.)[\w.-]+)*", re.ASCII)


def is_path(path: str) -> bool:
    """Tell whether a text can be the path of a file of ours: it leads nowhere else."""
    return _PATH.fullmatch(path) is not None


class Bucket:
    """One connection to S3, for one thread.

    `place` is JSON: `endpoint` (a URL), `region`, `bucket`, `prefix`.
    """

    def __init__(self, place: str, keys: Keys, certificates: str = "") -> None:
        told = json.loads(place)
        endpoint = urlsplit(told["endpoint"])
        self._region: str = told["region"]
        self._keys = keys
        self._host = endpoint.netloc
        folder = endpoint.path.rstrip("/")
        if endpoint.netloc.endswith(".amazonaws.com") and "." not in told["bucket"]:
            self._host = f"{told['bucket']}.{endpoint.netloc}"
        else:
            folder = f"{folder}/{told['bucket']}"
        self._folder = quote("/".join(each for each in (folder, told["prefix"]) if each))
        self._connection = self._connect(endpoint.scheme, certificates)

    def send(
        self,
        method: str,
        path: str,
        body: Iterable[bytes] | None = None,
        length: int = 0,
        digest: str = NOTHING,
        query: str = "",
    ) -> HTTPResponse:
        """Send a request about a file; `digest` is the SHA-256 of the body.

        Raises OSError or HTTPException where nothing comes back.
        """
        target = f"{self._folder}/{path}{query and '?'}{query}"
        headers = signed(method, self._host, target, digest, self._region, self._keys, time.time())
        if body is not None:
            headers["content-length"] = str(length)
        try:
            self._connection.request(method, target, body, headers)
            return self._connection.getresponse()
        except BaseException:
            self._connection.close()  # what comes next begins anew
            raise

    def close(self) -> None:
        self._connection.close()

    def _connect(self, scheme: str, certificates: str) -> HTTPConnection:
        if scheme != "https":
            return HTTPConnection(self._host, timeout=PATIENCE)
        from ssl import create_default_context

        context = create_default_context()
        if certificates:
            context.load_verify_locations(cadata=certificates)
        return HTTPSConnection(self._host, timeout=PATIENCE, context=context)


def bucket_of_environment(place: str) -> Bucket:
    """Return the bucket of which the environment holds the keys."""
    names = ("CELLWAY_S3_KEY_ID", "CELLWAY_S3_KEY", "CELLWAY_S3_TOKEN")
    keys = Keys(*(os.environ.get(each, "").strip() for each in names))
    if not keys.id or not keys.secret:
        raise RequestRefusedError(
            "the secret that is to hold the keys of the bucket is not there, or lacks one of them"
        )
    return Bucket(place, keys, os.environ.get("CELLWAY_S3_CERTIFICATES", ""))


def refusal(response: HTTPResponse) -> str:
    """Return what S3 says of a request that it has refused."""
    text = response.read(64 * 1024).decode("utf-8", "replace")
    told = [
        found[1]
        for name in ("Code", "Message")
        if (found := re.search(f"<{name}>(.*?)</{name}>", text, re.DOTALL))
    ]
    return ": ".join(told) or f"{response.status} {response.reason}"

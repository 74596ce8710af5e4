"""Signs requests as S3 wants it: version 4 of Amazon's signatures.

https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
"""

from __future__ import annotations

import hashlib
import hmac
import time
from typing import NamedTuple

NOTHING = hashlib.sha256(b"").hexdigest()
"""Stands for a body that is empty."""


class Keys(NamedTuple):
    id: str
    secret: str
    token: str = ""
    """Of keys that hold for a while."""


def signed(
    method: str, host: str, target: str, digest: str, region: str, keys: Keys, now: float
) -> dict[str, str]:
    """Return the headers of a request.

    `target` is path and query as they are sent, the latter with its names in order; `digest`
    is the SHA-256 of the body, `now` in seconds since 1970.
    """
    path, _, query = target.partition("?")
    at = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(now))
    headers = {"host": host, "x-amz-content-sha256": digest, "x-amz-date": at}
    if keys.token:
        headers["x-amz-security-token"] = keys.token
    names = ";".join(sorted(headers))
    lines = [f"{name}:{headers[name]}" for name in sorted(headers)]
    request = "\n".join([method, path, query, *lines, "", names, digest])
    scope = f"{at[:8]}/{region}/s3/aws4_request"
    text = "\n".join(["AWS4-HMAC-SHA256", at, scope, hashlib.sha256(request.encode()).hexdigest()])
    key = f"AWS4{keys.secret}".encode()
    for part in scope.split("/"):
        key = hmac.digest(key, part.encode(), "sha256")
    signature = hmac.digest(key, text.encode(), "sha256").hex()
    headers["authorization"] = (
        f"AWS4-HMAC-SHA256 Credential={keys.id}/{scope}, "
        f"SignedHeaders={names}, Signature={signature}"
    )
    return headers

"""Opens files of a bucket, for a program that has its keys: it runs nothing of a notebook."""

from __future__ import annotations

import errno
import io
from collections.abc import Callable
from http.client import HTTPException, HTTPResponse
from typing import BinaryIO

from .bucket import bucket_of_environment, is_path, refusal


class BrokenOffError(Exception):
    """A file did not come to its end: whoever reads may begin again where it broke off."""


def opener(place: str) -> Callable[[str], BinaryIO]:
    bucket = bucket_of_environment(place)

    def open_file(path: str) -> BinaryIO:
        if not is_path(path):
            raise PermissionError("it is no file of ours")
        try:
            answer = bucket.send("GET", path)
        except HTTPException as error:
            raise OSError(f"the bucket cannot be reached: {error}") from error
        if answer.status == 404:
            answer.read()
            raise FileNotFoundError(errno.ENOENT, "it is not in the bucket", path)
        if answer.status >= 300:
            raise OSError(f"the bucket refuses: {refusal(answer)}")
        return io.BufferedReader(_Whole(answer))

    return open_file


class _Whole(io.RawIOBase):
    def __init__(self, answer: HTTPResponse) -> None:
        self._answer = answer

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        count = self._answer.readinto(buffer)
        if count == 0 and self._answer.length:
            raise BrokenOffError("the bucket has broken off")
        return count

"""JSON as the result and the events hold it.

Libraries and notebooks put into outputs what JSON does not know: such values become
what a kernel makes of them. The encoder is made before the notebook can change `json`.
"""

from __future__ import annotations

import binascii
import datetime
import json
import math
import numbers
from collections.abc import Iterable, Mapping
from typing import Any

_strict = json.JSONEncoder(allow_nan=False, separators=(",", ":"))


def encode(value: Any) -> str:
    """Encode a value; always in ASCII, so that lone surrogates survive too."""
    try:
        return _strict.encode(value)
    except (TypeError, ValueError):
        return _strict.encode(plain(value))


def plain(value: Any) -> Any:
    """Return what stands for a value in JSON."""
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, numbers.Integral):
        return int(value)
    if isinstance(value, numbers.Real):
        number = float(value)
        return number if math.isfinite(number) else repr(number)
    if isinstance(value, bytes):
        return binascii.b2a_base64(value, newline=False).decode("ascii")
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()
    if isinstance(value, Iterable):
        return [plain(each) for each in value]
    return str(value)

"""Writes a value as a file that other programs read; each type has formats that fit it."""

from __future__ import annotations

import functools
import importlib.util
import json
import pickle
from collections.abc import Callable
from typing import Any, BinaryIO, NamedTuple

from ..whole_files import write_whole
from .pictures import figure_png

Write = Callable[[Any, BinaryIO], object]


class Format(NamedTuple):
    extension: str
    media_type: str
    write: Write


class NoSuchFormatError(Exception):
    """The value cannot be written so; the message says how it can."""


def write_file(value: Any, path: str, wanted: str | None) -> dict[str, Any]:
    """Write the file in the wanted format, else in the first that fits."""
    formats = formats_of(value)
    fitting = [each for each in formats if wanted in (None, each.extension)]
    if not fitting:
        names = ", ".join(each.extension for each in formats)
        raise NoSuchFormatError(f"it cannot be written as {wanted}, but as: {names}")
    problem: Exception | None = None
    for each in fitting:
        try:
            write_whole(path, functools.partial(each.write, value))
            return {"extension": each.extension, "type": each.media_type}
        except Exception as error:  # a frame with objects in it is no Parquet
            problem = problem or error
    raise problem or NoSuchFormatError("it cannot be written")


def formats_of(value: Any) -> list[Format]:
    """Return the formats that fit a value, the best first."""
    found: list[Format] = []
    for kind in type(value).__mro__:
        name = f"{kind.__module__.partition('.')[0]}.{kind.__name__}"
        found += _FORMATS.get(name, ())
    if _is_frame(value) and not _can_write_parquet():
        found = [each for each in found if each.extension != "parquet"]
    return [*found, PICKLE]


def _is_frame(value: Any) -> bool:
    return any(kind.__name__ == "DataFrame" for kind in type(value).__mro__)


def _can_write_parquet() -> bool:
    return any(importlib.util.find_spec(name) for name in ("pyarrow", "fastparquet"))


def _write_array(value: Any, file: BinaryIO) -> None:
    import numpy

    numpy.save(file, value, allow_pickle=False)


def _write_json(value: Any, file: BinaryIO) -> None:
    file.write(json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1).encode("utf-8"))


def _write_text(value: str, file: BinaryIO) -> None:
    file.write(value.encode("utf-8", "surrogatepass"))


def _write_csv(value: Any, file: BinaryIO) -> None:
    value.to_csv(file)


def _write_parquet(value: Any, file: BinaryIO) -> None:
    value.to_parquet(file)


def _write_bytes(value: bytes, file: BinaryIO) -> None:
    file.write(value)


def _write_pillow(value: Any, file: BinaryIO) -> None:
    value.save(file, "PNG")


def _write_figure(value: Any, file: BinaryIO) -> None:
    file.write(figure_png(value))


def _write_pickle(value: Any, file: BinaryIO) -> None:
    pickle.dump(value, file, 5)


PICKLE = Format("pkl", "application/octet-stream", _write_pickle)
CSV = Format("csv", "text/csv", _write_csv)
JSON = Format("json", "application/json", _write_json)

_FORMATS: dict[str, tuple[Format, ...]] = {
    "numpy.ndarray": (Format("npy", "application/octet-stream", _write_array),),
    "pandas.DataFrame": (
        Format("parquet", "application/vnd.apache.parquet", _write_parquet),
        CSV,
    ),
    "pandas.Series": (CSV,),
    "PIL.Image": (Format("png", "image/png", _write_pillow),),
    "matplotlib.Figure": (Format("png", "image/png", _write_figure),),
    "builtins.str": (Format("txt", "text/plain", _write_text),),
    "builtins.bytes": (Format("bin", "application/octet-stream", _write_bytes),),
    **dict.fromkeys(
        (f"builtins.{name}" for name in ("dict", "list", "tuple", "int", "float", "bool")), (JSON,)
    ),
}

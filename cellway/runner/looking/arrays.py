"""Previews of arrays: their range, their first elements, a picture where they look like one."""

from __future__ import annotations

import base64
from typing import Any

from .pictures import png
from .tables import BEGINNING, Part, bounded, cell_text

ROWS = 10
COLUMNS = 10
COMPUTED = 20_000_000
"""Of larger arrays, only some elements count for the facts."""

SIDE = 256
"""The longer side of a picture, in pixels."""

SMALLEST = 16
"""An array with fewer rows or columns is not taken for a picture."""


def preview_array(array: Any, part: Part = BEGINNING) -> dict[str, Any]:
    found: dict[str, Any] = {"facts": _facts(array)}
    picture = _picture(array)
    if picture is not None:
        found["data"] = {"image/png": base64.b64encode(picture).decode("ascii")}
    elif array.dtype.fields:
        found["text"] = cell_text(array.reshape(-1)[:ROWS].tolist())
    elif array.size:
        found["table"] = _table(array, part)
    return found


def _facts(array: Any) -> list[dict[str, str]]:
    if array.dtype.kind not in "iufb" or not array.size:
        return []
    step = -(-array.size // COMPUTED)
    elements = array.reshape(-1)[::step] if step > 1 else array
    missing = int((elements != elements).sum())
    finite = elements[elements == elements] if missing else elements
    facts = []
    if finite.size:
        about = "" if step == 1 else f" (of one in {step})"
        facts = [
            {"name": f"min{about}", "value": cell_text(finite.min())},
            {"name": f"max{about}", "value": cell_text(finite.max())},
            {"name": f"mean{about}", "value": cell_text(finite.mean(dtype="f8"))},
        ]
    return [*facts, *([{"name": "not a number", "value": str(missing)}] if missing else [])]


def _table(array: Any, part: Part) -> dict[str, Any]:
    """Show some elements; of more than two dimensions, of the first plane."""
    plane = array.reshape(1, -1) if array.ndim < 2 else array
    while plane.ndim > 2:
        plane = plane[0]
    row, column, bounds = bounded(part, plane.shape, (ROWS, COLUMNS))
    shown = plane[row : row + ROWS, column : column + COLUMNS]
    rows = range(shown.shape[0])
    columns = range(shown.shape[1])
    return {
        "columns": [{"name": str(column + each)} for each in columns],
        "index": ["" if array.ndim < 2 else str(row + each) for each in rows],
        "rows": [[cell_text(shown[row, column]) for column in columns] for row in rows],
        **bounds,
    }


def _picture(array: Any) -> bytes | None:
    """Draw an array that looks like an image: bytes, or fractions in three or four channels."""
    shape = array.shape
    channels = shape[2] if len(shape) == 3 else 1
    if len(shape) not in (2, 3) or channels not in (1, 3, 4) or min(shape[:2]) < SMALLEST:
        return None
    step = max(1, -(-max(shape[:2]) // SIDE))
    small = array[::step, ::step]
    if array.dtype.kind == "f" and len(shape) == 3:
        low, high = float(small.min()), float(small.max())
        if not (low >= 0 and high <= 1):
            return None
        small = (small * 255).round().astype("u1")
    elif array.dtype.str != "|u1":
        return None
    height, width = small.shape[:2]
    return png(small.tobytes(), width, height, channels)

"""Previews of frames and columns of pandas, a part at a time."""

from __future__ import annotations

from typing import Any, NamedTuple

ROWS = 20
COLUMNS = 50
CELL = 100
"""How much of a cell is shown, in characters."""

COUNTED = 10_000_000
"""Of more cells nobody counts what is missing."""


class Part(NamedTuple):
    """Where the shown part of a table begins."""

    row: int = 0
    column: int = 0


BEGINNING = Part()


def preview_frame(frame: Any, part: Part = BEGINNING) -> dict[str, Any]:
    row, column, bounds = bounded(part, frame.shape, (ROWS, COLUMNS))
    shown = frame.iloc[row : row + ROWS, column : column + COLUMNS]
    columns = [shown.iloc[:, place] for place in range(shown.shape[1])]
    table = {
        "columns": [
            {"name": _label(name), "type": str(column.dtype)}
            for name, column in zip(shown.columns, columns)
        ],
        "index": [_label(each) for each in shown.index],
        "rows": [[cell_text(column.iloc[row]) for column in columns] for row in range(len(shown))],
        **bounds,
    }
    missing = int(frame.isna().to_numpy().sum()) if frame.size <= COUNTED else None
    return {"table": table, "facts": _fact("missing values", missing)}


def preview_series(series: Any, part: Part = BEGINNING) -> dict[str, Any]:
    name = "" if series.name is None else _label(series.name)
    row, _, bounds = bounded(part, (len(series), 1), (ROWS, 1))
    shown = preview_frame(series.iloc[row : row + ROWS].to_frame(name))
    facts = []
    if series.dtype.kind in "iufb":
        facts = [
            *_fact("min", cell_text(series.min())),
            *_fact("max", cell_text(series.max())),
            *_fact("mean", cell_text(series.mean())),
        ]
    missing = int(series.isna().sum()) if len(series) <= COUNTED else None
    return {
        "table": {**shown["table"], **bounds},
        "facts": [*facts, *_fact("missing values", missing)],
    }


def bounded(
    part: Part, shape: tuple[int, int], most: tuple[int, int]
) -> tuple[int, int, dict[str, list[int]]]:
    """Keep a part within a table; return its row and column, and what the front end pages by."""
    row, column = (
        max(0, min(wanted, size - 1)) if size > shown else 0
        for wanted, size, shown in zip(part, shape, most)
    )
    return row, column, {"at": [row, column], "of": [int(size) for size in shape]}


def _fact(name: str, value: Any) -> list[dict[str, str]]:
    return [] if value is None else [{"name": name, "value": str(value)}]


def _label(value: object) -> str:
    return ", ".join(map(cell_text, value)) if isinstance(value, tuple) else cell_text(value)


def cell_text(value: Any) -> str:
    """Return a cell as text; floats with the digits that a reader wants."""
    try:
        kind = getattr(getattr(value, "dtype", None), "kind", "")
        text = f"{value:.6g}" if isinstance(value, float) or kind == "f" else _short(value)
    except Exception as error:
        return f"<{type(value).__name__}: {type(error).__name__}>"
    text = text.replace("\n", " ")
    return text if len(text) <= CELL else f"{text[: CELL - 1]}…"


def _short(value: Any) -> str:
    """Write a cell, without writing out all of a long one before it is cut."""
    if type(value) in (str, bytes):
        return str(value[: CELL + 1])
    if type(value) in (list, tuple, dict, set, frozenset):
        from ..brief import brief

        return brief(value)
    return str(value)

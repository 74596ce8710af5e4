"""Previews of frames and columns of pandas."""

from __future__ import annotations

from typing import Any

ROWS = 20
COLUMNS = 50
CELL = 100
"""How much of a cell is shown, in characters."""


def preview_frame(frame: Any) -> dict[str, Any]:
    head = frame.iloc[:ROWS, :COLUMNS]
    columns = [head.iloc[:, place] for place in range(head.shape[1])]
    table = {
        "columns": [
            {"name": _label(name), "type": str(column.dtype)}
            for name, column in zip(head.columns, columns)
        ],
        "index": [_label(each) for each in head.index],
        "rows": [[cell_text(column.iloc[row]) for column in columns] for row in range(len(head))],
    }
    missing = int(frame.isna().to_numpy().sum()) if frame.size <= 10_000_000 else None
    return {"table": table, "facts": _fact("missing values", missing)}


def preview_series(series: Any) -> dict[str, Any]:
    name = "" if series.name is None else _label(series.name)
    shown = preview_frame(series.iloc[:ROWS].to_frame(name))
    facts = []
    if series.dtype.kind in "iufb":
        facts = [
            *_fact("min", cell_text(series.min())),
            *_fact("max", cell_text(series.max())),
            *_fact("mean", cell_text(series.mean())),
        ]
    missing = _fact("missing values", int(series.isna().sum()))
    return {"table": shown["table"], "facts": [*facts, *missing]}


def _fact(name: str, value: Any) -> list[dict[str, str]]:
    return [] if value is None else [{"name": name, "value": str(value)}]


def _label(value: object) -> str:
    return ", ".join(map(cell_text, value)) if isinstance(value, tuple) else cell_text(value)


def cell_text(value: Any) -> str:
    """Return a cell as text; floats with the digits that a reader wants."""
    try:
        kind = getattr(getattr(value, "dtype", None), "kind", "")
        text = f"{value:.6g}" if isinstance(value, float) or kind == "f" else str(value)
    except Exception as error:
        return f"<{type(value).__name__}: {type(error).__name__}>"
    text = text.replace("\n", " ")
    return text if len(text) <= CELL else f"{text[: CELL - 1]}…"

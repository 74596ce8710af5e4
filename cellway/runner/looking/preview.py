"""What a value shows of itself: text, facts, the first rows of a table, a picture.

Types are known by their names: nothing is imported that the value has not brought along.
"""

from __future__ import annotations

import base64
import contextlib
import io
import json
import pprint
from collections.abc import Callable, Mapping
from typing import Any

from ..brief import brief, type_name
from .arrays import preview_array
from .models import keras_summary, model_facts
from .pictures import figure_png
from .tables import BEGINNING, Part, preview_frame, preview_series
from .trees import tree

Preview = dict[str, Any]

TEXT = 20_000
"""How much of a text is shown, in characters."""

RICH_TEXT = 1_000_000
"""A longer page or plot is left out, in characters of JSON."""

ELEMENTS = 100
"""How many elements of a list, and members of a mapping."""

DEPTH = 5

RICH = ("image/png", "image/jpeg", "image/svg+xml", "text/latex", "text/markdown", "text/html")
"""Of what objects show in a notebook: pictures, plots and pages; the front end sanitises them."""

_PLOTLY = "application/vnd.plotly.v1+json"


def preview(value: Any, part: Part = BEGINNING) -> Preview:
    """Show a value; a part that it cannot make of itself is left out."""
    for kind in type(value).__mro__:
        name = f"{kind.__module__.partition('.')[0]}.{kind.__name__}"
        if name in _TABLES:
            return _TABLES[name](value, part)
        if name in _SHOWN:
            return _SHOWN[name](value)
    if type(value) in (dict, list, tuple, set, frozenset, str, bytes):
        return _plain(value)
    data = _rich(value)
    facts = model_facts(value)
    if facts:
        data.pop("text/html", None)
    return {
        "text": _own_text(value),
        **({"data": data} if data else {}),
        **({"facts": facts} if facts else {}),
    }


def _plain(value: Any) -> Preview:
    shown: Preview = {"text": _plain_text(value)}
    if isinstance(value, (dict, list, tuple)) and value:
        shown["data"] = {"application/json": tree(value)}
    if isinstance(value, (str, bytes)) and len(value) > TEXT:
        what = "characters" if isinstance(value, str) else "bytes"
        shown["facts"] = [{"name": what, "value": f"{len(value):,}"}]
    return shown


def _plain_text(value: Any) -> str:
    if isinstance(value, str):
        return _cut(value)
    if isinstance(value, bytes):
        return _cut(repr(value[:TEXT]))
    if isinstance(value, (set, frozenset)) and len(value) > ELEMENTS:
        return brief(value)
    return _cut(pprint.pformat(_shortened(value, DEPTH), width=100, compact=True, sort_dicts=False))


class _LeftOut:
    """Stands for the rest."""

    def __repr__(self) -> str:
        return "…"


def _shortened(value: Any, depth: int) -> Any:
    """Copy the beginning of what is built in, so that the end need not be looked at."""
    kind = type(value)
    if kind is str or kind is bytes:
        return value if len(value) <= 500 else value[:500] + ("…" if kind is str else b"...")
    if kind is dict:
        if depth == 0:
            return _LeftOut()
        pairs = list(value.items())[:ELEMENTS]
        rest = {_LeftOut(): _LeftOut()} if len(value) > ELEMENTS else {}
        return {**{key: _shortened(each, depth - 1) for key, each in pairs}, **rest}
    if kind in (list, tuple):
        if depth == 0:
            return _LeftOut()
        rest_of = [_LeftOut()] if len(value) > ELEMENTS else []
        return kind([*(_shortened(each, depth - 1) for each in value[:ELEMENTS]), *rest_of])
    return value


def _own_text(value: Any) -> str:
    """Return what a value says of itself: models their summary, others their `repr`."""
    with contextlib.suppress(Exception):
        summary = keras_summary(value)
        if summary is not None:
            return _cut(summary)
    try:
        return _cut(repr(value))
    except Exception as error:
        return f"<{type_name(value)}: its repr fails with {type(error).__name__}: {error}>"


def _cut(text: str) -> str:
    return text if len(text) <= TEXT else f"{text[:TEXT]}…"


def _rich(value: Any) -> dict[str, Any]:
    """Return what a notebook would show of it as a picture or a plot."""
    found: dict[str, Any] = {}
    with contextlib.suppress(Exception):
        bundle = value._repr_mimebundle_(include=None, exclude=None)
        data = bundle[0] if isinstance(bundle, tuple) else bundle
        if isinstance(data, Mapping):
            wanted = {key: each for key, each in data.items() if key in RICH or "json" in key}
            found.update(wanted)
    for key in RICH:
        method = f"_repr_{key.rpartition('/')[2].partition('+')[0]}_"
        if key not in found:
            with contextlib.suppress(Exception):
                made = getattr(value, method)()
                content = made[0] if isinstance(made, tuple) else made
                if content:
                    found[key] = content
    return {key: _as_json(each) for key, each in found.items() if _is_worth(key, each)}


def _is_worth(key: str, content: Any) -> bool:
    """Say whether there is something to see: a page that is made by its scripts shows nothing."""
    if key == "text/html" and "<script" in content:
        return False
    return len(content if isinstance(content, (str, bytes)) else repr(content)) <= RICH_TEXT


def _as_json(content: Any) -> Any:
    return base64.b64encode(content).decode("ascii") if isinstance(content, bytes) else content


def _figure(value: Any) -> Preview:
    width, height = value.get_size_inches()
    return {
        "text": f"Figure, {width:g} by {height:g} inches, {len(value.axes)} axes",
        "data": {"image/png": _as_json(figure_png(value))},
    }


def _picture(value: Any) -> Preview:
    """Show an image of Pillow, smaller where it is large."""
    copy = value.copy()
    copy.thumbnail((512, 512))
    file = io.BytesIO()
    (copy if copy.mode in ("1", "L", "LA", "P", "RGB", "RGBA") else copy.convert("RGB")).save(
        file, "PNG"
    )
    width, height = value.size
    return {
        "text": f"{width} by {height} pixels, mode {value.mode}",
        "data": {"image/png": _as_json(file.getvalue())},
    }


def _plotly_figure(value: Any) -> Preview:
    """Show a figure that of itself shows nothing where nobody has chosen a renderer."""
    plot = json.loads(value.to_json(validate=False))
    is_worth = _is_worth(_PLOTLY, plot)
    return {"text": _own_text(value), **({"data": {_PLOTLY: plot}} if is_worth else {})}


def _axes(value: Any) -> Preview:
    return _figure(value.figure)


def _torch_tensor(value: Any, part: Part) -> Preview:
    return preview_array(value.detach().cpu().numpy(), part)


def _tensor(value: Any, part: Part) -> Preview:
    return preview_array(value.numpy(), part)


def _index(value: Any, part: Part) -> Preview:
    return preview_series(value.to_series(index=range(len(value))), part)


_TABLES: dict[str, Callable[[Any, Part], Preview]] = {
    "numpy.ndarray": preview_array,
    "pandas.DataFrame": preview_frame,
    "pandas.Series": preview_series,
    "pandas.Index": _index,
    "tensorflow.EagerTensor": _tensor,
    "torch.Tensor": _torch_tensor,
}

_SHOWN: dict[str, Callable[[Any], Preview]] = {
    "matplotlib.Figure": _figure,
    "matplotlib.Axes": _axes,
    "PIL.Image": _picture,
    "plotly.BaseFigure": _plotly_figure,
}

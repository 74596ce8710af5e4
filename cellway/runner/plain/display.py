"""Shows values as a notebook does, as far as Python and the values themselves know how."""

from __future__ import annotations

import pprint
from typing import Any

from ..json_text import plain
from ..outputs import Outputs
from ..streams import Capture

METHODS = {
    "_repr_html_": "text/html",
    "_repr_markdown_": "text/markdown",
    "_repr_latex_": "text/latex",
    "_repr_svg_": "image/svg+xml",
    "_repr_png_": "image/png",
    "_repr_jpeg_": "image/jpeg",
    "_repr_json_": "application/json",
    "_repr_javascript_": "application/javascript",
}

CONTAINERS = (dict, list, tuple, set, frozenset)


class Display:
    """Stands in for `IPython.display.display`, and shows the results of cells."""

    def __init__(self, outputs: Outputs, capture: Capture) -> None:
        self._outputs = outputs
        self._capture = capture

    def __call__(self, *values: object, display_id: str | None = None, **options: object) -> None:
        for value in values:
            data, metadata = _describe(value)
            self._capture.drain()
            self._outputs.show(
                {"output_type": "display_data", "data": data, "metadata": metadata}, display_id
            )

    def result(self, value: object, count: int | None) -> None:
        data, metadata = _describe(value)
        self._capture.drain()
        self._outputs.show(
            {
                "output_type": "execute_result",
                "data": data,
                "metadata": metadata,
                "execution_count": count,
            }
        )


def _describe(value: object) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what a value looks like, by media type, and what is to be known about that."""
    data: dict[str, Any] = {"text/plain": _text(value)}
    metadata: dict[str, Any] = {}
    if isinstance(value, type):  # its methods are meant for its instances
        return data, metadata
    for method, media_type in (("_repr_mimebundle_", ""), *METHODS.items()):
        made = _call(value, method)
        details: Any = {}
        if isinstance(made, tuple) and len(made) == 2:
            made, details = made
        if made is None:
            continue
        data.update(made if not media_type else {media_type: made})
        if details:
            metadata.update(details if not media_type else {media_type: details})
    return plain(data), plain(metadata)


def _text(value: object) -> str:
    if type(value) in CONTAINERS:
        return pprint.pformat(value, width=80, sort_dicts=False)
    return repr(value)


def _call(value: object, name: str) -> Any:
    method = getattr(type(value), name, None)
    if method is None:
        return None
    try:
        return method(value)
    except Exception:  # the other representations may do
        return None

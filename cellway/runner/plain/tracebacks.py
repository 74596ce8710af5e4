"""Tracebacks in the notebook's coordinates, as text."""

from __future__ import annotations

import re
import traceback
from collections.abc import Mapping
from typing import Any

from ..cell_source import in_words
from ..traceback_lines import from_first_cell

_PLACE = re.compile(r'File "(<ipython-input-\d+-cell>)"')


def error_output(error: BaseException, counts: Mapping[int, int]) -> dict[str, Any]:
    """Make the output of an exception; `counts` are the numbers that cells bear."""
    frames = from_first_cell(error.__traceback__)
    # Without a line of a cell, only its own cause can be the runner's business.
    chained = frames is not None
    lines = traceback.format_exception(type(error), error, frames, chain=chained)
    return {
        "output_type": "error",
        "ename": type(error).__name__,
        "evalue": in_words(str(error), counts),
        "traceback": [in_words(_PLACE.sub(r"\1", line), counts).rstrip("\n") for line in lines],
    }

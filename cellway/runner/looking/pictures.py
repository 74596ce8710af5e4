"""Writes pictures as PNG (W3C, third edition), which needs no library for plain pixels."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

COLOUR_TYPES = {1: 0, 3: 2, 4: 6}
"""Greyscale, RGB and RGBA, by their number of channels."""


def png(pixels: bytes, width: int, height: int, channels: int) -> bytes:
    """Write rows of pixels, from the top, with a byte for each channel."""
    row = width * channels
    # Each row begins with its filter: none.
    rows = b"".join(b"\0" + pixels[row * y : row * (y + 1)] for y in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, COLOUR_TYPES[channels], 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in parts)


def _chunk(name: bytes, data: bytes) -> bytes:
    checksum = zlib.crc32(name + data)
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", checksum)


def figure_png(figure: Any) -> bytes:
    """Draw a figure of matplotlib, whatever backend it was made with."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    canvas: Any = FigureCanvasAgg
    file = io.BytesIO()
    canvas(figure).print_png(file)
    return file.getvalue()

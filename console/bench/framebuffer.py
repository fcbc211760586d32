"""The picture on a virtual screen, read straight from the server's own memory: nothing that is measured is asked for it."""

from __future__ import annotations

import mmap
import struct
from copy import copy
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from console.base.errors import KnownError

Pixels: TypeAlias = NDArray[np.uint8]
_HEADER = struct.Struct(">25I")
"""The fixed part of an XWD file: sizes and places as 32-bit words."""
_HEADER_SIZE, _WIDTH, _HEIGHT, _BITS_A_PIXEL, _BYTES_A_LINE, _COLOURS = 0, 4, 5, 11, 12, 19
_COLOUR_BYTES = 12
_GREEN = 1


class Framebuffer:
    """Xvfb's screen file. A picture under way may be seen half old, half new: read what proves itself, or read twice."""

    def __init__(self, file: Path) -> None:
        """Raises KnownError ``bench.no_xvfb`` for a file that is not a screen of 32 bits a pixel."""
        with file.open("rb") as stream:
            self._map = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        words = _HEADER.unpack_from(self._map)
        if words[_BITS_A_PIXEL] != 32:  # noqa: PLR2004  what Xvfb makes of depth 24
            raise KnownError("bench.no_xvfb")
        self.width_px, self.height_px = words[_WIDTH], words[_HEIGHT]
        start = words[_HEADER_SIZE] + words[_COLOURS] * _COLOUR_BYTES
        line_bytes = words[_BYTES_A_LINE]
        whole = np.frombuffer(self._map, np.uint8, self.height_px * line_bytes, start)
        self._pixels = whole.reshape(self.height_px, line_bytes)[:, : self.width_px * 4].reshape(
            self.height_px, self.width_px, 4
        )

    def part(self, left: int, top: int, width: int, height: int) -> Framebuffer:
        """One monitor of the screen, as if it were a screen of its own."""
        part = copy(self)
        part.width_px, part.height_px = width, height
        part._pixels = self._pixels[top : top + height, left : left + width]  # noqa: SLF001  another one of this class
        return part

    def grey(self, left: int = 0, top: int = 0, width: int = 0, height: int = 0) -> Pixels:
        """A copy of a part, its green channel; the whole screen without sizes."""
        right, bottom = left + (width or self.width_px), top + (height or self.height_px)
        return self._pixels[top:bottom, left:right, _GREEN].copy()

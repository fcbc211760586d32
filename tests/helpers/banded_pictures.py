"""Test pictures that carry their number in five bands, so that a torn, damaged or grey picture is told from a whole one."""

from __future__ import annotations

from itertools import product

import numpy as np

_BITS = 8
_BANDS = 5
_DARK, _BRIGHT = 40, 210
_TOLERANCE = 45
_INSIDE = (0.3, 0.5, 0.7)
"""Where in a block it is looked at, as shares of its width and height."""

Array = np.ndarray[tuple[int, ...], np.dtype[np.uint8]]


def banded(width: int, height: int, number: int) -> Array:
    """An RGB picture: in each band eight blocks, bright for the bits of ``number`` that are set."""
    row = np.full((width, 3), _DARK, np.uint8)
    for bit in range(_BITS):
        if number >> bit & 1:
            row[bit * width // _BITS : (bit + 1) * width // _BITS] = _BRIGHT
    inverse = (_DARK + _BRIGHT - row).astype(np.uint8)
    picture = np.empty((height, width, 3), np.uint8)
    for band in range(_BANDS):
        # Every other band is the negative: one colour all over is never a whole picture.
        picture[band * height // _BANDS : (band + 1) * height // _BANDS] = inverse if band % 2 else row
    return picture


def number_if_whole(view: memoryview, width: int, height: int, pitch: int) -> int | None:
    """The number that all bands of a picture of 32 bits a pixel agree on; None when they don't, or when it is no such picture."""
    numbers = {_number_of(view, width, height, pitch, band) for band in range(_BANDS)}
    return numbers.pop() if len(numbers) == 1 else None


def _number_of(view: memoryview, width: int, height: int, pitch: int, band: int) -> int | None:
    number = 0
    for bit in range(_BITS):
        greys = [
            view[int((band + down) * height / _BANDS) * pitch + int((bit + across) * width / _BITS) * 4 + 1]
            for across, down in product(_INSIDE, _INSIDE)
        ]
        level = sum(greys) // len(greys)
        is_bright = level > (_DARK + _BRIGHT) // 2
        if max(abs(grey - (_BRIGHT if is_bright else _DARK)) for grey in greys) > _TOLERANCE:
            return None
        number |= (is_bright != bool(band % 2)) << bit
    return number

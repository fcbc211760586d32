"""The counter drawn into every picture: clip and frame number as black and white cells that survive coding and scaling.

Three rows of twelve cells near the lower right corner, read row by row: a mark of four cells, eight bits of clip id,
sixteen bits of frame number and eight bits of checksum.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from console.farm.clips.canvas import Picture

_ROWS, _COLUMNS = 3, 12
_MARK = (1, 0, 1, 1)
_LEFT, _TOP = 504 / 640, 256 / 360
_CELL_WIDTH, _CELL_HEIGHT = 10 / 640, 12 / 360
_BLACK, _WHITE = 16, 235
_LEAST_CONTRAST = 60.0
_LEAST_CELL_PIXELS = 1.5
_POLYNOMIAL = 0x07


def _checksum(clip_id: int, frame: int) -> int:
    value = 0xA5
    for byte in (clip_id, frame >> 8, frame & 0xFF):
        value ^= byte
        for _ in range(8):
            value = (value << 1) ^ _POLYNOMIAL if value & 0x80 else value << 1
            value &= 0xFF
    return value


def _bits(value: int, count: int) -> list[int]:
    return [(value >> shift) & 1 for shift in range(count - 1, -1, -1)]


def _cells(clip_id: int, frame: int) -> NDArray[np.int64]:
    bits = [*_MARK, *_bits(clip_id, 8), *_bits(frame, 16), *_bits(_checksum(clip_id, frame), 8)]
    return np.asarray(bits).reshape(_ROWS, _COLUMNS)


def draw_counter(picture: Picture, clip_id: int, frame: int) -> None:
    """Draws the cells into a 16:9 picture in place, with a dark edge around them."""
    height, width = picture.shape[:2]
    cell_height, cell_width = round(_CELL_HEIGHT * height), round(_CELL_WIDTH * width)
    cells = np.kron(_cells(clip_id, frame) * (_WHITE - _BLACK) + _BLACK, np.ones((cell_height, cell_width)))
    left, top = round(_LEFT * width), round(_TOP * height)
    edge = max(2, cell_width // 3)
    picture[top - edge : top + len(cells) + edge, left - edge : left + cells.shape[1] + edge] = _BLACK
    picture[top : top + len(cells), left : left + cells.shape[1]] = cells[..., None]


def _cell_means(grey: NDArray[np.float64], shift_x: float, shift_y: float) -> NDArray[np.float64]:
    """The mean of the middle of each cell; shifts are in cells."""
    height, width = grey.shape
    means = np.empty((_ROWS, _COLUMNS))
    for row in range(_ROWS):
        top = (_TOP + (row + shift_y) * _CELL_HEIGHT) * height
        rows = slice(round(top + 0.25 * _CELL_HEIGHT * height), max(1, round(top + 0.75 * _CELL_HEIGHT * height)))
        for column in range(_COLUMNS):
            left = (_LEFT + (column + shift_x) * _CELL_WIDTH) * width
            first = round(left + 0.25 * _CELL_WIDTH * width)
            last = max(first + 1, round(left + 0.75 * _CELL_WIDTH * width))
            means[row, column] = grey[rows.start : max(rows.start + 1, rows.stop), first:last].mean()
    return means


def _decode(means: NDArray[np.float64]) -> tuple[int, int] | None:
    low, high = means.min(), means.max()
    if high - low < _LEAST_CONTRAST:
        return None
    bits = (means > (low + high) / 2).ravel().astype(int).tolist()
    mark, rest = tuple(bits[:4]), bits[4:]
    value = int("".join(map(str, rest)), 2)
    clip_id, frame, checksum = value >> 24, (value >> 8) & 0xFFFF, value & 0xFF
    return (clip_id, frame) if mark == _MARK and checksum == _checksum(clip_id, frame) else None


def _fitted(grey: NDArray[np.float64]) -> NDArray[np.float64]:
    """The 16:9 part in the middle, as a tile that keeps the picture's shape shows it."""
    height, width = grey.shape
    inner_width, inner_height = min(width, round(height * 16 / 9)), min(height, round(width * 9 / 16))
    left, top = (width - inner_width) // 2, (height - inner_height) // 2
    return grey[top : top + inner_height, left : left + inner_width]


def read_counter(picture: NDArray[Any]) -> tuple[int, int] | None:
    """Clip id and frame number from a picture of a clip, or None when they can't be read for certain.

    ``picture`` is grey (height, width) or RGB (height, width, 3 or 4), at any scale from about 110 pixels wide; stretched to fill
    it, or whole between bars. Crop a screenshot to the tile's picture first.
    """
    grey = picture.astype(np.float64)
    if grey.ndim > 2:  # noqa: PLR2004  a colour picture
        grey = grey[..., :3].mean(2)
    for candidate in (grey, _fitted(grey)):
        if (
            candidate.shape[1] * _CELL_WIDTH < _LEAST_CELL_PIXELS
            or candidate.shape[0] * _CELL_HEIGHT < _LEAST_CELL_PIXELS
        ):
            continue
        for shift_x in (0.0, -0.25, 0.25):
            for shift_y in (0.0, -0.25, 0.25):
                found = _decode(_cell_means(candidate, shift_x, shift_y))
                if found is not None:
                    return found
    return None

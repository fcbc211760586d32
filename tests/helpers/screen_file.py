"""A virtual screen's memory without a server: a file as Xvfb keeps it, and pictures of the farm to put on it."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from console.farm.clips.counter import draw_counter

_COLOURS = 3
_HEAD_BYTES = 160


def screen_file(folder: Path, width: int, height: int) -> np.memmap[tuple[int, int, int], np.dtype[np.uint8]]:
    """``Xvfb_screen0`` in ``folder``; writing to the array changes the screen."""
    file = folder / "Xvfb_screen0"
    words = [0] * 25
    words[0], words[4], words[5], words[11], words[12], words[19] = _HEAD_BYTES, width, height, 32, width * 4, _COLOURS
    head = struct.pack(">25I", *words).ljust(_HEAD_BYTES + 12 * _COLOURS, b"\x00")
    file.write_bytes(head + bytes(width * height * 4))
    return np.memmap(file, np.uint8, "r+", offset=len(head), shape=(height, width, 4))


def picture(clip: int, frame: int, scale: float = 1.0) -> NDArray[np.uint8]:
    """A picture of 640x360 with its counter, scaled; its green channel."""
    whole = np.full((360, 640, 3), 90, np.uint8)
    draw_counter(whole, clip, frame)
    rows = (np.arange(round(360 * scale)) / scale).astype(int)
    columns = (np.arange(round(640 * scale)) / scale).astype(int)
    return np.asarray(whole[rows][:, columns, 1])

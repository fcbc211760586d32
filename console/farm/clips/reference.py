"""A clip's pictures as FFmpeg decodes them with nothing skipped, scaled as a tile shows them: what to compare a screen with."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

_GREEN = 1


def decoded(file: Path, frames: Collection[int], width: int, height: int) -> dict[int, NDArray[np.uint8]]:
    """The green channel of the named frames, counted from 0. Raises FFmpeg's errors and OSError."""
    found: dict[int, NDArray[np.uint8]] = {}
    with av.open(file) as container:
        for number, frame in enumerate(container.decode(video=0)):
            if number in frames:
                scaled = frame.reformat(width, height, format="rgb24", interpolation="FAST_BILINEAR")
                found[number] = scaled.to_ndarray()[..., _GREEN].astype(np.uint8)
    return found

"""Recordings as consoles make them: the clip's units in a file that the media worker wrote."""

from __future__ import annotations

from pathlib import Path

from console.media.worker.access_units import AccessUnit
from console.media.worker.clip import write_clip
from console.media.worker.restamp import TICKS_A_SECOND
from console.media.worker.ring import RingUnit
from tests.helpers.rtsp_clip import FPS, clip

_ENCODERS = {"h264": "libx264", "hevc": "libx265"}
_KEY_EVERY = 15


def recorded(path: Path, codec: str = "h264") -> None:
    """Four seconds, 320x192."""
    step = TICKS_A_SECOND // FPS
    units = [
        RingUnit(AccessUnit(data, None, None, 0, number % _KEY_EVERY == 0, 0), number * step, number * step)
        for number, data in enumerate(clip(codec=_ENCODERS[codec]))
    ]
    write_clip(path, codec, units)

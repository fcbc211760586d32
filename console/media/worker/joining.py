"""Which joiner makes whole pictures out of the packets of which codec."""

from __future__ import annotations

from console.media.worker.access_units import AccessUnitJoiner
from console.media.worker.jpeg import JpegJoiner

CODECS = frozenset({"h264", "hevc", "mjpeg"})
"""FFmpeg's names of the codecs that Ronda shows."""

Joiner = AccessUnitJoiner | JpegJoiner


def joiner_for(codec: str, parameter_sets: bytes, before: Joiner | None, *, in_fragments: bool = False) -> Joiner:
    """For a new connection, after the joiner of the one before: pictures that do not fit together get another epoch."""
    epoch = 0 if before is None else before.epoch if before.codec == codec else before.epoch + 1
    if codec == "mjpeg":
        return JpegJoiner(epoch, before.size if isinstance(before, JpegJoiner) else None)
    known = before.sets_of_epoch if isinstance(before, AccessUnitJoiner) and before.codec == codec else b""
    return AccessUnitJoiner(codec, parameter_sets, epoch, known, in_fragments=in_fragments)

"""A still: a picture at full size, as JPEG."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame

from console.base.errors import KnownError
from console.media.worker.decoding import new_decoder
from console.media.worker.ring import RingUnit


def write_still(path: Path, codec: str, group: list[RingUnit]) -> tuple[int, int]:
    """Decodes the group to its last picture; width and height. Raises KnownError ``media.no_picture``, OSError."""
    frame = _last_picture(codec, group)
    if frame is None:
        raise KnownError("media.no_picture")
    write_picture(path, frame)
    return frame.width, frame.height


def write_picture(path: Path, frame: VideoFrame) -> None:
    """One that was decoded already. Raises OSError."""
    path.write_bytes(_jpeg(frame))


def _last_picture(codec: str, group: list[RingUnit]) -> VideoFrame | None:
    decoder = new_decoder(codec)
    newest: VideoFrame | None = None
    for unit in group:
        for frame in decoder.decode(av.Packet(unit.unit.data)):
            newest = frame
    for frame in decoder.decode(None):
        newest = frame
    return newest


def _jpeg(frame: VideoFrame) -> bytes:
    encoder = av.CodecContext.create("mjpeg", "w")
    assert isinstance(encoder, VideoCodecContext)  # noqa: S101  mjpeg is video
    encoder.width, encoder.height, encoder.pix_fmt = frame.width, frame.height, "yuvj420p"
    encoder.time_base = Fraction(1)
    encoder.framerate = Fraction(1)
    encoder.options = {"qmin": "2", "qmax": "2"}
    packets = [*encoder.encode(frame.reformat(format="yuvj420p")), *encoder.encode(None)]
    return b"".join(bytes(packet) for packet in packets)

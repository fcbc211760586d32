"""FFmpeg's decoders as stills, replays and the search for a stream's size use them."""

from __future__ import annotations

import av
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame


def new_decoder(codec: str) -> VideoCodecContext:
    """``codec`` is one of ``joining.CODECS``."""
    decoder = av.CodecContext.create(codec, "r")
    assert isinstance(decoder, VideoCodecContext)  # noqa: S101  all our codecs are video
    # More threads would hold pictures back.
    decoder.thread_count = 1
    return decoder


def seen_size(decoder: VideoCodecContext, frame: VideoFrame) -> tuple[int, int]:
    """Width and height as the decoder's picture is meant to be seen, with the shape of its pixels applied."""
    shape = decoder.sample_aspect_ratio
    return max(1, round(frame.width * float(shape)) if shape else frame.width), frame.height

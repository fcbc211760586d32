"""Can this machine show a picture? Plays a second of made-up video through FFmpeg and libVLC, as a worker would.

Run as ``python -m console.media.worker.self_check``; prints one JSON object, see ``CheckResult``.
"""

from __future__ import annotations

import json
import sys
import threading
from dataclasses import asdict, dataclass
from fractions import Fraction

import av
from av.video.codeccontext import VideoCodecContext

from console.base.errors import KnownError
from console.media.picture_memory import PictureFormat, SurfaceWriter
from console.media.worker.access_units import AccessUnit
from console.media.worker.libvlc import LibVlc
from console.media.worker.player import Player
from console.media.worker.ring import RingUnit

_SHOWN = PictureFormat(64, 48)
_FRAMES = 25
_PICTURE_WITHIN_S = 8.0
_CODECS = ("h264", "hevc", "mjpeg")


@dataclass(frozen=True)
class CheckResult:
    """What was found; ``picture`` is the proof, the rest helps to mend."""

    codecs: dict[str, bool]
    libvlc: str | None
    """Version, or None when libVLC can't be loaded."""
    instance: bool
    """False when libVLC loads and finds none of its plugins."""
    picture: bool


def check() -> CheckResult:
    """Loads what a worker loads; takes about a second where all is well."""
    codecs = {name: _codec_known(name) for name in _CODECS}
    try:
        vlc = LibVlc()
    except KnownError as error:
        version = "?" if error.code == "worker.no_plugins" else None
        return CheckResult(codecs, version, instance=False, picture=False)
    return CheckResult(codecs, vlc.version(), instance=True, picture=_shows_picture(vlc))


def _codec_known(name: str) -> bool:
    try:
        av.Codec(name, "r")
    except ValueError:
        return False
    return True


def _test_pictures() -> list[RingUnit]:
    """A second of H.264."""
    encoder = av.CodecContext.create("libx264", "w")
    assert isinstance(encoder, VideoCodecContext)  # noqa: S101  H.264 is video
    encoder.width, encoder.height, encoder.pix_fmt = _SHOWN.width_px, _SHOWN.height_px, "yuv420p"
    encoder.time_base = Fraction(1, _FRAMES)
    encoder.options = {"preset": "ultrafast", "tune": "zerolatency"}
    packets: list[tuple[bytes, bool]] = []
    for index in range(_FRAMES):
        frame = av.VideoFrame(_SHOWN.width_px, _SHOWN.height_px, "yuv420p")
        frame.pts = index
        for plane in frame.planes:
            plane.update(bytes([index * 9]) * plane.buffer_size)
        packets += [(bytes(packet), packet.is_keyframe) for packet in encoder.encode(frame)]
    packets += [(bytes(packet), packet.is_keyframe) for packet in encoder.encode(None)]
    return [
        RingUnit(AccessUnit(data, None, None, 0, is_key, 0), index, index)
        for index, (data, is_key) in enumerate(packets)
    ]


def _shows_picture(vlc: LibVlc) -> bool:
    """True when libVLC hands a decoded picture to its memory output in time."""
    shown = threading.Event()

    def on_first_picture(_writer: SurfaceWriter) -> None:
        shown.set()

    player = Player(vlc, "h264", _SHOWN, on_first_picture, lambda: None)
    player.begin(_test_pictures())
    player.start()
    found = shown.wait(_PICTURE_WITHIN_S)
    player.release()
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asdict(check())) + "\n")

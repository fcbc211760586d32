"""Can this machine show a picture? Plays a second of made-up video through FFmpeg and libVLC, as a worker would.

Run as ``python -m console.media.worker.self_check``; prints one JSON object, see ``CheckResult``. With ``--hardware`` it
tries the graphics card instead, see ``HardwareResult``: in a process of its own again, since a bad driver may end it.
"""

from __future__ import annotations

import ctypes
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

_SHOWN = PictureFormat(320, 240)
"""Smaller ones some graphics cards do not take."""
_FRAMES = 25
_PICTURE_WITHIN_S = 8.0
_CODECS = ("h264", "hevc", "mjpeg")
_HARDWARE_WORDS = b"for hardware decoding"
"""libVLC's log says so when a card is used; without one it goes on with the processor and says nothing."""
_ALIKE_LEVELS = 6.0
"""Two decoders' pictures may differ by their scalers, not by more than this in the mean."""


@dataclass(frozen=True)
class CheckResult:
    """What was found; ``picture`` is the proof, the rest helps to mend."""

    codecs: dict[str, bool]
    libvlc: str | None
    """Version, or None when libVLC can't be loaded."""
    instance: bool
    """False when libVLC loads and finds none of its plugins."""
    picture: bool


@dataclass(frozen=True)
class HardwareResult:
    """``used``: a graphics card decoded; ``right``: what it decoded looks as the processor's picture does."""

    used: bool
    right: bool


def check_hardware() -> HardwareResult:
    """Raises KnownError where there is no libVLC."""
    used = threading.Event()
    vlc = LibVlc()
    vlc.hear_log(lambda form: used.set() if _HARDWARE_WORDS in form else None)
    pictures = [_first_picture(vlc, hardware=hardware) for hardware in (False, True)]
    return HardwareResult(used.is_set(), _alike(*pictures))


def _alike(one: bytes, other: bytes) -> bool:
    if not one or len(one) != len(other):
        return False
    differences = sum(abs(a - b) for a, b in zip(one, other, strict=True))
    return differences / len(one) < _ALIKE_LEVELS


def check() -> CheckResult:
    """Loads what a worker loads; takes about a second where all is well."""
    codecs = {name: _codec_known(name) for name in _CODECS}
    try:
        vlc = LibVlc()
    except KnownError as error:
        version = "?" if error.code == "worker.no_plugins" else None
        return CheckResult(codecs, version, instance=False, picture=False)
    return CheckResult(codecs, vlc.version(), instance=True, picture=bool(_first_picture(vlc, hardware=False)))


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
            # A slope, which a black or grey picture is not alike to.
            plane.update(bytes((place + index * 9) % 256 for place in range(plane.buffer_size)))
        packets += [(bytes(packet), packet.is_keyframe) for packet in encoder.encode(frame)]
    packets += [(bytes(packet), packet.is_keyframe) for packet in encoder.encode(None)]
    return [
        RingUnit(AccessUnit(data, None, None, 0, is_key, 0), index, index)
        for index, (data, is_key) in enumerate(packets)
    ]


def _first_picture(vlc: LibVlc, *, hardware: bool) -> bytes:
    """What libVLC hands to its memory output; empty when nothing came in time."""
    shown = threading.Event()
    found: list[bytes] = []

    def on_first_picture(writer: SurfaceWriter) -> None:
        found.append(ctypes.string_at(writer.published_buffer(), writer.format.picture_bytes))
        shown.set()

    player = Player(vlc, "h264", _SHOWN, on_first_picture, lambda: None, hardware=hardware)
    player.begin(_test_pictures())
    player.start()
    shown.wait(_PICTURE_WITHIN_S)
    player.release()
    return found[0] if found else b""


if __name__ == "__main__":
    result = check_hardware() if "--hardware" in sys.argv[1:] else check()
    sys.stdout.write(json.dumps(asdict(result)) + "\n")

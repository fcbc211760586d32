"""Can this machine show a picture? Plays a second of made-up video through FFmpeg and libVLC, as a worker would.

Run as ``python -m console.media.worker.self_check``; prints one JSON object, see ``CheckResult``.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from dataclasses import asdict, dataclass
from io import BytesIO

import av

from console.base.errors import KnownError
from console.media.picture_memory import PictureFormat, SurfaceWriter
from console.media.worker.libvlc import LibVlc
from console.media.worker.player import Player

_SHOWN = PictureFormat(64, 48)
_FRAMES = 25
_CACHING_MS = 300
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


def _test_stream() -> bytes:
    """A second of H.264 in MPEG-TS, small enough for any pipe."""
    target = BytesIO()
    with av.open(target, "w", format="mpegts") as container:
        stream = container.add_stream("libx264", rate=_FRAMES, options={"preset": "ultrafast", "tune": "zerolatency"})
        stream.width, stream.height, stream.pix_fmt = _SHOWN.width_px, _SHOWN.height_px, "yuv420p"
        for index in range(_FRAMES):
            frame = av.VideoFrame(_SHOWN.width_px, _SHOWN.height_px, "yuv420p")
            for plane in frame.planes:
                plane.update(bytes([index * 9]) * plane.buffer_size)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return target.getvalue()


def _shows_picture(vlc: LibVlc) -> bool:
    """True when libVLC hands a decoded picture to its memory output in time."""
    shown = threading.Event()

    def on_first_picture(_writer: SurfaceWriter) -> None:
        shown.set()

    read_end, write_end = os.pipe()
    player = Player(vlc, f"stream:///dev/fd/{read_end}", _CACHING_MS, _SHOWN, on_first_picture)
    player.start()
    os.write(write_end, _test_stream())
    os.close(write_end)
    found = shown.wait(_PICTURE_WITHIN_S)
    player.release()
    os.close(read_end)
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asdict(check())) + "\n")

"""Encodes the clips once into a folder, as Annex-B files that the RTSP server cuts at their delimiters."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from fractions import Fraction
from pathlib import Path

import av
from av.video.codeccontext import VideoCodecContext

from console.base.errors import BugError
from console.farm.catalogue import Clip, clips
from console.farm.clips.scene import SceneDrawer

_BITS_PER_S = {"sub": 380_000, "main": 2_000_000}
_MOST_WORKERS = 4


def _options(clip: Clip) -> dict[str, str]:
    """One keyframe a second, no B-frames, delimiters and parameter sets in the stream, nothing held back."""
    kilobits = _BITS_PER_S[clip.quality] // 1000
    parameters = (
        f"keyint={clip.fps}:min-keyint={clip.fps}:scenecut=0:bframes=0:aud=1:repeat-headers=1:slices={clip.scene.slices}"
        f":vbv-maxrate={kilobits * 5 // 4}:vbv-bufsize={kilobits}"
    )
    if clip.scene.codec == "h265":
        quiet = ":log-level=none:pools=none:frame-threads=1"
        return {"preset": "ultrafast", "tune": "zerolatency", "x265-params": parameters + quiet}
    preset = "ultrafast" if clip.quality == "main" else "superfast"
    return {"preset": preset, "tune": "zerolatency", "profile": "main", "x264-params": parameters}


def _encoder(clip: Clip) -> VideoCodecContext:
    name = "libx265" if clip.scene.codec == "h265" else "libx264"
    encoder = av.CodecContext.create(name, "w")
    if not isinstance(encoder, VideoCodecContext):
        raise BugError(f"{name} is no video encoder")
    encoder.width, encoder.height, encoder.pix_fmt = clip.width, clip.height, "yuv420p"
    encoder.framerate, encoder.time_base = Fraction(clip.fps), Fraction(1, clip.fps)
    encoder.bit_rate = _BITS_PER_S[clip.quality]
    encoder.thread_count = 1
    encoder.options = _options(clip)
    return encoder


def encoded(clip: Clip) -> bytes:
    """The whole loop as one Annex-B stream."""
    drawer, encoder = SceneDrawer(clip), _encoder(clip)
    parts: list[bytes] = []
    for number in range(clip.frame_count):
        frame = av.VideoFrame.from_ndarray(drawer.picture(number), format="rgb24").reformat(format="yuv420p")
        frame.pts = number
        parts.extend(bytes(packet) for packet in encoder.encode(frame))
    parts.extend(bytes(packet) for packet in encoder.encode(None))
    return b"".join(parts)


def _write(clip: Clip, folder: Path) -> None:
    # Under another name first: a clip with its own name is always whole.
    unfinished = folder / f".{clip.file_name}.{os.getpid()}"
    unfinished.write_bytes(encoded(clip))
    unfinished.replace(folder / clip.file_name)


def ensure_clips(folder: Path, progress: Callable[[int, int], None] | None = None) -> int:
    """Encodes the clips that ``folder`` lacks and gives how many that were; ``progress`` gets done and total.

    Raises OSError when the folder can't be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    missing = [clip for clip in clips() if not (folder / clip.file_name).is_file()]
    # The longest first, so that no worker is left alone with one at the end.
    missing.sort(key=lambda clip: -clip.width * clip.frame_count)
    workers = min(_MOST_WORKERS, os.cpu_count() or 1)
    with ThreadPoolExecutor(workers, thread_name_prefix="clips") as pool:
        futures = [pool.submit(_write, clip, folder) for clip in missing]
        for done, future in enumerate(as_completed(futures), start=1):
            future.result()
            if progress:
                progress(done, len(missing))
    return len(missing)

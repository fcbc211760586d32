"""Puts a recording's packets into a new MP4 file, nothing decoded or encoded again.

Run as ``python -m console.media.worker.remux SOURCE TARGET CREATED``; prints one JSON object, see ``Remuxed``. A process of its
own: what is wrong in a file that came from outside may end FFmpeg, and must not end the centre.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import av
from av.container import InputContainer
from av.error import FFmpegError
from av.video.stream import VideoStream

from console.base.os_errors import disk_error
from console.base.parent import end_with_parent

_CODECS = frozenset({"h264", "hevc", "av1", "mpeg4", "mjpeg"})
"""What MP4 may hold by its registration, and players can show."""
_OPTIONS = {"movflags": "+faststart", "fflags": "+bitexact"}
"""The index first; nothing of the program that wrote it, so that the same recording gives the same bytes."""

_DISK = ("disk.full", "disk.readonly")


@dataclass(frozen=True)
class Remuxed:
    """``fault`` is empty when the file is there: ``codec``, ``damaged``, or the code of an error of the disk."""

    fault: str
    codec: str = ""
    packets: int = 0


def remux(source: Path, target: Path, created_utc: datetime) -> Remuxed:
    """What is left of a try that failed is the caller's to remove."""
    try:
        # By name, so that nothing in the file can have FFmpeg read a list of other files.
        with av.open(str(source), "r", format="mp4") as original:
            return _copied(original, target, created_utc)
    except (FFmpegError, OSError, ValueError) as error:
        # FFmpeg's errors carry the system's numbers where the disk is to blame.
        code = disk_error(error, target).code if isinstance(error, OSError) else ""
        return Remuxed(code if code in _DISK else "damaged")


def _copied(original: InputContainer, target: Path, created_utc: datetime) -> Remuxed:
    if not original.streams.video:
        return Remuxed("damaged")
    stream: VideoStream = original.streams.video[0]
    codec = stream.codec_context.name
    if codec not in _CODECS:
        return Remuxed("codec", codec)
    count, is_whole = 0, True
    with av.open(str(target), "w", format="mp4", options=_OPTIONS) as copy:
        copy.metadata["creation_time"] = created_utc.astimezone(UTC).isoformat()
        out = copy.add_stream_from_template(stream, opaque=True)
        out.time_base = stream.time_base
        for packet in original.demux(stream):
            if packet.size == 0:
                continue
            packet.stream = out
            copy.mux_one(packet)
            count, is_whole = count + 1, is_whole and not packet.is_corrupt
    # A file that was cut off still has its index, which tells of more than there is.
    return Remuxed("" if is_whole and count and count == stream.frames else "damaged", codec, count)


def main() -> None:
    end_with_parent()
    source, target, created = sys.argv[1:]
    sys.stdout.write(json.dumps(asdict(remux(Path(source), Path(target), datetime.fromisoformat(created)))) + "\n")


if __name__ == "__main__":
    main()

"""``python -m console.media.worker.relay``: one camera for the police page, as frames of fragmented MP4 on standard output.

The address with its password is the one line on standard input, which stays open for as long as the relay is wanted.
"""

from __future__ import annotations

import json
import os
import select
import sys
import time
from collections.abc import Callable
from typing import NoReturn

import av.logging
from av.error import FFmpegError

from console.base.errors import KnownError
from console.base.redaction import Secret
from console.domain.live_frame import LiveFrame, LiveFrameKind
from console.media.worker.access_units import AccessUnit
from console.media.worker.camera_errors import code_of
from console.media.worker.connection import CameraConnection
from console.media.worker.fragmented import FragmentWriter
from console.media.worker.joining import joiner_for
from console.media.worker.leading import is_leading
from console.media.worker.lifeline import die_with
from console.media.worker.nal import shape_of
from console.media.worker.picture_times import PictureTimes
from console.media.worker.ring import RingUnit
from console.media.worker.sources.source import READ_TIMEOUT_S

_PLAYED = "h264"
"""What every browser plays. H.265 few do, and motion JPEG in this form none."""
_H264_SETS_KIND = 7
_MOST_ORDER_BYTES = 64 * 1024

Send = Callable[[LiveFrame], None]


def main() -> NoReturn:
    # FFmpeg writes addresses with their passwords to its log.
    av.logging.set_libav_level(av.logging.PANIC)
    av.logging.set_level(None)
    order = json.loads(_line(sys.stdin.fileno()))
    die_with(sys.stdin.fileno())
    if select.select([sys.stdin], [], [], 0)[0]:
        # Nobody wants it any more, and the kernel only tells of what happens from now on.
        os._exit(0)
    code = relay(order["url"], order["user"], Secret(order["password"]), _send)
    _send(LiveFrame(LiveFrameKind.TROUBLE, code.encode()))
    # FFmpeg may hang in saying goodbye to a camera that does not answer.
    os._exit(0)


def relay(url: str, user: str, password: Secret, send: Send) -> str:
    """Sends pictures until there are no more; the code of why."""
    started_s = time.monotonic()
    try:
        connection = CameraConnection(url, user, password)
    except (KnownError, FFmpegError, OSError) as error:
        return code_of(error, url, time.monotonic() - started_s, READ_TIMEOUT_S)
    if connection.codec != _PLAYED:
        return f"live.codec_{connection.codec}"
    try:
        _pass_on(connection, send)
    except (KnownError, FFmpegError, OSError) as error:
        return code_of(error, url, READ_TIMEOUT_S, READ_TIMEOUT_S)
    return "camera.ended"


def _pass_on(connection: CameraConnection, send: Send) -> None:
    joiner = joiner_for(connection.codec, connection.parameter_sets, None, in_fragments=connection.in_fragments)
    stream = _Stream(send)
    for arrival in connection.packets():
        for unit in joiner.push(arrival):
            stream.push(unit)
        if joiner.lost:
            return


class _Stream:
    """Writers one after another: a camera that changes its parameter sets needs another head."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._times = PictureTimes()
        self._writer: FragmentWriter | None = None
        self._epoch = -1
        self._codec = ""
        self._told_head = False
        self._began_with: RingUnit | None = None

    def push(self, unit: AccessUnit) -> None:
        held = RingUnit(unit, *self._times.stamp(unit))
        if unit.is_key and (self._writer is None or unit.epoch != self._epoch):
            self._begin(held)
        if self._writer is None or self._is_left_out(held):
            return
        fragments = self._writer.push(held)
        if not self._told_head and self._writer.head:
            self._told_head = True
            self._send(LiveFrame(LiveFrameKind.HEAD, self._codec.encode() + b"\n" + self._writer.head))
        for fragment in fragments:
            kind = LiveFrameKind.KEY if fragment.is_key else LiveFrameKind.PICTURE
            self._send(LiveFrame(kind, fragment.data))

    def _begin(self, held: RingUnit) -> None:
        if self._writer is not None:
            self._writer.close()
        self._writer, self._epoch, self._told_head = FragmentWriter(held), held.unit.epoch, False
        self._codec = codec_name(held.unit.data)
        self._began_with = held

    def _is_left_out(self, held: RingUnit) -> bool:
        """Leading pictures of the first key picture, which nobody can decode."""
        if self._began_with is None or held is self._began_with:
            return False
        if is_leading(held, self._began_with):
            return True
        self._began_with = None
        return False


def codec_name(key_unit: bytes) -> str:
    """As browsers name it: ``avc1.`` with profile, constraints and level from the parameter sets."""
    for unit in shape_of(_PLAYED, key_unit).parameter_sets.split(b"\x00\x00\x01"):
        if unit and unit[0] & 0x1F == _H264_SETS_KIND:
            return f"avc1.{unit[1:4].hex()}"
    raise KnownError("camera.not_video")


def _line(fd: int) -> bytes:
    """Up to the line feed and not a byte further: what is readable later means that the other side is gone."""
    line = b""
    while not line.endswith(b"\n") and len(line) < _MOST_ORDER_BYTES:
        if not (byte := os.read(fd, 1)):
            os._exit(0)
        line += byte
    return line


def _send(frame: LiveFrame) -> None:
    data = memoryview(frame.packed())
    while data:
        data = data[os.write(sys.stdout.fileno(), data) :]


if __name__ == "__main__":
    main()

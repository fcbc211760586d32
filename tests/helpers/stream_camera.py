"""An RTSP camera for tests that sends any stream: codec, pace, timestamps and parameter sets as a test wants them."""

from __future__ import annotations

import base64
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tests.helpers.rtp_payloads import h26x_payloads, is_set, jpeg_payloads, kind_of, nals_of
from tests.helpers.rtsp_camera import RtspCamera
from tests.helpers.stream_clips import Coded

_CLOCK = 90_000
_TYPE = {"H264": 96, "H265": 96, "JPEG": 26}


def steady(_index: int, tick: int) -> int:
    """The timestamps of a camera that does it right."""
    return tick


def unedited(_index: int, nals: list[bytes]) -> list[bytes]:
    """What the encoder made."""
    return nals


@dataclass(frozen=True)
class Stream:
    """What a camera sends, over and over."""

    units: tuple[Coded, ...]
    codec: str = "H264"
    """As in the session description: H264, H265 or JPEG."""
    fps: float = 15.0
    ticks: Callable[[int, int], int] = steady
    """From a picture's number since the start and its true RTP time to the RTP time that is sent."""
    edit: Callable[[int, list[bytes]], list[bytes]] = unedited
    """From a picture's number since the start and its NAL units to the NAL units that are sent."""
    sets_in_sdp: bool = False
    begin_at: int = 0
    """The unit that a viewer gets first."""


@dataclass
class Sent:
    """The newest picture that went out, by its number."""

    number: int = -1
    count: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


class StreamCamera(RtspCamera):
    """``stream`` may be replaced at any time: the pictures that follow are of the new one, from its beginning."""

    def __init__(self, stream: Stream) -> None:
        self.stream = stream
        self.sent = Sent()
        super().__init__((b"",))

    def describe(self) -> str:
        """The session description of the stream of this moment."""
        stream = self.stream
        kind = _TYPE[stream.codec]
        lines = [
            "v=0", "o=- 0 0 IN IP4 127.0.0.1", "s=camera", "t=0 0", f"m=video 0 RTP/AVP {kind}",
            "c=IN IP4 127.0.0.1", f"a=rtpmap:{kind} {stream.codec}/{_CLOCK}",
        ]  # fmt: skip
        if stream.codec == "JPEG":
            lines.append(f"a=framerate:{stream.fps:g}")
        elif stream.sets_in_sdp:
            lines.append(f"a=fmtp:{kind} {_sets_of(stream)}")
        return "\r\n".join([*lines, "a=control:video", ""])

    def _answer(self, viewer: socket.socket, method: str, headers: dict[str, str]) -> bool:
        self._sdp = self.describe()
        return super()._answer(viewer, method, headers)

    def _play(self, viewer: socket.socket) -> None:
        sequence, pace = 0, threading.Event()
        while not self._closing:
            stream = self.stream
            started_s = time.monotonic()
            for index in range(2**31):
                pace.wait(max(0.0, started_s + index / stream.fps - time.monotonic()))
                if self._closing or self.stream is not stream:
                    break
                unit = stream.units[(index + stream.begin_at) % len(stream.units)]
                for data in _packets(stream, index, unit, sequence):
                    self._send(viewer, data)
                    sequence += 1
                with self.sent.lock:
                    self.sent.number, self.sent.count = unit.shown_at, self.sent.count + 1

    def _send(self, viewer: socket.socket, data: bytes) -> None:
        """One RTP packet."""
        viewer.sendall(b"$\x00" + struct.pack("!H", len(data)) + data)


def _packets(stream: Stream, index: int, unit: Coded, sequence: int) -> Iterator[bytes]:
    count = len(stream.units)
    shown_at = (index + stream.begin_at) // count * count + unit.shown_at
    ticks = stream.ticks(index, round(shown_at * _CLOCK / stream.fps))
    if stream.codec == "JPEG":
        payloads = list(jpeg_payloads(unit.data))
    else:
        payloads = list(h26x_payloads(stream.edit(index, nals_of(unit.data)), is_h265=stream.codec == "H265"))
    for number, (payload, marker) in enumerate(payloads, sequence):
        head = (0x80, _TYPE[stream.codec] | 0x80 * marker, number & 0xFFFF, ticks & 0xFFFFFFFF, 1)
        yield struct.pack("!BBHII", *head) + payload


def _sets_of(stream: Stream) -> str:
    is_h265 = stream.codec == "H265"
    sets = [nal for nal in nals_of(stream.units[0].data) if is_set(nal, is_h265=is_h265)]
    texts = [base64.b64encode(nal).decode() for nal in sets]
    if not is_h265:
        return f"packetization-mode=1;sprop-parameter-sets={','.join(texts)}"
    names = {32: "sprop-vps", 33: "sprop-sps", 34: "sprop-pps"}
    return ";".join(f"{names[kind_of(nal, is_h265=True)]}={text}" for nal, text in zip(sets, texts, strict=True))

"""A camera for tests that sends MPEG-TS over HTTP, with times of its own and streams that change."""

from __future__ import annotations

import contextlib
import io
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Self

import av

from tests.helpers.stream_camera import Sent, Stream

_CLOCK = 90_000
_PACKET_BYTES = 188
_NAMES = {"H264": "h264", "H265": "hevc"}
_OPTIONS = {"mpegts_copyts": "1", "flush_packets": "1", "pes_payload_size": "0", "mpegts_flags": "+resend_headers"}


class TsCamera:
    """``stream`` may be replaced: then the program map gets another version. A context manager."""

    def __init__(self, stream: Stream, first_tick: int = _CLOCK) -> None:
        self.stream = stream
        self.sent = Sent()
        self.connections = 0
        self._tick = first_tick
        self._closing = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._threads = [threading.Thread(target=self._accept, name="camera", daemon=True)]
        self._threads[0].start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}/cam.ts"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in self._threads:
            thread.join(5)

    def set_clock(self, tick: int) -> None:
        """The times go on from here, and the stream begins again."""
        self._tick = tick
        self.stream = replace(self.stream)

    def _accept(self) -> None:
        while not self._closing.is_set():
            try:
                viewer, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            thread = threading.Thread(target=self._serve, args=(viewer,), name="camera viewer", daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, viewer: socket.socket) -> None:
        with viewer, contextlib.suppress(OSError):
            viewer.recv(65536)
            viewer.sendall(b"HTTP/1.0 200 OK\r\nContent-Type: video/mp2t\r\n\r\n")
            version, counters = 0, dict[int, int]()
            while not self._closing.is_set():
                for data in muxed(self.stream, self._tick, version):
                    viewer.sendall(_counted(data, counters))
                    if self._paused():
                        break
                version += 1

    def _paused(self) -> bool:
        """Counts the picture and waits for the next one; True when the stream is another by now."""
        stream, unit = self.stream, self.stream.units[self.sent.count % len(self.stream.units)]
        self.sent.number, self.sent.count = unit.shown_at, self.sent.count + 1
        self._tick += round(_CLOCK / stream.fps)
        ends = self._closing.wait(1 / stream.fps) or self.stream is not stream
        if ends:
            self.sent.count = 0
        return ends


def muxed(stream: Stream, first_tick: int, version: int = 0) -> Iterator[bytes]:
    """The stream as MPEG-TS without end, picture by picture."""
    collected, step = io.BytesIO(), round(_CLOCK / stream.fps)
    with av.open(collected, "w", format="mpegts", options=_OPTIONS | {"tables_version": str(version)}) as muxer:
        muxer.add_mux_stream(_NAMES[stream.codec])
        for index in range(2**31):
            unit, count = stream.units[index % len(stream.units)], len(stream.units)
            packet = av.Packet(unit.data)
            packet.time_base, packet.is_keyframe = Fraction(1, _CLOCK), unit.is_key
            packet.dts = first_tick + index * step
            # Two pictures later, so that those coded out of order are not shown before they are decoded.
            packet.pts = first_tick + (index // count * count + unit.shown_at + 2) * step
            packet.stream = muxer.streams[0]
            muxer.mux_one(packet)
            yield collected.getvalue()
            collected.seek(0)
            collected.truncate()


def _counted(data: bytes, counters: dict[int, int]) -> bytes:
    """With continuity counters that go on from one muxer to the next: a jump would mean that packets were lost."""
    found = bytearray(data)
    for at in range(0, len(found), _PACKET_BYTES):
        pid, has_payload = (found[at + 1] & 0x1F) << 8 | found[at + 2], bool(found[at + 3] & 0x10)
        counters[pid] = (counters.get(pid, -1) + has_payload) & 0xF
        found[at + 3] = found[at + 3] & 0xF0 | counters[pid]
    return bytes(found)

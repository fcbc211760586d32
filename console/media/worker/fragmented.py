"""The camera's pictures as fragmented MP4, one fragment each, nothing decoded or encoded again: what browsers can play."""

from __future__ import annotations

import io
import struct
from collections import deque
from dataclasses import dataclass
from fractions import Fraction

import av
from av.container import OutputContainer

from console.media.worker.restamp import TICKS_A_SECOND
from console.media.worker.ring import RingUnit

_TIME_BASE = Fraction(1, TICKS_A_SECOND)
_OPTIONS = {
    # A fragment is written once the picture after it has come: only then is it known how long it is to be seen, and
    # browsers throw away all pictures up to the next key picture where one does not follow on the other.
    "movflags": "empty_moov+default_base_moof+frag_every_frame",
    "flush_packets": "1",
    "avoid_negative_ts": "disabled",
}
_BOX = struct.Struct("!I4s")


@dataclass(frozen=True)
class Fragment:
    """One picture."""

    data: bytes
    is_key: bool


class FragmentWriter:
    """One stream with one set of parameter sets; one thread."""

    def __init__(self, first: RingUnit) -> None:
        """``first`` is a key picture with its parameter sets. Raises FFmpeg's errors."""
        self._sink = _Sink()
        self._first_ticks = first.dts_ticks
        self._keys: deque[bool] = deque()
        self._fragment = b""
        self.head = b""
        """Complete with the first picture."""
        self._out: OutputContainer = av.open(self._sink, "w", format="mp4", options=_OPTIONS)
        with av.open(io.BytesIO(first.unit.data), "r", format="h264") as template:
            self._stream = self._out.add_stream_from_template(template.streams.video[0], opaque=True)
        self._stream.time_base = _TIME_BASE

    def push(self, unit: RingUnit) -> list[Fragment]:
        """What is complete with this picture: as a rule, the one before it."""
        packet = av.Packet(unit.unit.data)
        packet.dts, packet.pts = unit.dts_ticks - self._first_ticks, unit.pts_ticks - self._first_ticks
        packet.time_base, packet.is_keyframe, packet.stream = _TIME_BASE, unit.is_key, self._stream
        self._keys.append(unit.is_key)
        self._out.mux_one(packet)
        return self._complete()

    def close(self) -> None:
        self._out.close()

    def _complete(self) -> list[Fragment]:
        done: list[Fragment] = []
        for kind, box in self._sink.boxes():
            if kind in (b"ftyp", b"moov"):
                self.head += box
                continue
            self._fragment += box
            if kind == b"mdat":
                done.append(Fragment(self._fragment, self._keys.popleft()))
                self._fragment = b""
        return done


class _Sink:
    """What FFmpeg writes into, in pieces of its own; gives whole boxes."""

    def __init__(self) -> None:
        self._data = bytearray()

    def write(self, data: bytes) -> int:
        self._data += data
        return len(data)

    def boxes(self) -> list[tuple[bytes, bytes]]:
        found: list[tuple[bytes, bytes]] = []
        while len(self._data) >= _BOX.size:
            size, kind = _BOX.unpack_from(self._data)
            if len(self._data) < size:
                break
            found.append((kind, bytes(self._data[:size])))
            del self._data[:size]
        return found

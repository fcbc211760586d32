"""What every way to a camera gives: an opened container, and what its times mean."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any, cast

from av.audio.stream import AudioStream
from av.container import InputContainer
from av.packet import Packet
from av.video.stream import VideoStream

from console.media.worker.sources.pacer import Pacer

READ_TIMEOUT_S = 5.0
"""How long a camera may be silent before its connection counts as lost."""

LIVE_OPTIONS = {
    "fflags": "nobuffer",
    "analyzeduration": "500000",
    "probesize": "131072",
    "fpsprobesize": "0",
}
"""For the demuxer of a stream that comes as it happens."""

_NORMAL, _HURRY = 1.0, 1.1


class Pace(Enum):
    """What the times of a source's packets are good for."""

    AS_IT_COMES = auto()
    """The packets come when they are due."""
    IN_PIECES = auto()
    """The packets come in bursts of seconds (HLS): spread over the time until the next burst."""
    FROM_A_FILE = auto()
    """All packets are there: each must wait for its time, and after the last comes the first."""
    NO_TIMES = auto()
    """The demuxer invents times (JPEG pictures over HTTP have none): the arrival counts."""


def _nothing(_packet: Packet[AudioStream]) -> None:
    """Sound that nobody asked for."""


@dataclass
class Source:
    """An open source. Read and closed by the thread that opened it."""

    container: InputContainer
    pace: Pace = Pace.AS_IT_COMES
    closers: list[Callable[[], None]] = field(default_factory=list)
    """What to let go of after the container: a child process, a connection."""
    is_behind: Callable[[], bool] = lambda: False
    """True while the source has newer pictures waiting than it should: it is then read a little faster."""
    hear: Callable[[Packet[AudioStream]], None] = _nothing
    """Given every packet of ``sound``, at once and on the reading thread; must not block."""

    @property
    def sound(self) -> AudioStream | None:
        """The camera's sound, when FFmpeg knows its codec."""
        known = (one for one in self.container.streams.audio if getattr(one.codec_context, "name", ""))
        return next(known, None)

    def demux(self, stream: VideoStream) -> Iterator[Packet[VideoStream]]:
        """The stream's packets when they are due. Raises KnownError or FFmpeg's errors."""
        pacer, pause = Pacer(), threading.Event()
        waits = self.pace in (Pace.IN_PIECES, Pace.FROM_A_FILE)
        sound = self.sound
        wanted = (stream,) if sound is None else (stream, sound)
        while True:
            for packet in self._packets(*wanted):
                if packet.stream_index != stream.index:
                    self.hear(cast("Packet[AudioStream]", packet))
                    continue
                if packet.size and packet.dts is not None and waits:
                    time_s = float(packet.dts * packet.time_base)
                    pause.wait(pacer.delay_s(time_s, time.monotonic(), _HURRY if self.is_behind() else _NORMAL))
                if packet.size:
                    yield cast("Packet[VideoStream]", packet)
            if self.pace is not Pace.FROM_A_FILE:
                return
            self.container.seek(0)

    def _packets(self, *wanted: VideoStream | AudioStream) -> Iterator[Packet[Any]]:
        try:
            yield from self.container.demux(*wanted)
        except IndexError:
            # WORKAROUND(https://github.com/PyAV-Org/PyAV/blob/main/av/container/input.py): at the end it flushes all streams,
            # and stumbles over those that a camera gone mad announced after the start.
            return

    def close(self) -> None:
        """Blocks for as long as FFmpeg takes to say goodbye."""
        try:
            self.container.close()
        finally:
            for closer in self.closers:
                closer()

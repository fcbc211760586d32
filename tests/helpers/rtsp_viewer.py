"""A viewer for tests: opens a farm's feed in a thread and keeps what it sees, picture by picture."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

import av

from console.base.redaction import Secret, with_credentials
from console.farm.clips.counter import read_counter

_OPEN_S, _READ_S = 15.0, 60.0
# FFmpeg looks at seconds of a stream before it hands out anything, unless told that a little is enough.
_OPTIONS = {"rtsp_transport": "tcp", "analyzeduration": "200000", "fflags": "nobuffer"}


@dataclass(frozen=True)
class Seen:
    """One picture."""

    at_s: float
    """Monotonic time of its arrival."""
    pts_s: float | None
    counter: tuple[int, int] | None
    """Clip id and frame number; None when they can't be read."""
    damaged: bool


class Viewer:
    """Watches one feed until closed or cut off. The pictures are read from the test's thread."""

    def __init__(self, url: str, user: str, password: Secret) -> None:
        self.seen: list[Seen] = []
        self.error: BaseException | None = None
        self.complaints = 0
        """Units that the decoder refused."""
        self._url = with_credentials(url, user, password)
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="viewer", daemon=True)
        self._thread.start()

    @property
    def ended(self) -> bool:
        return not self._thread.is_alive()

    @property
    def counters(self) -> list[tuple[int, int] | None]:
        return [seen.counter for seen in self.seen]

    @property
    def silent_s(self) -> float:
        """Seconds since the last picture; 0 before the first."""
        return time.monotonic() - self.seen[-1].at_s if self.seen else 0.0

    def close(self) -> None:
        """Asks the thread to end; it does with the next packet (a daemon, when none comes any more)."""
        self._closing.set()

    def _run(self) -> None:
        try:
            with av.open(self._url, options=_OPTIONS, timeout=(_OPEN_S, _READ_S)) as container:
                for packet in container.demux(container.streams.video[0]):
                    if self._closing.is_set():
                        return
                    self.seen.extend(self._decoded(packet))
        except av.FFmpegError as error:
            self.error = error

    def _decoded(self, packet: av.Packet[av.VideoStream]) -> Iterator[Seen]:
        try:
            frames = packet.decode()
        except av.FFmpegError:
            self.complaints += 1
            return
        for frame in frames:
            if isinstance(frame, av.VideoFrame):
                counter = read_counter(frame.to_ndarray(format="gray"))
                yield Seen(time.monotonic(), frame.time, counter, frame.is_corrupt)

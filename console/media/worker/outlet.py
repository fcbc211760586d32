"""Where a feed's pictures go: the pipe and the player of one surface, made for one format of the stream."""

from __future__ import annotations

from dataclasses import dataclass

from console.media.worker.player import Player
from console.media.worker.ring import RingUnit
from console.media.worker.ts_pipe import TsPipe


@dataclass(frozen=True)
class StreamFormat:
    """What must be known to play a stream; another format needs another player."""

    codec: str
    width_px: int
    height_px: int
    caching_ms: int


@dataclass(frozen=True, eq=False)
class Outlet:
    """Made and released on the command thread; ``begin`` and ``offer`` are called under the feed's lock."""

    format: StreamFormat
    pipe: TsPipe
    player: Player

    def begin(self, group: list[RingUnit]) -> None:
        """The group of pictures that is going on, so that the first picture need not wait for a key picture."""
        self.pipe.preroll(group)

    def offer(self, unit: RingUnit) -> None:
        taken = self.pipe.offer(unit)
        self.player.note_packet(unit.unit.arrival_ns, dropped=not taken)

    def release(self) -> None:
        """Blocks until libVLC has stopped; the feed must not know the outlet any more."""
        self.player.release()
        self.pipe.close()

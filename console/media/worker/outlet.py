"""Where a feed's pictures go: a player made for one format of the stream."""

from __future__ import annotations

from dataclasses import dataclass

from console.media.picture_memory import PictureFormat
from console.media.worker.player import Player


@dataclass(frozen=True)
class StreamFormat:
    """What must be known to play a stream; another format needs another player."""

    codec: str
    width_px: int
    height_px: int


@dataclass(frozen=True, eq=False)
class Outlet:
    """Made and released on the command thread; ``player.begin`` and ``player.offer`` are called under the feed's lock."""

    format: StreamFormat
    shown: PictureFormat
    player: Player

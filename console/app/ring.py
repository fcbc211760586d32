"""The settings that say how much of each camera is kept for replay, as the media engine takes them."""

from __future__ import annotations

from console.media.protocol.messages import SetRing
from console.settings.file import Settings
from console.settings.options import REPLAY_MIB_FEED, REPLAY_MIB_WORKER, REPLAY_SECONDS

_MIB = 1024 * 1024


def ring_of(settings: Settings) -> SetRing:
    return SetRing(
        float(settings.get(REPLAY_SECONDS)),
        settings.get(REPLAY_MIB_FEED) * _MIB,
        settings.get(REPLAY_MIB_WORKER) * _MIB,
    )

"""When a decoder counts as hung: the camera sends, and for seconds nothing comes out; started anew within a budget."""

from __future__ import annotations

from console.domain.feed_state import SignsOfLife

HUNG_AFTER_S = 3.0
FIRST_PICTURE_WITHIN_S = 8.0
"""A player that has shown nothing yet gets more time: a cold wall starts all its decoders at once."""
_HUNG_INTERVALS = 3
_LONGEST_PAUSE_S = 60.0


class DecoderHealth:
    """Of the players of one surface, one after another. Looked at about once a second while the picture stands."""

    def __init__(self, now_s: float) -> None:
        self._decoded = 0
        self._since_s = now_s
        """Since when packets have come without a decoded picture."""
        self._restarts = 0

    @property
    def in_trouble(self) -> bool:
        return self._restarts > 0

    def well(self, now_s: float) -> None:
        """The picture moves."""
        self._since_s = now_s
        self._restarts = 0

    def progressed(self, decoded: int, now_s: float) -> bool:
        """True when the decoder's count has grown since the last look."""
        grown = decoded > self._decoded
        self._decoded = decoded
        if grown:
            self.well(now_s)
        return grown

    def hung(self, signs: SignsOfLife, now_s: float) -> bool:
        """True when the player must be started anew now."""
        interval_s = signs.interval_s or 0.0
        limit_s = max(HUNG_AFTER_S, _HUNG_INTERVALS * interval_s)
        if signs.packet_s is None or signs.packet_s >= limit_s / 2:
            self._since_s = now_s
            return False
        if signs.picture_s is None:
            limit_s = max(limit_s, FIRST_PICTURE_WITHIN_S)
        pause_s = max(limit_s, min(_LONGEST_PAUSE_S, limit_s * float(2**self._restarts)))
        return now_s - self._since_s >= pause_s

    def restarted(self, now_s: float) -> None:
        """A new player begins to count from nothing."""
        self._restarts += 1
        self._decoded = 0
        self._since_s = now_s

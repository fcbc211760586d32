"""What a stretch of time of one feed came to: sums, so that stretches side by side can be joined."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class FeedSpan:
    """From ``begin_unix_s`` on; ``looked_s`` of its seconds were looked at, whatever its length."""

    begin_unix_s: int
    looked_s: int = 0
    live_s: int = 0
    """Seconds in which its picture was fresh."""
    received: int = 0
    """Pictures from the camera."""
    shown: int = 0
    """Pictures that differed from the one before; of the tile that showed most, if several did."""
    dropped: int = 0
    """Pictures that the decoder was not given because it did not keep up."""
    payload_bytes: int = 0
    key_pictures: int = 0
    silences: int = 0
    connections: int = 0
    jitter_ms: float = 0.0
    """The worst of its seconds, as for the next two."""
    key_interval_s: float = 0.0
    age_ms: float = 0.0
    """How old the picture on the screen became; 0 when none was shown."""

    def joined(self, other: FeedSpan) -> FeedSpan:
        """Both together, beginning where this one does."""
        return replace(
            self,
            looked_s=self.looked_s + other.looked_s,
            live_s=self.live_s + other.live_s,
            received=self.received + other.received,
            shown=self.shown + other.shown,
            dropped=self.dropped + other.dropped,
            payload_bytes=self.payload_bytes + other.payload_bytes,
            key_pictures=self.key_pictures + other.key_pictures,
            silences=self.silences + other.silences,
            connections=self.connections + other.connections,
            jitter_ms=max(self.jitter_ms, other.jitter_ms),
            key_interval_s=max(self.key_interval_s, other.key_interval_s),
            age_ms=max(self.age_ms, other.age_ms),
        )

"""What a worker counts of a feed, and what one stretch of time of it came to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class FeedCounts:
    """Sums since the feed was opened in its worker: a later one less an earlier one tells of the time between.

    A new worker begins at nothing, so a sum that is smaller than the one before is no difference but a new beginning.
    """

    connections: int = 0
    """Made, the first one too."""
    pictures: int = 0
    """As the camera sent them, decoded or not."""
    payload_bytes: int = 0
    """Of their pictures, without the network's own."""
    key_pictures: int = 0
    silences: int = 0
    """Within a connection: longer than a second, and than four of the feed's usual intervals."""
    jitter_ms: float = 0.0
    """How unevenly pictures come against the camera's own times, smoothed as RFC 3550 (6.4.1) does; 0 where it states none."""
    key_interval_s: float = 0.0
    """Between the last two key pictures; 0 before the second."""

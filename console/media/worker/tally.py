"""Counts what comes of one feed; a few additions a picture, so that it may always run."""

from __future__ import annotations

from console.domain.feed_counts import FeedCounts
from console.domain.picture_interval import PictureInterval
from console.media.worker.access_units import AccessUnit

_SILENCE_S = 1.0
_SILENT_INTERVALS = 4
_SMOOTHING = 1 / 16
"""RFC 3550, 6.4.1."""
_CLOCK_JUMP_S = 5.0
"""Between two pictures, the camera's clock against ours: it was set, which is no jitter."""


class FeedTally:
    """``connected`` and ``add`` on the feed's thread; ``counts`` on any: its numbers may be of two neighbouring pictures."""

    def __init__(self) -> None:
        self._connections = self._pictures = self._bytes = self._keys = self._silences = 0
        self._jitter_s = self._key_interval_s = 0.0
        self._interval = PictureInterval()
        self._usual_ns = 0
        """Between its pictures, as known before the one that comes."""
        self._before: tuple[float, float | None] | None = None
        """Arrival and the camera's own time of the last picture of this connection."""
        self._key_s = 0.0

    def connected(self) -> None:
        self._connections += 1
        self._before = None
        self._interval, self._usual_ns = PictureInterval(), 0
        self._key_s = 0.0

    def add(self, unit: AccessUnit) -> None:
        """One picture as it came."""
        arrival_s, camera_s = unit.arrival_ns / 1e9, unit.dts_s
        self._pictures += 1
        self._bytes += len(unit.data)
        if unit.is_key:
            self._keys += 1
            if self._key_s:
                self._key_interval_s = arrival_s - self._key_s
            self._key_s = arrival_s
        usual_s, self._usual_ns = self._usual_ns / 1e9, self._interval.note(unit.arrival_ns)
        if self._before is not None:
            passed_s = arrival_s - self._before[0]
            # Before anybody knows what is usual for it, a feed is not silent.
            self._silences += bool(usual_s) and passed_s > max(_SILENCE_S, _SILENT_INTERVALS * usual_s)
            self._smooth(passed_s, camera_s, self._before[1])
        self._before = arrival_s, camera_s

    def counts(self) -> FeedCounts:
        return FeedCounts(
            connections=self._connections,
            pictures=self._pictures,
            payload_bytes=self._bytes,
            key_pictures=self._keys,
            silences=self._silences,
            jitter_ms=round(self._jitter_s * 1000, 2),
            key_interval_s=round(self._key_interval_s, 3),
        )

    def _smooth(self, passed_s: float, camera_s: float | None, before_s: float | None) -> None:
        if camera_s is None or before_s is None:
            return
        off_s = abs(passed_s - (camera_s - before_s))
        if off_s < _CLOCK_JUMP_S:
            self._jitter_s += (off_s - self._jitter_s) * _SMOOTHING

"""The two times of each picture in the ring: when it is decoded and when it is seen."""

from __future__ import annotations

from bisect import insort

from console.media.worker.access_units import AccessUnit
from console.media.worker.restamp import TICKS_A_SECOND, Restamper

_MOST_REORDERED = 16
"""No codec shows a picture later than so many that come after it."""
_REMEMBERED = 64
"""Pictures after which a depth that was never seen again is forgotten."""
_DISTRUSTED_FOR = 300
"""Pictures for which times of decoding that went back once are not used."""


class DecodeOrder:
    """Finds times of decoding for pictures that come with times of showing only, as RTP has it. One thread.

    A picture is decoded no later than the ``depth + 1`` latest pictures so far are shown, where ``depth`` is how many
    pictures were seen to overtake another one.
    """

    def __init__(self) -> None:
        self._latest: list[float] = []
        """The latest times of showing, in their order."""
        self._depth = 0
        self._recent_depth = 0
        self._count = 0

    def decode_s(self, shown_s: float) -> float:
        """Never later than ``shown_s``; grows from picture to picture, unless the depth does or the times are nonsense."""
        overtaken_by = sum(1 for known_s in self._latest if known_s > shown_s)
        if overtaken_by > _MOST_REORDERED or shown_s in self._latest:
            self._latest, self._depth, self._recent_depth = [], 0, 0
            overtaken_by = 0
        self._note_depth(overtaken_by)
        insort(self._latest, shown_s)
        del self._latest[: -(_MOST_REORDERED + 1)]
        return self._latest[max(0, len(self._latest) - 1 - self._depth)]

    def _note_depth(self, depth: int) -> None:
        self._depth, self._recent_depth = max(self._depth, depth), max(self._recent_depth, depth)
        self._count += 1
        if self._count % _REMEMBERED == 0:
            self._depth, self._recent_depth = self._recent_depth, 0


class PictureTimes:
    """One feed's; one thread."""

    def __init__(self) -> None:
        self._restamper = Restamper()
        self._order = DecodeOrder()
        self._last_dts_s = float("-inf")
        self._distrusted_for = 0

    def stamp(self, unit: AccessUnit) -> tuple[int, int]:
        """Ticks of decoding, which always grow, and of showing, which are never before them."""
        decode_s = self._decode_s(unit)
        decode_ticks = self._restamper.stamp(decode_s, unit.arrival_ns / 1e9)
        if unit.pts_s is None or decode_s is None or self._restamper.by_arrival:
            return decode_ticks, decode_ticks
        ahead_s = min(1.0, max(0.0, unit.pts_s - decode_s))
        return decode_ticks, decode_ticks + round(ahead_s * TICKS_A_SECOND)

    def _decode_s(self, unit: AccessUnit) -> float | None:
        if unit.pts_s is None:
            return unit.dts_s
        found_s = self._order.decode_s(unit.pts_s)
        if unit.dts_s is None:
            return found_s
        # FFmpeg gives the time of showing for both where it knows no better: then they do not grow.
        grows = self._last_dts_s < unit.dts_s <= unit.pts_s
        self._last_dts_s = unit.dts_s
        self._distrusted_for = max(0, self._distrusted_for - 1) if grows else _DISTRUSTED_FOR
        return found_s if self._distrusted_for else unit.dts_s

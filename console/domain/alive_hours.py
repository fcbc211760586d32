"""Was a camera alive, hour by hour: and where nobody looked, that is said and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

HOUR_S = 3600
WIB_S = 7 * HOUR_S
"""Hours and days of Semarang begin so much earlier than those of UTC."""
DAYS = 7


@dataclass(frozen=True)
class AliveHour:
    """``looked_s`` is 0 when nobody looked."""

    begin_unix_s: int
    looked_s: int = 0
    live_s: int = 0

    @property
    def share(self) -> float | None:
        """How much of the time that somebody looked the picture was fresh; None when nobody did."""
        return min(1.0, self.live_s / self.looked_s) if self.looked_s else None


def week_begin_unix_s(now_unix_s: int) -> int:
    """The midnight of Semarang with which the last seven days, today among them, began."""
    today = now_unix_s - (now_unix_s + WIB_S) % 86_400
    return today - (DAYS - 1) * 86_400


def alive_hours(pieces: Iterable[tuple[int, int, int]], now_unix_s: int) -> list[AliveHour]:
    """Of seven days; ``pieces``: when a stretch began, how long somebody looked and how long it was fresh.

    Several feeds of a camera may tell of the same time. It was alive where any of them was: of stretches that begin
    together the best counts.
    """
    best: dict[int, tuple[int, int]] = {}
    for begin, looked_s, live_s in pieces:
        known = best.get(begin, (0, 0))
        best[begin] = (max(known[0], looked_s), max(known[1], live_s))
    first = week_begin_unix_s(now_unix_s)
    sums = [[0, 0] for _ in range(DAYS * 24)]
    for begin, (looked_s, live_s) in best.items():
        hour = (begin - first) // HOUR_S
        if 0 <= hour < len(sums):
            sums[hour][0] += looked_s
            sums[hour][1] += live_s
    return [AliveHour(first + hour * HOUR_S, looked, live) for hour, (looked, live) in enumerate(sums)]

"""What a wall machine really showed on a tile: live, stale or no picture for how long; and reports that cannot be true."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum
from uuid import UUID

from console.base.errors import KnownError
from console.base.ids import new_id
from console.domain.feed_state import FeedState

TOLERANCE_S = 2.0
"""Two clocks never agree; less than this is no contradiction."""
MOST_AHEAD_S = 5.0
_LONGEST_LOOK_S = 5.0
"""Between two looks; over a longer hole nobody knows what was shown, so the showing ends before it."""


class Shown(Enum):
    """What a tile with a camera shows."""

    LIVE = "live"
    STALE = "stale"
    """A picture that is not fresh: suspect, the same again and again, or old."""
    DARK = "dark"
    """No picture of now: connecting, without a connection, or closed."""


_STALE = frozenset({FeedState.SUSPECT, FeedState.SAME_PICTURE, FeedState.STALE})


def shown_of(state: FeedState | None) -> Shown:
    """``state`` None is that of a closed camera."""
    if state is FeedState.LIVE:
        return Shown.LIVE
    return Shown.STALE if state in _STALE else Shown.DARK


def shown_together(states: Iterable[FeedState | None]) -> Shown:
    """Of tiles that one account is of: the best of them."""
    found = {shown_of(state) for state in states}
    return next((shown for shown in (Shown.LIVE, Shown.STALE) if shown in found), Shown.DARK)


@dataclass(frozen=True)
class Showing:
    """One machine, one spell of a tile, without a hole. Told again it has the same id and start, and never less."""

    id: UUID
    spell_id: UUID
    from_utc: datetime
    to_utc: datetime
    live_s: float = 0.0
    stale_s: float = 0.0
    dark_s: float = 0.0

    @property
    def counted_s(self) -> float:
        return self.live_s + self.stale_s + self.dark_s


def check_showing(
    told: Showing, spell_from_utc: datetime, before: Showing | None, others: Iterable[Showing], now_utc: datetime
) -> None:
    """``before``: the same as it was told last; ``others``: of the same machine and tile.

    Raises KnownError ``wall.showing_negative``, ``wall.showing_backwards``, ``wall.showing_future``,
    ``wall.showing_too_long``, ``wall.showing_changed``, ``wall.showing_overlaps``.
    """
    tolerance = timedelta(seconds=TOLERANCE_S)
    parts = (told.live_s, told.stale_s, told.dark_s)
    if not all(math.isfinite(part) and part >= 0 for part in parts):
        raise KnownError("wall.showing_negative")
    if told.to_utc < told.from_utc or told.from_utc < spell_from_utc - timedelta(seconds=MOST_AHEAD_S):
        raise KnownError("wall.showing_backwards")
    if told.to_utc > now_utc + timedelta(seconds=MOST_AHEAD_S):
        raise KnownError("wall.showing_future")
    if told.counted_s > (told.to_utc - told.from_utc).total_seconds() + TOLERANCE_S:
        raise KnownError("wall.showing_too_long")
    if before is not None and not goes_on(before, told):
        raise KnownError("wall.showing_changed")
    for other in others:
        if (
            other.id != told.id
            and told.from_utc + tolerance < other.to_utc
            and other.from_utc + tolerance < told.to_utc
        ):
            raise KnownError("wall.showing_overlaps")


def goes_on(before: Showing, told: Showing) -> bool:
    """``told`` is the same showing as ``before``, as far as then or further."""
    return (
        (before.spell_id, before.from_utc) == (told.spell_id, told.from_utc)
        and told.to_utc >= before.to_utc
        and told.live_s >= before.live_s
        and told.stale_s >= before.stale_s
        and told.dark_s >= before.dark_s
    )


class ShowingCount:
    """Counts what is seen at each look. Lengths by the monotonic clock; where the other one jumps, a showing ends. One thread."""

    def __init__(self) -> None:
        self._open: dict[UUID, _Open] = {}
        self._looked_s: float | None = None

    @property
    def open_ones(self) -> list[Showing]:
        """As far as they have been looked at."""
        return [one.showing for one in self._open.values()]

    def look(self, seen: Mapping[UUID, Shown], now_utc: datetime, now_s: float) -> list[Showing]:
        """``seen``: by spell. Gives those that have ended."""
        passed_s = 0.0 if self._looked_s is None else now_s - self._looked_s
        self._looked_s = now_s
        ended = []
        for spell, one in list(self._open.items()):
            grown = one.after(passed_s, now_s)
            jumped_s = abs((now_utc - one.showing.from_utc).total_seconds() - (now_s - one.from_s))
            has_hole = passed_s > _LONGEST_LOOK_S or jumped_s > TOLERANCE_S
            if has_hole or spell not in seen:
                ended.append((one if has_hole else grown).showing)
                del self._open[spell]
            else:
                self._open[spell] = replace(grown, state=seen[spell])
        for spell in seen.keys() - self._open.keys():
            begun = Showing(new_id(), spell, now_utc, now_utc)
            self._open[spell] = _Open(begun, now_s, seen[spell])
        return ended

    def forget(self, showing_id: UUID) -> None:
        """One that the centre does not believe: what is shown now begins anew."""
        self._open = {spell: one for spell, one in self._open.items() if one.showing.id != showing_id}


@dataclass(frozen=True)
class _Open:
    showing: Showing
    from_s: float
    state: Shown

    def after(self, passed_s: float, now_s: float) -> _Open:
        """``passed_s`` more of what it showed at the last look."""
        grown = replace(self.showing, to_utc=self.showing.from_utc + timedelta(seconds=now_s - self.from_s))
        if self.state is Shown.LIVE:
            grown = replace(grown, live_s=grown.live_s + passed_s)
        elif self.state is Shown.STALE:
            grown = replace(grown, stale_s=grown.stale_s + passed_s)
        else:
            grown = replace(grown, dark_s=grown.dark_s + passed_s)
        return replace(self, showing=grown)

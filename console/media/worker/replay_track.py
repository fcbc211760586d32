"""The pictures that a replay may show, in the order in which they are seen, found by time and by neighbour."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from console.media.worker.picture_group import PictureGroup
from console.media.worker.restamp import TICKS_A_SECOND
from console.media.worker.ring import PacketRing


@dataclass(frozen=True)
class Spot:
    """One picture: its group and its number there in order of decoding, which never changes."""

    group: PictureGroup
    index: int

    @property
    def pts_ticks(self) -> int:
        return self.group.pts_ticks(self.index)

    @property
    def arrival_ns(self) -> int:
        return self.group.arrival_ns(self.index)


class ReplayTrack:
    """Keeps what it may still show alive, whatever the ring drops meanwhile. One thread."""

    def __init__(self, ring: PacketRing, most_bytes: int) -> None:
        """``most_bytes``: at so many it stops taking new pictures; what the ring drops then is missing later."""
        self._ring = ring
        self._most_bytes = most_bytes
        self._groups: list[PictureGroup] = []

    def newest(self) -> Spot | None:
        """The newest picture there is."""
        self._take_newer()
        return self._seen(self._groups[-1])[-1] if self._groups else None

    def back_from(self, spot: Spot, seconds: float) -> Spot:
        """The picture seen ``seconds`` before, or the oldest there is."""
        wanted_ticks = spot.pts_ticks - round(seconds * TICKS_A_SECOND)
        self._take_older(wanted_ticks)
        last = bisect_right(self._groups, wanted_ticks, key=_first_ticks) - 1
        group = self._groups[max(0, last)]
        return next((one for one in reversed(self._seen(group)) if one.pts_ticks <= wanted_ticks), self._seen(group)[0])

    def after(self, spot: Spot) -> Spot | None:
        """The picture seen next; None for the newest."""
        inside = (one for one in self._seen(spot.group) if one.pts_ticks > spot.pts_ticks)
        following = next(inside, None)
        if following is not None:
            return following
        self._take_newer()
        at = bisect_right(self._groups, _first_ticks(spot.group), key=_first_ticks)
        return self._seen(self._groups[at])[0] if at < len(self._groups) else None

    def before(self, spot: Spot) -> Spot | None:
        """The picture seen before; None for the oldest."""
        inside = (one for one in reversed(self._seen(spot.group)) if one.pts_ticks < spot.pts_ticks)
        former = next(inside, None)
        if former is not None:
            return former
        self._take_older(_first_ticks(spot.group) - 1)
        at = bisect_right(self._groups, _first_ticks(spot.group) - 1, key=_first_ticks) - 1
        return self._seen(self._groups[at])[-1] if at >= 0 else None

    def keep_up(self, shown: Spot) -> None:
        """Takes what has come since, and gives up what lies before ``shown`` where that needs the room."""
        self._take_newer()
        while self._groups[0] is not shown.group and self._held_bytes() > self._most_bytes:
            del self._groups[0]

    def _take_newer(self) -> None:
        if self._held_bytes() > self._most_bytes:
            return
        newest = _first_ticks(self._groups[-1]) if self._groups else None
        held = self._ring.groups()
        if newest is None:
            self._groups = held[-1:]
        else:
            self._groups += [group for group in held if _first_ticks(group) > newest]

    def _take_older(self, until_ticks: int) -> None:
        """Older groups of the ring up to the one that was on at ``until_ticks``."""
        older = [group for group in self._ring.groups() if _first_ticks(group) < _first_ticks(self._groups[0])]
        first = bisect_right(older, until_ticks, key=_first_ticks) - 1
        self._groups = older[max(0, first) :] + self._groups

    def _held_bytes(self) -> int:
        return sum(group.size_bytes for group in self._groups)

    @staticmethod
    def _seen(group: PictureGroup) -> list[Spot]:
        """In order of seeing, which is not that of decoding where pictures build on later ones."""
        return [Spot(group, index) for index in sorted(range(len(group)), key=group.pts_ticks)]


def _first_ticks(group: PictureGroup) -> int:
    return group.pts_ticks(0)

"""The last seconds of a feed as compressed pictures, beginning with a key picture."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from console.domain.footage import GapReason
from console.media.worker.picture_group import PictureGroup, RingUnit
from console.media.worker.ring_room import RingRoom


@dataclass(frozen=True)
class Held:
    """What a ring holds at one moment, oldest first; the newest group goes on growing, and none vanishes for its reader."""

    groups: list[PictureGroup]
    before: GapReason
    """Why there is nothing before the first picture."""
    after: GapReason
    """Why there is nothing after the last one, should it be old."""


class PacketRing:
    """Bounded in time and bytes, whichever is reached first; whole groups of pictures go at once. Any thread."""

    def __init__(self, room: RingRoom | None = None, codec: str = "") -> None:
        """``room`` bounds it, together with the other rings of the worker."""
        self._room = room or RingRoom()
        self.codec = codec
        """Of the pictures that come next; set before they do."""
        self._groups: deque[PictureGroup] = deque()
        self._held_bytes = 0
        self._open = False
        self._gap = GapReason.NOT_OPEN
        """Why the next group does not follow on the last one."""
        self._has_dropped = False
        self._room.enter(self)

    def append(self, unit: RingUnit) -> None:
        """Units before the first key picture are not kept: nothing could decode them."""
        with self._room.lock:
            if unit.is_key:
                self._open = True
                self._groups.append(PictureGroup(self.codec, unit.unit.epoch, self._gap))
                self._gap = GapReason.NO_PICTURES
            if not self._open:
                return
            self._groups[-1].append(unit)
            self._count(len(unit.unit.data))
            self._drop_old(unit.unit.arrival_ns)

    def newest_group(self) -> list[RingUnit]:
        """The pictures from the last key picture to now: what a player needs to show something at once."""
        with self._room.lock:
            return self._groups[-1].units() if self._open else []

    def groups(self) -> list[PictureGroup]:
        """All that is held, oldest first, nothing copied; the newest goes on growing, and none vanishes for its reader."""
        with self._room.lock:
            return list(self._groups)

    def held(self) -> Held:
        """The same, with why it is no more than that."""
        with self._room.lock:
            first = self._groups[0].gap_before if self._groups else self._gap
            return Held(
                list(self._groups),
                GapReason.MEMORY if self._has_dropped else first,
                self._gap if self._groups else GapReason.NOT_OPEN,
            )

    def cut(self) -> None:
        """The connection broke: what comes next does not follow on these pictures, and needs a key picture."""
        with self._room.lock:
            if self._open:
                self._open, self._gap = False, GapReason.CONNECTION

    def close(self) -> None:
        """Nothing is appended any more; what is held stays readable and no longer counts for the room."""
        self._room.leave(self)

    @property
    def held_bytes(self) -> int:
        return self._held_bytes

    def drop_oldest(self) -> None:
        """Under the room's lock."""
        if len(self._groups) == 1:
            # A camera with endless groups of pictures: nothing to decode from until its next key picture.
            self._open, self._gap = False, GapReason.MEMORY
        self._has_dropped = True
        self._count(-self._groups.popleft().size_bytes)

    def _drop_old(self, now_ns: int) -> None:
        """The second group must itself reach back far enough before the first may go, but bytes always win."""
        limits = self._room.limits
        oldest_ns = now_ns - int(limits.span_s * 1e9)
        while len(self._groups) > 1 and self._groups[1].arrival_ns(0) <= oldest_ns:
            self.drop_oldest()
        while self._held_bytes > limits.feed_bytes:
            self.drop_oldest()

    def _count(self, by_bytes: int) -> None:
        self._held_bytes += by_bytes
        self._room.changed(self, by_bytes)


__all__ = ["PacketRing", "RingUnit"]

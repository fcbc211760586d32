"""Joins the packets of one picture into one access unit, by what the slices say and not by the camera's timestamps."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace

from console.media.worker.fragments import Arrival, FragmentJoiner
from console.media.worker.nal import shape_of

__all__ = ["AccessUnit", "AccessUnitJoiner", "Arrival"]

_KEYS = 4
_OTHERS = 30
"""Pictures whose number of slices is remembered."""
_SEEN_ALIKE = 3
_MOST_ANNOUNCED = 60


@dataclass(frozen=True)
class AccessUnit:
    """One whole picture, still compressed. ``epoch`` counts changes of the parameter sets."""

    data: bytes
    pts_s: float | None
    dts_s: float | None
    arrival_ns: int
    is_key: bool
    epoch: int


class AccessUnitJoiner:
    """One connection's joiner; adds no delay once it has seen that all pictures have equally many slices. One thread.

    Some cameras send each slice with the timestamp of the picture as a packet of its own, some never move their
    timestamps: libVLC then shows one picture for ever, unless pictures are whole and stamped anew.
    """

    def __init__(
        self,
        codec: str,
        parameter_sets: bytes = b"",
        epoch: int = 0,
        sets_of_epoch: bytes = b"",
        *,
        in_fragments: bool = False,
    ) -> None:
        """``epoch`` and its sets are those of the connection before; ``in_fragments``: a packet may be a part of a NAL unit."""
        self.codec = codec
        self.epoch = epoch
        self.sets_of_epoch = sets_of_epoch
        self._fragments = FragmentJoiner(self._tear) if in_fragments else None
        self.lost = False
        """The other codec, or long nothing but packets without a picture: the stream is no longer what was announced."""
        self._sets = parameter_sets
        self._parts: list[Arrival] = []
        self._announced: list[Arrival] = []
        """Parameter sets that wait for the slice that tells to which picture they belong."""
        self._announced_sets = b""
        self._announced_recovery = False
        self._picture_sets = b""
        """Those within the parts."""
        self._picture_is_key = False
        self._picture_slices = 0
        """Slices since the last first slice, given out already or not."""
        self._guesses = True
        self._waits_for_key = False
        """A picture was given out that had not ended: whatever builds on it would be damaged too."""
        # Key pictures are larger, and may be cut into more slices.
        self._counts: dict[bool, deque[int]] = {True: deque(maxlen=_KEYS), False: deque(maxlen=_OTHERS)}

    def push(self, arrival: Arrival) -> list[AccessUnit]:
        """The pictures that this packet completes: none, one, or the one before it as well."""
        if self._fragments is None:
            return self._joined(arrival)
        return [unit for whole in self._fragments.push(arrival) for unit in self._joined(whole)]

    def _joined(self, arrival: Arrival) -> list[AccessUnit]:
        shape = shape_of(self.codec, arrival.data)
        if shape.is_foreign:
            self.lost = True
            return []
        if not shape.slices:
            self._announced.append(arrival)
            self._announced_sets += shape.parameter_sets
            self._announced_recovery |= shape.recovers
            self.lost = len(self._announced) >= _MOST_ANNOUNCED
            del self._announced[:-_MOST_ANNOUNCED]
            return []
        sets = shape.parameter_sets
        if shape.bare:
            arrival = replace(arrival, data=shape.bare)
            sets = shape_of(self.codec, shape.bare).parameter_sets
        done: list[AccessUnit] = []
        if shape.begins_picture or not self._picture_slices:
            done += self._picture_ends()
            self._parts, self._announced = self._announced, []
            self._picture_sets = self._announced_sets
            self._picture_is_key = shape.is_key or (shape.is_intra and self._announced_recovery)
            self._waits_for_key &= not self._picture_is_key
        elif not self._parts:
            self._guesses = False
            self._tear()
        # Else the sets were repeated in the middle of a picture, where they would cut it in two.
        self._announced.clear()
        self._announced_sets, self._announced_recovery = b"", False
        self._parts.append(arrival)
        self._picture_sets += sets
        self._picture_slices += shape.slices
        if self._picture_slices == self._usual_slices():
            done += self._finish()
        return done

    def _tear(self) -> None:
        self._waits_for_key = True

    def _usual_slices(self) -> int:
        """How many slices end a picture; 0 when only the next picture tells, as with cameras that cut at so many bytes."""
        own, all_kinds = self._counts[self._picture_is_key], [*self._counts[True], *self._counts[False]]
        alike = (known[0] for known in (all_kinds, own) if len(known) >= _SEEN_ALIKE and len(set(known)) == 1)
        return next(alike, 0) if self._guesses else 0

    def _picture_ends(self) -> list[AccessUnit]:
        if not self._picture_slices:
            return []
        self._counts[self._picture_is_key].append(self._picture_slices)
        self._picture_slices = 0
        return self._finish()

    def _finish(self) -> list[AccessUnit]:
        parts, self._parts = self._parts, []
        if not parts or self._waits_for_key:
            return []
        first = parts[0]
        data = first.data if len(parts) == 1 else b"".join(part.data for part in parts)
        sets = self._picture_sets
        if not _same_sets(self._sets, sets):
            self._sets = sets
        if self._picture_is_key:
            # A player that joins here must find all parameter sets, which some cameras send only in the SDP, or once.
            data = data if _same_sets(sets, self._sets) else self._sets + data
            self.epoch += bool(self.sets_of_epoch) and not _same_sets(self.sets_of_epoch, self._sets)
            self.sets_of_epoch = self._sets
        arrival_ns = parts[-1].arrival_ns
        return [AccessUnit(data, first.pts_s, first.dts_s, arrival_ns, self._picture_is_key, self.epoch)]


def _same_sets(known: bytes, seen: bytes) -> bool:
    """True when ``seen`` brings nothing new; a camera may repeat only some of its sets."""
    return all(unit in known for unit in seen.split(b"\x00\x00\x00\x01") if unit)

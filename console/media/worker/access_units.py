"""Joins the packets of one picture into one access unit, by what the slices say and not by the camera's timestamps."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace

from console.media.worker.nal import shape_of

_KEYS = 4
_OTHERS = 30
"""Pictures whose number of slices is remembered."""
_MOST_ANNOUNCED = 200


@dataclass(frozen=True)
class Arrival:
    """One packet as FFmpeg gave it."""

    data: bytes
    pts_s: float | None
    dts_s: float | None
    arrival_ns: int


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
    """One feed's joiner; adds no delay once it has seen how many packets a picture takes. One thread.

    Some cameras send each slice with the timestamp of the picture as a packet of its own, some never move their
    timestamps: libVLC then shows one picture for ever, unless pictures are whole and stamped anew.
    """

    def __init__(self, codec: str, parameter_sets: bytes = b"", epoch: int = 0, sets_of_epoch: bytes = b"") -> None:
        """The last two are those of the joiner of the connection before this one."""
        self.codec = codec
        self.epoch = epoch
        self.sets_of_epoch = sets_of_epoch
        self.lost = False
        """Long nothing but packets without a picture: the stream is no longer what was announced."""
        self._sets = parameter_sets
        self._parts: list[Arrival] = []
        self._announced: list[Arrival] = []
        """Parameter sets that wait for the slice that tells to which picture they belong."""
        self._picture_is_key = False
        self._picture_slices = 0
        """Slices since the last first slice, given out already or not."""
        # Key pictures are larger, and may be cut into more slices.
        self._counts: dict[bool, deque[int]] = {True: deque(maxlen=_KEYS), False: deque(maxlen=_OTHERS)}

    def push(self, arrival: Arrival) -> list[AccessUnit]:
        """The pictures that this packet completes: none, one, or an incomplete one before it as well."""
        shape = shape_of(self.codec, arrival.data)
        if not shape.slices:
            self._announced.append(arrival)
            self.lost = len(self._announced) >= _MOST_ANNOUNCED
            del self._announced[:-_MOST_ANNOUNCED]
            return []
        if shape.bare:
            arrival = replace(arrival, data=shape.bare)
        done: list[AccessUnit] = []
        if shape.begins_picture or not self._picture_slices:
            done += self._picture_ends()
            self._parts, self._announced = self._announced, []
            self._picture_is_key = shape.is_key
        # Else the sets were repeated in the middle of a picture, where they would cut it in two.
        self._announced.clear()
        self._parts.append(arrival)
        self._picture_slices += shape.slices
        # The most slices of late: a picture with fewer waits for the next one, but none is ever cut.
        usual = max(self._counts[self._picture_is_key], default=0)
        if usual and self._picture_slices >= usual:
            done.append(self._finish())
        return done

    def _picture_ends(self) -> list[AccessUnit]:
        if not self._picture_slices:
            return []
        self._counts[self._picture_is_key].append(self._picture_slices)
        self._picture_slices = 0
        return [self._finish()] if self._parts else []

    def _finish(self) -> AccessUnit:
        first = self._parts[0]
        data = first.data if len(self._parts) == 1 else b"".join(part.data for part in self._parts)
        sets = shape_of(self.codec, data).parameter_sets
        if not _same_sets(self._sets, sets):
            self._sets = sets
        if self._picture_is_key:
            # A player that joins here must find all parameter sets, which some cameras send only in the SDP, or once.
            data = data if _same_sets(sets, self._sets) else self._sets + data
            self.epoch += bool(self.sets_of_epoch) and not _same_sets(self.sets_of_epoch, self._sets)
            self.sets_of_epoch = self._sets
        unit = AccessUnit(data, first.pts_s, first.dts_s, self._parts[-1].arrival_ns, self._picture_is_key, self.epoch)
        self._parts = []
        return unit


def _same_sets(known: bytes, seen: bytes) -> bool:
    """True when ``seen`` brings nothing new; a camera may repeat only some of its sets."""
    return all(unit in known for unit in seen.split(b"\x00\x00\x00\x01") if unit)

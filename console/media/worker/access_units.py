"""Joins the packets of one picture into one access unit, by what the slices say and not by the camera's timestamps."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from console.media.worker.nal import shape_of

_REMEMBERED = 30
"""Pictures."""


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

    def __init__(self, codec: str, parameter_sets: bytes = b"") -> None:
        self._codec = codec
        self._sets = parameter_sets
        self._epoch = 0
        self._parts: list[Arrival] = []
        self._is_key = False
        self._carries_sets = False
        self._picture_slices = 0
        """Slices since the last first slice, given out already or not."""
        self._counts: deque[int] = deque(maxlen=_REMEMBERED)

    def push(self, arrival: Arrival) -> list[AccessUnit]:
        """The pictures that this packet completes: none, one, or an incomplete one before it as well."""
        shape = shape_of(self._codec, arrival.data)
        done: list[AccessUnit] = []
        # Parameter sets after slices announce the next picture as well.
        if self._picture_slices and (shape.begins_picture or not shape.has_picture):
            self._counts.append(self._picture_slices)
            self._picture_slices = 0
            if self._parts:
                done.append(self._finish())
        self._note_sets(shape.parameter_sets)
        self._parts.append(arrival)
        self._picture_slices += shape.has_picture
        self._is_key |= shape.is_key
        # The most slices of late: a picture with fewer waits for the next one, but none is ever cut.
        if self._counts and self._picture_slices >= max(self._counts):
            done.append(self._finish())
        return done

    def _note_sets(self, sets: bytes) -> None:
        if not sets:
            return
        self._carries_sets = True
        if self._sets and not _same_sets(self._sets, sets):
            self._epoch += 1
        self._sets = sets

    def _finish(self) -> AccessUnit:
        first = self._parts[0]
        data = first.data if len(self._parts) == 1 else b"".join(part.data for part in self._parts)
        if self._is_key and not self._carries_sets:
            # A player that joins here must find the parameter sets, which some cameras send only in the SDP.
            data = self._sets + data
        unit = AccessUnit(data, first.pts_s, first.dts_s, self._parts[-1].arrival_ns, self._is_key, self._epoch)
        self._parts, self._is_key, self._carries_sets = [], False, False
        return unit


def _same_sets(known: bytes, seen: bytes) -> bool:
    """True when ``seen`` brings nothing new; a camera may repeat only some of its sets."""
    return all(unit in known for unit in seen.split(b"\x00\x00\x00\x01") if unit)

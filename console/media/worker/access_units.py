"""Joins the packets of one picture into one access unit, by what the slices say and not by the camera's timestamps."""

from __future__ import annotations

from dataclasses import dataclass

from console.media.worker.nal import shape_of

_SLICES_AT_MOST = 128


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
    """One feed's joiner; adds no delay once it knows how many packets a picture takes. One thread.

    Some cameras send each slice with the timestamp of the picture as a packet of its own, some never move their
    timestamps: libVLC then shows one picture for ever, unless pictures are whole and stamped anew.
    """

    def __init__(self, codec: str, parameter_sets: bytes = b"") -> None:
        self._codec = codec
        self._sets = parameter_sets
        self._epoch = 0
        self._parts: list[Arrival] = []
        self._slices = 0
        self._is_key = False
        self._carries_sets = False
        self._usual_slices = 1

    def push(self, arrival: Arrival) -> list[AccessUnit]:
        """The pictures that this packet completes: none, one, or an incomplete one before it as well."""
        shape = shape_of(self._codec, arrival.data)
        done: list[AccessUnit] = []
        # Parameter sets after slices announce the next picture as well.
        if self._slices and (shape.begins_picture or not shape.has_picture):
            # The picture before had fewer packets than usual: the camera has changed its ways.
            self._usual_slices = self._slices
            done.append(self._finish())
        elif shape.has_picture and not shape.begins_picture and not self._slices:
            # A late slice of a picture that was thought whole: from the next picture on we wait for it.
            self._usual_slices = min(self._usual_slices + 1, _SLICES_AT_MOST)
        self._note_sets(shape.parameter_sets)
        self._parts.append(arrival)
        self._slices += shape.has_picture
        self._is_key |= shape.is_key
        if self._slices >= self._usual_slices:
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
        self._parts, self._slices, self._is_key, self._carries_sets = [], 0, False, False
        return unit


def _same_sets(known: bytes, seen: bytes) -> bool:
    """True when ``seen`` brings nothing new; a camera may repeat only some of its sets."""
    return all(unit in known for unit in seen.split(b"\x00\x00\x00\x01") if unit)

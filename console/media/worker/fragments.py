"""Puts NAL units together that RTP had to cut: FFmpeg without its parser gives each datagram as a packet of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

_STARTS = (b"\x00\x00\x01", b"\x00\x00\x00\x01")
_LEAST_FIRST_BYTES = 900
"""Nobody cuts a NAL unit into smaller parts while no network asks for it."""
_TRUST_AFTER = 4
"""Units cut in the same way, until the way is believed."""
_MOST_BYTES = 32 * 1024 * 1024


@dataclass(frozen=True)
class Arrival:
    """One packet as FFmpeg gave it."""

    data: bytes
    pts_s: float | None
    dts_s: float | None
    arrival_ns: int


@dataclass(frozen=True)
class _Cut:
    """How a sender cuts: all parts of a unit are equally long but the last, which is shorter."""

    first_bytes: int
    part_bytes: int


class FragmentJoiner:
    """One connection's; one thread.

    Nothing in a packet tells that the unit ends with it. The length does with senders that fill their datagrams, which is
    nearly all; until that is seen, and with the others, a unit waits for the next one.
    """

    def __init__(self, on_torn: Callable[[], None] = lambda: None) -> None:
        """``on_torn`` is called when a unit was given out that had not ended."""
        self._on_torn = on_torn
        self._parts: list[Arrival] = []
        self._bytes = 0
        self._cut: _Cut | None = None
        self._seen_alike = 0
        self._guesses = True
        self._has_guessed = False

    def push(self, arrival: Arrival) -> list[Arrival]:
        """The units that are whole by now, at most two; each with the arrival of its last part."""
        if arrival.data.startswith(_STARTS):
            done = self._take()
            self._parts, self._bytes, self._has_guessed = [arrival], len(arrival.data), False
            ends = self._guesses and self._is_uncut(len(arrival.data))
        elif self._parts:
            done = []
            self._parts.append(arrival)
            self._bytes += len(arrival.data)
            ends = self._guesses and self._is_last(len(arrival.data))
        else:
            self._misjudged()
            return []
        if self._bytes > _MOST_BYTES:
            self._parts = []
        if ends:
            done += self._take()
            self._has_guessed = True
        return done

    def _is_uncut(self, size_bytes: int) -> bool:
        if self._cut is not None and self._seen_alike >= _TRUST_AFTER:
            return size_bytes != self._cut.first_bytes
        return size_bytes < _LEAST_FIRST_BYTES

    def _is_last(self, size_bytes: int) -> bool:
        return self._cut is not None and self._seen_alike >= _TRUST_AFTER and size_bytes < self._cut.part_bytes

    def _take(self) -> list[Arrival]:
        parts, self._parts, self._bytes = self._parts, [], 0
        if len(parts) <= 1:
            return parts
        self._learn([len(part.data) for part in parts])
        data = b"".join(part.data for part in parts)
        return [replace(parts[0], data=data, arrival_ns=parts[-1].arrival_ns)]

    def _learn(self, sizes: list[int]) -> None:
        first, *middle, last = sizes
        if not middle:
            # Of two parts one can't be compared: they fit what is known, or tell nothing.
            if self._cut is not None and (first != self._cut.first_bytes or last > self._cut.part_bytes):
                self._cut, self._seen_alike = None, 0
            return
        cut = _Cut(first, middle[0])
        regular = set(middle) == {cut.part_bytes} and last <= cut.part_bytes
        alike = regular and self._cut in (None, cut)
        self._cut, self._seen_alike = (cut, self._seen_alike + 1) if alike else (None, 0)

    def _misjudged(self) -> None:
        """A part of nothing: the begin was lost, or was taken for the whole."""
        if self._has_guessed:
            self._guesses = self._has_guessed = False
            self._on_torn()

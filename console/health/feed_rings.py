"""The last minutes and hours of one feed in memory of a fixed size: each second for 15 minutes, each ten for six hours."""

from __future__ import annotations

from dataclasses import astuple, fields
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from console.domain.feed_span import FeedSpan

SECONDS_KEPT = 900
TENS_KEPT = 2_160
TEN_S = 10
LONG_S = 300
"""What goes to the disk."""
SPAN_TYPE = np.dtype([(one.name, "f4" if one.type == "float" else "i8") for one in fields(FeedSpan)])
Spans: TypeAlias = NDArray[np.void]
"""Of ``SPAN_TYPE``: a column for each field of FeedSpan, in the order of time."""


class _Ring:
    def __init__(self, length: int) -> None:
        self._rows = np.zeros(length, SPAN_TYPE)
        self._count = 0

    def add(self, span: FeedSpan) -> None:
        self._rows[self._count % len(self._rows)] = astuple(span)
        self._count += 1

    def rows(self) -> Spans:
        """A copy, oldest first."""
        if self._count <= len(self._rows):
            return self._rows[: self._count].copy()
        place = self._count % len(self._rows)
        return np.concatenate((self._rows[place:], self._rows[:place]))

    def forget_from(self, unix_s: int) -> None:
        """Those that begin then or later."""
        kept = self.rows()
        kept = kept[kept["begin_unix_s"] < unix_s]
        self._rows[: len(kept)] = kept
        self._count = len(kept)


class FeedRings:
    """One thread, or under the caller's lock."""

    def __init__(self) -> None:
        self._seconds, self._tens = _Ring(SECONDS_KEPT), _Ring(TENS_KEPT)
        self._ten: FeedSpan | None = None
        self._long: FeedSpan | None = None
        self._last_unix_s = 0

    def add(self, second: FeedSpan) -> FeedSpan | None:
        """One more second; gives the five minutes that ended with it, for the disk."""
        if second.begin_unix_s <= self._last_unix_s:
            # The machine's clock was set back: what it called later than now is not known to be later than anything.
            self._seconds.forget_from(second.begin_unix_s)
            self._tens.forget_from(second.begin_unix_s)
        self._last_unix_s = second.begin_unix_s
        self._seconds.add(second)
        ended, self._ten = _grown(self._ten, second, TEN_S)
        if ended is not None:
            self._tens.add(ended)
        finished, self._long = _grown(self._long, second, LONG_S)
        return finished

    def end(self) -> FeedSpan | None:
        """What of the five minutes has been so far; nothing more comes."""
        finished, self._long = self._long, None
        return finished

    def seconds(self) -> Spans:
        return self._seconds.rows()

    def tens(self) -> Spans:
        return self._tens.rows()


def _grown(before: FeedSpan | None, second: FeedSpan, length_s: int) -> tuple[FeedSpan | None, FeedSpan]:
    """What ended before ``second``, if anything, and what it belongs to; stretches begin at whole multiples of their length."""
    begin = FeedSpan(second.begin_unix_s - second.begin_unix_s % length_s)
    if before is not None and before.begin_unix_s == begin.begin_unix_s:
        return None, before.joined(second)
    return before, begin.joined(second)

"""The last minutes and hours of one feed in memory of a fixed size: each second for 15 minutes, each ten for six hours."""

from __future__ import annotations

from console.domain.feed_span import FeedSpan
from console.health.span_ring import SpanRing, Spans, grown, row_type

SECONDS_KEPT = 900
TENS_KEPT = 2_160
TEN_S = 10
LONG_S = 300
"""What goes to the disk."""
SPAN_TYPE = row_type(FeedSpan)


class FeedRings:
    """One thread, or under the caller's lock."""

    def __init__(self) -> None:
        self._seconds, self._tens = SpanRing(SECONDS_KEPT, SPAN_TYPE), SpanRing(TENS_KEPT, SPAN_TYPE)
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
        ended, self._ten = grown(self._ten, second, _empty(second, TEN_S))
        if ended is not None:
            self._tens.add(ended)
        finished, self._long = grown(self._long, second, _empty(second, LONG_S))
        return finished

    def end(self) -> FeedSpan | None:
        """What of the five minutes has been so far; nothing more comes."""
        finished, self._long = self._long, None
        return finished

    def seconds(self) -> Spans:
        return self._seconds.rows()

    def newest(self, count: int) -> Spans:
        """The last so many."""
        return self._seconds.newest(count)

    def tens(self) -> Spans:
        return self._tens.rows()


def _empty(second: FeedSpan, length_s: int) -> FeedSpan:
    """The stretch that it lies in; they begin at whole multiples of their length."""
    return FeedSpan(second.begin_unix_s - second.begin_unix_s % length_s)

"""Finds the feed that kills its workers: suspects get a worker for themselves, the guilty one is left out for a while."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from console.base.backoff import Backoff
from console.domain.camera import FeedKey
from console.media.autopsy import Finding

_ENOUGH = 2
"""Points that make a suspect. One death of a worker that may have been killed from outside is worth one."""
_KILLED_WINDOW_S = 60.0
_CRASHED_WINDOW_S = 600.0
_GUILTY_WINDOW_S = 3600.0
_REST = Backoff(first_s=60.0, most_s=600.0)
_UNKNOWN = Finding()


@dataclass(frozen=True)
class _Mark:
    points: int
    until_s: float


class Quarantine:
    """Times are monotonic seconds of the caller. One thread.

    What a feed is known to have done once is not given a second chance to take its neighbours along: it is a suspect at once, and
    they are not. Of a crash that can't be traced to a feed all of the worker are suspects at once. A worker that was killed or
    fell silent may be the machine's doing; that makes suspects of its feeds when it happens twice within a minute.
    """

    def __init__(self) -> None:
        self._marks: dict[FeedKey, list[_Mark]] = {}
        self._until_s: dict[FeedKey, float] = {}
        self._sentences: dict[FeedKey, int] = {}

    def worker_died(self, feeds: Collection[FeedKey], now_s: float, finding: Finding = _UNKNOWN) -> None:
        """A worker that held ``feeds`` died of itself or hung."""
        mark = _mark(finding, now_s)
        for feed in feeds if finding.guilty is None else [finding.guilty]:
            self._marks[feed] = [*self._valid(feed, now_s), mark]
            # Alone in its worker and dead again: nobody else can have done it.
            if len(feeds) == 1 and self._points(feed, now_s) > _ENOUGH:
                self._sentences[feed] = self._sentences.get(feed, 0) + 1
                self._until_s[feed] = now_s + _REST.delay_s(self._sentences[feed])

    def suspects(self, now_s: float) -> set[FeedKey]:
        """Feeds to be put into workers of their own."""
        return {feed for feed in self._marks if self._points(feed, now_s) >= _ENOUGH}

    def remaining_s(self, feed: FeedKey, now_s: float) -> float:
        """Seconds until the feed may be tried again; 0 when it is free."""
        return max(0.0, self._until_s.get(feed, 0.0) - now_s)

    def release(self, feed: FeedKey) -> None:
        """A person wants it tried now; a suspect stays alone all the same."""
        self._until_s.pop(feed, None)

    def _valid(self, feed: FeedKey, now_s: float) -> list[_Mark]:
        return [mark for mark in self._marks.get(feed, []) if now_s < mark.until_s]

    def _points(self, feed: FeedKey, now_s: float) -> int:
        return sum(mark.points for mark in self._valid(feed, now_s))


def _mark(finding: Finding, now_s: float) -> _Mark:
    if finding.guilty is not None:
        return _Mark(_ENOUGH, now_s + _GUILTY_WINDOW_S)
    if finding.crashed:
        return _Mark(_ENOUGH, now_s + _CRASHED_WINDOW_S)
    return _Mark(1, now_s + _KILLED_WINDOW_S)

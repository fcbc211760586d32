"""Finds the feed that kills its workers: suspects get a worker for themselves, the guilty one is left out for a while."""

from __future__ import annotations

from collections.abc import Collection

from console.base.backoff import Backoff
from console.domain.camera import FeedKey

_WINDOW_S = 60.0
_DEATHS = 2
_REST = Backoff(first_s=60.0, most_s=600.0)


class Quarantine:
    """Times are monotonic seconds of the caller. One thread."""

    def __init__(self) -> None:
        self._deaths: dict[FeedKey, list[float]] = {}
        self._until_s: dict[FeedKey, float] = {}
        self._sentences: dict[FeedKey, int] = {}

    def worker_died(self, feeds: Collection[FeedKey], now_s: float) -> None:
        """A worker that held ``feeds`` died of itself or hung."""
        for feed in feeds:
            recent = [at_s for at_s in self._deaths.get(feed, []) if now_s - at_s < _WINDOW_S]
            self._deaths[feed] = [*recent, now_s]
            # Alone in its worker and dead again: nobody else can have done it.
            if len(feeds) == 1 and len(self._deaths[feed]) > _DEATHS:
                self._sentences[feed] = self._sentences.get(feed, 0) + 1
                self._until_s[feed] = now_s + _REST.delay_s(self._sentences[feed])

    def suspects(self, now_s: float) -> set[FeedKey]:
        """Feeds whose workers died twice within a minute: to be put into workers of their own."""
        return {
            feed for feed, deaths in self._deaths.items() if sum(now_s - at_s < _WINDOW_S for at_s in deaths) >= _DEATHS
        }

    def remaining_s(self, feed: FeedKey, now_s: float) -> float:
        """Seconds until the feed may be tried again; 0 when it is free."""
        return max(0.0, self._until_s.get(feed, 0.0) - now_s)

    def release(self, feed: FeedKey) -> None:
        """A person wants it tried now."""
        self._until_s.pop(feed, None)
        self._deaths.pop(feed, None)

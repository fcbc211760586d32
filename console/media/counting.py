"""What the workers counted of each feed last; written by one thread, read by any."""

from __future__ import annotations

from dataclasses import dataclass

from console.base.clock import Clock
from console.domain.camera import FeedKey
from console.domain.feed_counts import FeedCounts
from console.media.fleet import Fleet, Worker
from console.media.protocol.messages import FeedCounted, Message


@dataclass(frozen=True)
class CountedFeed:
    """The sums of a feed, when they were told, and by which worker: another one begins at nothing."""

    counts: FeedCounts
    at_s: float
    worker_number: int


class FeedCounting:
    """Single dictionary operations only, which need no lock."""

    def __init__(self, clock: Clock, fleet: Fleet) -> None:
        self._clock = clock
        self._fleet = fleet
        self._feeds: dict[FeedKey, CountedFeed] = {}

    def take(self, worker: Worker, message: Message, _fd: int) -> str:
        """The inbox's listener for ``FeedCounted``."""
        assert isinstance(message, FeedCounted)  # noqa: S101  it listens to nothing else
        # What a worker says of a feed that was taken from it is of no use to anybody.
        if message.feed in worker.holding.feeds:
            told = {name: value for name, value in vars(message).items() if name != "feed"}
            self._feeds[message.feed] = CountedFeed(FeedCounts(**told), self._clock.monotonic_s(), worker.number)
        return ""

    def all(self) -> dict[FeedKey, CountedFeed]:
        """Of every feed that is connected, on a tile or not; forgets those that are not. Any thread."""
        feeds = {feed for worker in tuple(self._fleet.workers.values()) for feed in worker.holding.feeds}
        for feed in [known for known in self._feeds.copy() if known not in feeds]:
            self._feeds.pop(feed, None)
        return self._feeds.copy()

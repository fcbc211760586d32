"""How many feeds may be open at once over one recorder or one uplink: a pure rule, first come first served."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection

from console.domain.camera import FeedKey
from console.domain.wall_plan import FeedLink, LinkKind

_BUSY = {LinkKind.RECORDER: "media.recorder_busy", LinkKind.UPLINK: "media.uplink_busy"}


class Admission:
    """Takes claims, the most important first; what a link has no room for is refused with the code of why."""

    def __init__(self, links_of: Callable[[FeedKey], Collection[FeedLink]]) -> None:
        self._links_of = links_of
        self._used: Counter[tuple[LinkKind, str]] = Counter()
        self.open: dict[FeedKey, None] = {}
        """Admitted, in the order of the claims."""
        self.refused: dict[FeedKey, str] = {}

    def claim(self, feed: FeedKey) -> bool:
        """True when the feed may be open; asking again changes nothing."""
        if feed in self.open:
            return True
        links = self._links_of(feed)
        full = next((link for link in links if self._used[link.kind, link.name] >= link.most_feeds), None)
        if full is not None:
            self.refused[feed] = _BUSY[full.kind]
            return False
        self._used.update((link.kind, link.name) for link in links)
        self.open[feed] = None
        return True

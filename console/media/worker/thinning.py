"""Which pictures of a group are decoded at a slower pace: the first ones, since the later depend on them."""

from __future__ import annotations

from console.domain.feed_pace import FeedPace

_LONGEST_GAP_S = 2.4
"""A tile whose pictures come less often would be called suspect, though its camera is well."""


class Thinning:
    """One player's; under its feed's lock."""

    def __init__(self) -> None:
        self.pace = FeedPace.WHOLE
        self._began_ns = 0
        self._group_ns = 0
        self._count = 0
        self._group_count = 0

    def lets_through(self, arrival_ns: int, *, is_key: bool) -> bool:
        """False for a picture that is not to be decoded; so are all after it until the next key picture."""
        if is_key:
            if self._began_ns:
                self._group_ns, self._group_count = arrival_ns - self._began_ns, self._count
            self._began_ns, self._count = arrival_ns, 0
        self._count += 1
        if is_key or self.pace is FeedPace.WHOLE or not self._group_ns:
            return True
        share: float = max(self.pace.value, 1 - _LONGEST_GAP_S * 1e9 / self._group_ns)
        return self._count <= share * self._group_count

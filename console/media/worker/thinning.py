"""Which pictures of a group are decoded at a slower pace: the first ones, since the later depend on them."""

from __future__ import annotations

from collections import deque

from console.domain.feed_pace import FeedPace

_LONGEST_GAP_S = 2.4
"""A tile whose pictures come less often would be called suspect, though its camera is well."""
_GROUPS = 8
"""Cameras that lengthen their groups while nothing moves do not do it for one group alone."""


class Thinning:
    """One player's; under its feed's lock."""

    def __init__(self) -> None:
        self.pace = FeedPace.WHOLE
        self._began_ns = 0
        self._before_ns = 0
        """When the picture before this one came."""
        self._groups_ns: deque[int] = deque(maxlen=_GROUPS)
        self._count = 0
        self._group_count = 0
        self._leaves_out = False

    def lets_through(self, arrival_ns: int, *, is_key: bool) -> bool:
        """False for a picture that is not to be decoded; so are all after it until the next key picture, at any pace."""
        if is_key:
            self._begin_group(arrival_ns)
        self._count += 1
        before_ns, self._before_ns = self._before_ns, arrival_ns
        if not is_key and not self._leaves_out:
            self._leaves_out = self._may_end(before_ns)
        return not self._leaves_out

    def _begin_group(self, arrival_ns: int) -> None:
        if self._began_ns:
            self._groups_ns.append(arrival_ns - self._began_ns)
            self._group_count = self._count
        self._began_ns, self._count, self._leaves_out = arrival_ns, 0, False

    def _may_end(self, before_ns: int) -> bool:
        """Whether the picture before this one may be the last of its group."""
        if self.pace is FeedPace.WHOLE or not self._groups_ns:
            return False
        gap_ns = max(self._groups_ns) - (before_ns - self._began_ns)
        return self._count > self.pace.value * self._group_count and gap_ns <= _LONGEST_GAP_S * 1e9

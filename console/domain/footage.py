"""A stretch of a camera's pictures: what of it was asked for, and which pictures are missing in it and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class GapReason(Enum):
    """Why there are no pictures."""

    NOT_OPEN = "not_open"
    """The feed was not connected yet."""
    MEMORY = "memory"
    """What the memory was set to hold did not reach so far."""
    CONNECTION = "connection"
    """The connection to the camera was lost, and what followed waited for its key picture."""
    NO_PICTURES = "no_pictures"
    """Connected, and nothing whole came."""
    CHANGED = "changed"
    """The camera changed its size or codec, and one file holds one kind."""
    CLOSED = "closed"
    """The feed was taken off the wall, or its recorder was needed for another one."""
    WORKER_LOST = "worker_lost"
    """The process that held the feed ended."""


@dataclass(frozen=True)
class Gap:
    """No picture arrived between these times (Unix seconds, by the console's clock)."""

    start_unix_s: float
    end_unix_s: float
    reason: GapReason


@dataclass(frozen=True)
class Stretch:
    """From when to when pictures are asked for, in seconds of the monotonic clock; the end may be yet to come."""

    from_s: float
    until_s: float
    or_older: bool = False
    """Where nothing came within it: the last pictures before it rather than none."""


def with_pictures(start_unix_s: float, end_unix_s: float, gaps: Iterable[Gap]) -> list[tuple[float, float]]:
    """From the first picture to the last one, without the gaps, which are in order of time."""
    spans: list[tuple[float, float]] = []
    since_s = start_unix_s
    for gap in gaps:
        if gap.end_unix_s <= start_unix_s or gap.start_unix_s >= end_unix_s:
            continue
        if gap.start_unix_s > since_s:
            spans.append((since_s, gap.start_unix_s))
        since_s = min(gap.end_unix_s, end_unix_s)
    if end_unix_s > since_s or not spans:
        spans.append((since_s, end_unix_s))
    return spans

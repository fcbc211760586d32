"""A stretch of a camera's pictures: what of it was asked for, and which pictures are missing in it and why."""

from __future__ import annotations

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

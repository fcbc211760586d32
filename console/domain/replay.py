"""Instant replay of a tile: what may be done to it and where it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

REPLAY_SPEEDS = (1.0, 0.5, 0.25)


class ReplayMove(Enum):
    """One thing to do to a replay; what ``amount`` means stands behind each."""

    BACK = "back"
    """Seconds before the picture that is shown."""
    STEP = "step"
    """Pictures, forwards or (below zero) back; pauses."""
    PAUSE = "pause"
    """Nothing."""
    SPEED = "speed"
    """Plays on at this share of the true speed."""


@dataclass(frozen=True)
class ReplayStatus:
    """The picture that is replayed and how; ``at_utc`` is the wall time at which it came from the camera."""

    at_utc: datetime
    behind_s: float
    """How far behind now; grows while paused."""
    paused: bool
    speed: float

"""A camera that is closed to the whole room, so that nobody sees what it must not show; until a person opens it again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from console.domain.camera import CameraId

SHORTEST_REASON = 3
LONGEST_REASON = 500


@dataclass(frozen=True)
class Closure:
    """Who closed it, when and why."""

    camera_id: CameraId
    reason: str
    by: str
    at_utc: datetime

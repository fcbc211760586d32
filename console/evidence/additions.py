"""What is added to a flag that was made before: another camera with its evidence, or one more picture."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from console.domain.camera import FeedKey
from console.domain.wall_plan import SurfaceId


@dataclass(frozen=True)
class FlagAddition:
    """The moment on the screen of one camera, and the flag that it belongs to."""

    flag_id: UUID
    flag_at_utc: datetime
    feed: FeedKey
    behind_s: float = 0.0
    """How long ago the picture on the screen was: above 0 in a replay."""
    replayed: SurfaceId | None = None
    """The surface whose replay shows the picture."""


@dataclass(frozen=True)
class ClipReach:
    """How much of its surroundings goes with a moment, in seconds."""

    before_s: float = 60.0
    after_s: float = 30.0
    memory_s: float = 120.0
    """How far back the memory of a camera goes."""

    def around(self, behind_s: float) -> tuple[float, float]:
        """Before and after a moment; after one of the past goes all that has come since."""
        return self.before_s, max(self.after_s, behind_s)

    def around_addition(self, behind_s: float, flag_age_s: float) -> tuple[float, float]:
        """From before the flag's own moment while the memory has it: what the camera saw then is why it is added."""
        before_s, after_s = self.around(behind_s)
        since_flag_s = max(0.0, flag_age_s - behind_s)
        if since_flag_s > self.memory_s:
            return before_s, after_s
        return max(before_s, min(self.memory_s, since_flag_s + before_s)), after_s


USUAL_REACH = ClipReach()

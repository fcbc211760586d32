"""Disturbances: ``/v1/causes``, cameras that fell together as one line each, as far as the reader's scope goes."""

from __future__ import annotations

from uuid import UUID

from console.domain.cause import CauseKind
from console.wire.model import Message, UtcTime


class CauseCamera(Message):
    """One camera of a disturbance; ``since_utc`` None for one that is back, or of one that has ended."""

    camera_id: str
    since_utc: UtcTime | None = None


class CauseRecord(Message):
    """One disturbance with those of its cameras that the reader may know; open while ``closed_utc`` is None."""

    id: UUID
    kind: CauseKind
    name: str
    """The id of what its cameras share: a recorder, an area's code, an owner's id; of one camera that camera."""
    label: str
    """What people call it."""
    since_utc: UtcTime
    opened_utc: UtcTime
    closed_utc: UtcTime | None = None
    cameras: tuple[CauseCamera, ...]

    @property
    def down(self) -> int:
        return sum(camera.since_utc is not None for camera in self.cameras)


class CauseRuleRecord(Message):
    """The rule by which they are worked out, so that a screen can explain it."""

    least_cameras: int
    least_percent: int
    window_s: float
    opens_after_s: float
    closes_after_s: float


class CauseList(Message):
    """``GET /v1/causes``: those with the most cameras that are down first."""

    causes: tuple[CauseRecord, ...]
    rule: CauseRuleRecord
    more: bool = False
    """There are more of that time."""


class CausesNews(Message):
    """Data of ``causes.changed``: nothing of whose they are, each asks for what it may see."""

    at_utc: UtcTime

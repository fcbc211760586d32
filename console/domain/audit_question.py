"""What is asked of the audit: who saw a camera in a period, or what was done with the pictures of a flag."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from console.domain.camera import CameraId


@dataclass(frozen=True)
class CameraQuestion:
    """Who saw ``camera_id``, and what was done with its pictures, between the two moments."""

    camera_id: CameraId
    since_utc: datetime
    until_utc: datetime


@dataclass(frozen=True)
class FlagQuestion:
    """What was done with the flag of this number and its evidence."""

    number: str


AuditQuestion = CameraQuestion | FlagQuestion

"""What the screens need to know of health, as the screens see it."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from console.domain.alive_hours import AliveHour
from console.domain.camera import CameraId, FeedKey
from console.domain.feed_span import FeedSpan
from console.health.city_health import CityReach, ReportOrder
from console.health.curves import Curve
from console.health.reach import Reach
from console.health.reading import FeedHealth, MachineHealth
from console.wire.reports import CameraHealthList, StatusCounts
from console.wire.sightings import CameraSightings


class HealthDesk(Protocol):
    """What this console has counted; in the background: it reads the disk. Raises KnownError store.*, disk.*."""

    def feed(self, feed: FeedKey, reach: Reach) -> FeedHealth: ...

    def recent(self, feed: FeedKey, seconds: int) -> list[tuple[int, int] | None]:
        """Of each of the last seconds, oldest first: pictures shown and bytes received; None where nobody looked.

        From memory: at once, on any thread.
        """

    def hours(self, camera: CameraId) -> list[AliveHour]:
        """Of the last seven days."""

    def worst(self, reach: Reach, limit: int = 20) -> list[tuple[FeedKey, FeedSpan]]:
        """The least fresh first."""

    def sightings(self, camera: CameraId) -> CameraSightings | None:
        """How the centre knows how a camera is; None where this person may not ask. Raises KnownError net.*, centre.* too."""

    def machine(self, reach: Reach) -> MachineHealth: ...

    def fresh(self) -> Curve:
        """How many feeds were fresh on tiles, by seconds of the last quarter of an hour."""


class CityHealthDesk(Protocol):
    """What the centre has measured; all blocks. Raises KnownError net.*, auth.*, centre.*, report.*, ``scope.denied``."""

    def counts(self, area: str, reach: CityReach) -> StatusCounts:
        """``area`` is a code; empty for all that the person may see."""

    def worst(self, area: str, reach: CityReach) -> CameraHealthList: ...

    def save(self, order: ReportOrder, path: Path) -> None:
        """Raises disk.* too."""

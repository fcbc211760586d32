"""Reports: ``/v1/reports``: how far cameras were available, how many were in which state, and which fared worst."""

from __future__ import annotations

from datetime import date

from console.domain.availability import Availability
from console.domain.report_days import ReportBy
from console.wire.model import Message, UtcTime


class AvailabilityRow(Message):
    """One camera, or one area or owner with all of its cameras; seconds are those of all of them."""

    key: str
    name: str
    place: str
    """What lies around it; empty for an owner."""
    cameras: int
    measured_cameras: int
    up_s: int
    down_s: int
    unknown_s: int
    exempt_s: int
    outages: int
    longest_s: int

    @classmethod
    def of(cls, key: str, name: str, place: str, found: Availability) -> AvailabilityRow:
        return cls(
            key=key,
            name=name,
            place=place,
            cameras=found.cameras,
            measured_cameras=found.measured_cameras,
            up_s=found.up_s,
            down_s=found.down_s,
            unknown_s=found.unknown_s,
            exempt_s=found.exempt_s,
            outages=found.outages,
            longest_s=found.longest_s,
        )

    @property
    def availability(self) -> Availability:
        return Availability(
            self.cameras,
            self.measured_cameras,
            self.up_s,
            self.down_s,
            self.unknown_s,
            self.exempt_s,
            self.outages,
            self.longest_s,
        )


class AvailabilityDay(Message):
    """All cameras of the report on one day of Semarang."""

    day: date
    up_s: int
    down_s: int
    unknown_s: int


class AvailabilityReport(Message):
    """Counted from the first midnight until ``until_utc``: the last one, or the moment of counting while the days last."""

    by: ReportBy
    area: str
    """Its code; empty for all that the person may see."""
    area_name: str
    first_day: date
    last_day: date
    until_utc: UtcTime
    made_utc: UtcTime
    centre_off_s: int
    """So long the centre did not run in that time, and nothing was measured."""
    measured_since_utc: UtcTime | None
    """Before it nothing was measured at all; None where nothing ever was."""
    total: AvailabilityRow
    rows: tuple[AvailabilityRow, ...]
    days: tuple[AvailabilityDay, ...]


class StatusCounts(Message):
    """How many cameras were in which state, on average over each step; the four of a step add up to all cameras."""

    begin_s: int
    """Seconds since 1970."""
    step_s: int
    end_s: int
    """Of the last step, which may be shorter."""
    cameras: int
    working: tuple[float, ...]
    stale: tuple[float, ...]
    offline: tuple[float, ...]
    unknown: tuple[float, ...]
    measured_share: tuple[float, ...]
    """How much of each step the centre ran."""


class CameraHealth(Message):
    """One camera over a stretch, and hour by hour over the last seven days."""

    camera_id: str
    row: AvailabilityRow
    measured_s: tuple[int, ...]
    """Of each hour."""
    up_s: tuple[int, ...]


class CameraHealthList(Message):
    """The least available first; those that nobody measured are left out."""

    hours_begin_s: int
    """The first of the hours, seconds since 1970."""
    cameras: tuple[CameraHealth, ...]
    measured: int
    unmeasured: int
    """Cameras of the area of which nothing was measured in the stretch."""

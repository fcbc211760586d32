"""The health of the city as the centre has it: counts over time, the worst cameras, reports as files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from pathlib import Path
from typing import Protocol

from console.base.clock import Clock
from console.domain.report_days import ReportBy
from console.proof.durable import PRIVATE_MODE, replace_whole
from console.wire.reports import CameraHealthList, StatusCounts

_MINUTE_S, _HOUR_S, _DAY_S = 60, 3600, 86_400
MOST_LISTED = 100


class CityReach(Enum):
    """How far back the city is looked at; the value is its word."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"

    @property
    def length_s(self) -> int:
        return {CityReach.DAY: _DAY_S, CityReach.WEEK: 7 * _DAY_S, CityReach.MONTH: 30 * _DAY_S}[self]

    @property
    def step_s(self) -> int:
        """Some two hundred steps: as many as a plot of a small screen has columns for."""
        return {CityReach.DAY: 10 * _MINUTE_S, CityReach.WEEK: _HOUR_S, CityReach.MONTH: 4 * _HOUR_S}[self]


@dataclass(frozen=True)
class ReportOrder:
    """A month's report as a file."""

    month: str
    """``2026-11``."""
    by: ReportBy
    area: str
    language: str
    form: str
    """``pdf`` or ``csv``."""


class ReportCentre(Protocol):
    """The part of the centre's client that is needed here."""

    def status_counts(self, params: Mapping[str, str]) -> StatusCounts: ...

    def worst_cameras(self, params: Mapping[str, str]) -> CameraHealthList: ...

    def availability_file(self, params: Mapping[str, str]) -> bytes: ...


class CityHealth:
    """All blocks. Raises KnownError net.*, auth.*, centre.*, report.*, ``scope.denied``."""

    def __init__(self, centre: ReportCentre, clock: Clock) -> None:
        self._centre = centre
        self._clock = clock

    def counts(self, area: str, reach: CityReach) -> StatusCounts:
        """``area`` is a code; empty for all that the person may see."""
        now = self._clock.now_utc()
        since = now - timedelta(seconds=reach.length_s)
        times = {"from": since.isoformat(), "to": now.isoformat(), "step": str(reach.step_s)}
        return self._centre.status_counts({**times, "area": area})

    def worst(self, area: str, reach: CityReach) -> CameraHealthList:
        since = self._clock.now_utc() - timedelta(seconds=reach.length_s)
        return self._centre.worst_cameras({"from": since.isoformat(), "area": area, "limit": str(MOST_LISTED)})

    def save(self, order: ReportOrder, path: Path) -> None:
        """Readable by its owner only. Raises disk.* too."""
        params = {"month": order.month, "by": order.by.value, "area": order.area}
        words = {"lang": order.language, "format": order.form}
        replace_whole(path, self._centre.availability_file({**params, **words}), PRIVATE_MODE)

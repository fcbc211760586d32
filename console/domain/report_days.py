"""The days of a report, from one midnight of Semarang to another, and what it is told by."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum

from console.base.clock import WIB
from console.domain.area import AreaLevel

MOST_DAYS = 400
_YEARS = range(1970, 9999)
"""Those whose midnights can be told everywhere: in seconds, in UTC, and a day later."""
DAY_S = 86_400


class ReportBy(Enum):
    """What has a line of its own; the words are those of the city."""

    CAMERA = "camera"
    RT = "rt"
    RW = "rw"
    KELURAHAN = "kelurahan"
    KECAMATAN = "kecamatan"
    OWNER = "owner"

    @property
    def level(self) -> AreaLevel | None:
        """None for what is no area."""
        return _LEVELS.get(self)


_LEVELS = {
    ReportBy.RT: AreaLevel.RT,
    ReportBy.RW: AreaLevel.RW,
    ReportBy.KELURAHAN: AreaLevel.VILLAGE,
    ReportBy.KECAMATAN: AreaLevel.DISTRICT,
}


@dataclass(frozen=True)
class ReportDays:
    """From the first day to the last, both whole. Raises ValueError for none, more than ``MOST_DAYS``, or beyond all years."""

    first: date
    last: date

    def __post_init__(self) -> None:
        known = self.first.year in _YEARS and self.last.year in _YEARS
        if not known or not 1 <= (self.last - self.first).days + 1 <= MOST_DAYS:
            raise ValueError(f"no days of a report: {self.first} to {self.last}")

    @property
    def begin_s(self) -> int:
        return _midnight_s(self.first)

    @property
    def end_s(self) -> int:
        return _midnight_s(self.last + timedelta(days=1))

    @property
    def month(self) -> str:
        """``2026-11`` where they are a whole month, else empty."""
        whole = self.first.day == 1 and self.last == _month_end(self.first)
        return f"{self.first:%Y-%m}" if whole else ""

    def cuts(self, until_s: int) -> list[int]:
        """The midnights from the beginning to ``until_s``, and that as the end."""
        return [*range(self.begin_s, min(self.end_s, until_s), DAY_S), min(self.end_s, until_s)]


def read_month(text: str) -> ReportDays:
    """``2026-11``. Raises ValueError."""
    first = date.fromisoformat(f"{text}-01")
    return ReportDays(first, _month_end(first))


def day_of(unix_s: int) -> date:
    """The day of Semarang that this second belongs to."""
    return datetime.fromtimestamp(unix_s, WIB).date()


def _month_end(first: date) -> date:
    return first.replace(day=monthrange(first.year, first.month)[1])


def _midnight_s(day: date) -> int:
    return int(datetime.combine(day, time(), WIB).timestamp())

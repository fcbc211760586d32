"""On which terms an owner lets the room see a camera: roles, hours of the day, a last day, how long evidence is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from enum import Enum

from console.domain.roles import Role

WIB = timezone(timedelta(hours=7), "WIB")
"""Terms are agreed in local time; Western Indonesia knows no summer time."""
DAY_MIN = 24 * 60
LIFT_S = 900
"""For so long a supervisor lifts the hours of one camera in an emergency."""
_HOUR_MIN = 60


class OwnerKind(Enum):
    """Who has put cameras up and lets the city see them."""

    CITY = "city"
    NEIGHBOURHOOD = "neighbourhood"
    COMPANY = "company"
    DONOR = "donor"
    """Gave cameras as its social responsibility (CSR)."""
    NETWORK = "network"
    """An operator of networks or of public services, such as a toll road."""
    OTHER = "other"
    """Nobody has said yet."""


class TermsStop(Enum):
    """Why a camera may not be seen now; the value is an error code."""

    ENDED = "terms.ended"
    ROLE = "terms.role"
    HOURS = "terms.hours"


@dataclass(frozen=True)
class DayHours:
    """From one minute of the day in WIB until before another; past midnight where the end is not after the begin."""

    begin_min: int
    end_min: int

    def __post_init__(self) -> None:
        if not (0 <= self.begin_min < DAY_MIN and 0 <= self.end_min < DAY_MIN) or self.begin_min == self.end_min:
            raise ValueError(f"no hours of a day: {self.begin_min} to {self.end_min}")

    def contain(self, at_utc: datetime) -> bool:
        minute = _minute(at_utc)
        if self.begin_min < self.end_min:
            return self.begin_min <= minute < self.end_min
        return minute >= self.begin_min or minute < self.end_min

    def end_after(self, at_utc: datetime) -> datetime:
        """When the hours that contain ``at_utc`` end."""
        local = at_utc.astimezone(WIB)
        end = datetime.combine(local.date(), time(*divmod(self.end_min, _HOUR_MIN)), WIB)
        return (end if end > local else end + timedelta(days=1)).astimezone(at_utc.tzinfo)

    @property
    def words(self) -> str:
        """``18.00-06.00``, as read by ``read_hours``."""
        return f"{_clock(self.begin_min)}-{_clock(self.end_min)}"


def read_hours(text: str) -> DayHours:
    """``18.00-06.00`` or ``18:00-06:00``. Raises ValueError."""
    begin, _, end = text.replace("–", "-").partition("-")
    return DayHours(_read_clock(begin), _read_clock(end))


@dataclass(frozen=True)
class ViewingTerms:
    """What is None is left to the city."""

    roles: frozenset[Role] | None = None
    hours: DayHours | None = None
    retention_days: int | None = None
    valid_until: date | None = None
    """The last day, in WIB."""

    def stop(self, role: Role, now_utc: datetime, *, lifted: bool = False) -> TermsStop | None:
        """Why ``role`` may not see the camera now; None while it may. ``lifted``: the hours don't count for a while."""
        if self.valid_until is not None and now_utc.astimezone(WIB).date() > self.valid_until:
            return TermsStop.ENDED
        if self.roles is not None and role not in self.roles:
            return TermsStop.ROLE
        if self.hours is not None and not lifted and not self.hours.contain(now_utc):
            return TermsStop.HOURS
        return None

    def allowed_until(self, now_utc: datetime) -> datetime | None:
        """When what is allowed now ends by the clock; None for never."""
        ends: list[datetime] = []
        if self.valid_until is not None:
            midnight = datetime.combine(self.valid_until + timedelta(days=1), time(), WIB)
            ends.append(midnight.astimezone(now_utc.tzinfo))
        if self.hours is not None and self.hours.contain(now_utc):
            ends.append(self.hours.end_after(now_utc))
        return min(ends, default=None)


@dataclass(frozen=True)
class StoppedCamera:
    """A camera that may not be seen now, and what its owner's terms say of it."""

    owner: str
    stop: TermsStop
    hours: DayHours | None = None
    valid_until: date | None = None


FREE = ViewingTerms()
"""Of a camera whose owner asks for nothing."""


def _minute(at_utc: datetime) -> int:
    local = at_utc.astimezone(WIB)
    return local.hour * _HOUR_MIN + local.minute


def _clock(minute: int) -> str:
    return f"{minute // _HOUR_MIN:02}.{minute % _HOUR_MIN:02}"


def _read_clock(text: str) -> int:
    hour, mark, minute = text.strip().replace(":", ".").partition(".")
    if not (hour.isascii() and hour.isdigit()) or (mark and not (minute.isascii() and minute.isdigit())):
        raise ValueError(f"no time of the day: {text!r}")
    hours, minutes = int(hour), int(minute or 0)
    if hours >= DAY_MIN // _HOUR_MIN or minutes >= _HOUR_MIN:
        raise ValueError(f"no time of the day: {text!r}")
    return hours * _HOUR_MIN + minutes

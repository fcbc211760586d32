"""The room's shifts: their names and hours in WIB, over midnight too, and how far somebody is into theirs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from console.base.clock import WIB

CHANGES_AT = (time(7), time(15), time(23))
"""Three shifts of eight hours, WIB."""
USUAL_SHIFTS = ("pagi=07:00-15:00", "siang=15:00-23:00", "malam=23:00-07:00")
USUAL_LENGTH = timedelta(hours=8)
"""Of a shift that none of the room's hours is of."""
EARLY = timedelta(minutes=45)
"""Who signs in so long before a shift begins has come for that one."""
REMIND_BEFORE = timedelta(minutes=15)
_LINE = re.compile(r"([^\s=][^=]{0,29})=(\d{2}:\d{2})-(\d{2}:\d{2})")
_MOST_SHIFTS = 12
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Shift:
    """One of the day's, by local hours; ``until`` at or before ``since`` is on the next day."""

    name: str
    since: time
    until: time

    def around(self, at: datetime) -> tuple[datetime, datetime] | None:
        """From when to when it lasts on the day when ``at`` lies in it, or None."""
        local = at.astimezone(WIB)
        for day in (local.date() - _DAY, local.date()):
            begin = datetime.combine(day, self.since, WIB)
            end = datetime.combine(day, self.until, WIB)
            end += _DAY if end <= begin else timedelta(0)
            if begin <= local < end:
                return begin.astimezone(at.tzinfo), end.astimezone(at.tzinfo)
        return None


@dataclass(frozen=True)
class Duty:
    """One person's shift: since when they are on it, and until when."""

    name: str
    """Empty for one outside the room's hours."""
    since_utc: datetime
    until_utc: datetime

    def left(self, now_utc: datetime) -> timedelta:
        """Below nothing once it is over."""
        return self.until_utc - now_utc

    def is_ending(self, now_utc: datetime) -> bool:
        return self.left(now_utc) <= REMIND_BEFORE


@dataclass(frozen=True)
class ShiftPlan:
    """All shifts of a day."""

    shifts: tuple[Shift, ...]

    @classmethod
    def read(cls, lines: Sequence[str]) -> ShiftPlan:
        """Lines such as ``malam=23:00-07:00``. Raises ValueError for what is no such line."""
        if len(lines) > _MOST_SHIFTS:
            raise ValueError(f"more than {_MOST_SHIFTS} shifts")
        return cls(tuple(_shift(line) for line in lines))

    def duty(self, since_utc: datetime) -> Duty:
        """That of who began at ``since_utc``, perhaps a little early; of several it is the one that began last."""
        found = [
            (period, shift)
            for shift in self.shifts
            if (period := shift.around(since_utc + EARLY) or shift.around(since_utc)) is not None
        ]
        if not found:
            return Duty("", since_utc, since_utc + USUAL_LENGTH)
        period, shift = max(found, key=lambda one: one[0][0])
        return Duty(shift.name, since_utc, period[1])


def _shift(line: str) -> Shift:
    match = _LINE.fullmatch(line)
    if match is None:
        raise ValueError(f"not a shift: {line!r}")
    since, until = (time.fromisoformat(text) for text in match.groups()[1:])
    return Shift(match.group(1).strip(), since, until)


def shift_end_utc(now_utc: datetime) -> datetime:
    """The next change after ``now_utc``."""
    local = now_utc.astimezone(WIB)
    days = (local.date(), local.date() + timedelta(days=1))
    ends = (datetime.combine(day, at, WIB) for day in days for at in CHANGES_AT)
    return min(end for end in ends if end > local).astimezone(now_utc.tzinfo)

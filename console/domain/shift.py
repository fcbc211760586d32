"""When the room's shifts change: what is to last until the end of a shift ends then."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from console.base.clock import WIB

CHANGES_AT = (time(7), time(15), time(23))
"""Three shifts of eight hours, WIB."""


def shift_end_utc(now_utc: datetime) -> datetime:
    """The next change after ``now_utc``."""
    local = now_utc.astimezone(WIB)
    days = (local.date(), local.date() + timedelta(days=1))
    ends = (datetime.combine(day, at, WIB) for day in days for at in CHANGES_AT)
    return min(end for end in ends if end > local).astimezone(now_utc.tzinfo)

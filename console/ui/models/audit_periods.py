"""The usual periods that the audit is searched for, in Semarang's days."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import Enum

from console.base.clock import WIB

_MINUTE = timedelta(minutes=1)
_DAY = timedelta(days=1)


class AuditPeriod(Enum):
    """What is offered; OWN is whatever a person sets."""

    TODAY = "today"
    LAST_HOUR = "last-hour"
    YESTERDAY = "yesterday"
    LAST_7_DAYS = "last-7-days"
    LAST_30_DAYS = "last-30-days"
    OWN = "own"


_BACK = {
    AuditPeriod.LAST_HOUR: timedelta(hours=1),
    AuditPeriod.LAST_7_DAYS: timedelta(days=7),
    AuditPeriod.LAST_30_DAYS: timedelta(days=30),
}


def span(period: AuditPeriod, now_utc: datetime) -> tuple[datetime, datetime]:
    """From when to when, in whole minutes; the end takes in the minute that runs now. OWN begins as TODAY."""
    now = now_utc.astimezone(WIB)
    this_minute = now.replace(second=0, microsecond=0)
    midnight = this_minute.replace(hour=0, minute=0)
    if period is AuditPeriod.YESTERDAY:
        return midnight - _DAY, midnight
    back = _BACK.get(period)
    return (midnight if back is None else this_minute - back), this_minute + _MINUTE

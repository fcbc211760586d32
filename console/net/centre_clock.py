"""Compares the console's clock with the centre's by every answer that comes."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from console.domain.clock_offset import ClockOffset

TIME_HEADER = "Ronda-Time"
"""When the centre answered, to the millisecond; centres that are older send only ``Date``."""
_DATE_IS_OLD_S = 2.0
"""``Date`` has whole seconds, and web servers renew it once a second."""


class CentreClock:
    """Any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._offset: ClockOffset | None = None

    @property
    def offset(self) -> ClockOffset | None:
        """None before the first answer that told a time."""
        return self._offset

    def note(self, sent_utc: datetime, received_utc: datetime, headers: Mapping[str, str]) -> None:
        """The centre told its time after the one and before the other moment of ours."""
        told = _told(headers)
        if told is None:
            return
        from_utc, may_be_later_s = told
        least_s = (sent_utc - from_utc).total_seconds() - may_be_later_s
        most_s = (received_utc - from_utc).total_seconds()
        if least_s > most_s:
            # Our own clock was set while we waited.
            return
        newer = ClockOffset(least_s, most_s, received_utc)
        with self._lock:
            self._offset = newer if self._offset is None else self._offset.narrowed(newer)


def _told(headers: Mapping[str, str]) -> tuple[datetime, float] | None:
    try:
        if TIME_HEADER in headers:
            exact = datetime.fromisoformat(headers[TIME_HEADER])
            return (exact.astimezone(UTC), 0.001) if exact.tzinfo else None
        if "Date" in headers:
            return parsedate_to_datetime(headers["Date"]).astimezone(UTC), _DATE_IS_OLD_S
    except ValueError:
        pass
    return None

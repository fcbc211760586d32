"""The usual periods are Semarang's days and take in the minute that runs now."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from console.ui.models.audit_periods import AuditPeriod, span

# 24 November 2026, 06.30.20 WIB: in UTC it is still the day before.
NOW_UTC = datetime(2026, 11, 23, 23, 30, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("period", "since", "until"),
    [
        (AuditPeriod.TODAY, "2026-11-23T17:00", "2026-11-23T23:31"),
        (AuditPeriod.OWN, "2026-11-23T17:00", "2026-11-23T23:31"),
        (AuditPeriod.LAST_HOUR, "2026-11-23T22:30", "2026-11-23T23:31"),
        (AuditPeriod.YESTERDAY, "2026-11-22T17:00", "2026-11-23T17:00"),
        (AuditPeriod.LAST_7_DAYS, "2026-11-16T23:30", "2026-11-23T23:31"),
        (AuditPeriod.LAST_30_DAYS, "2026-10-24T23:30", "2026-11-23T23:31"),
    ],
)
def test_each_period_begins_and_ends_where_its_name_says(period: AuditPeriod, since: str, until: str) -> None:
    assert [f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M}" for moment in span(period, NOW_UTC)] == [since, until]

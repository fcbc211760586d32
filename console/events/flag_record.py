"""What a console reads out of the centre's record of a flag."""

from __future__ import annotations

from datetime import datetime

from console.domain.event import EventWay
from console.domain.flag_state import FlagAction
from console.wire.events import FlagRecord, FlagWay

WAYS = {
    FlagWay.RECEIVED: EventWay.SENT,
    FlagWay.DELIVERED: EventWay.DELIVERED,
    FlagWay.ACKNOWLEDGED: EventWay.ACKNOWLEDGED,
}


def clock_utc(record: FlagRecord) -> datetime:
    """From when its clocks count: the centre has had it since, or it was reopened then."""
    reopened = [step.at_utc for step in record.history if step.action == FlagAction.REOPEN.value]
    return max([record.received_utc, *reopened])


def last_officer(record: FlagRecord) -> tuple[str, str]:
    """Name and number of the last step that named one, else who acknowledged; empty where nobody did."""
    named = next((step for step in reversed(record.history) if step.officer_name), record.acknowledgement)
    return (named.officer_name, named.officer_number) if named else ("", "")

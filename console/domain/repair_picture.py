"""Pictures of a camera before and after its repair: when one is wanted, how large it may be, and why there is none."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import Enum

from console.domain.repair_state import RepairState

LARGEST_BYTES = 200 * 1024
LARGEST_PX = 1280
"""Of its longer side."""
MOST_PICTURES = 8
"""Of one repair before, and as many after: an uplink with hundreds of cameras needs no picture of each."""
WANTED_FOR = timedelta(hours=24)
"""After the end of a repair: whom nobody has watched by then has no picture after it."""


class RepairMoment(Enum):
    """Which of the two."""

    BEFORE = "before"
    AFTER = "after"


class Withheld(Enum):
    """Why no picture of a camera is taken or shown."""

    SENSITIVE = "sensitive"
    CLOSED = "closed"
    MASKED = "masked"
    """It was taken before a part of the picture was hidden."""


def wants_before(state: RepairState) -> bool:
    """While nobody says that anything was done."""
    return state in (RepairState.OPEN, RepairState.SENT, RepairState.ACCEPTED)


def wants_after(
    state: RepairState,
    opened_utc: datetime,
    closed_utc: datetime | None,
    works_since_utc: datetime | None,
    now_utc: datetime,
    *,
    was_down: bool,
) -> bool:
    """``works_since_utc``: None for a camera that does not work. One that worked all the time waits for the owner's word."""
    if works_since_utc is None or state is RepairState.REJECTED:
        return False
    if closed_utc is not None and now_utc - closed_utc > WANTED_FOR:
        return False
    if was_down and works_since_utc > opened_utc:
        return True
    return state in (RepairState.REPAIRED, RepairState.CLOSED)

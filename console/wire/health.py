"""The centre's sign of life: ready, or degraded and why."""

from __future__ import annotations

from enum import Enum
from typing import Literal

from console.wire.model import Message


class CentreFault(Enum):
    """Why a centre that answers is not well; a person of the IT staff has to look."""

    DISK_NEARLY_FULL = "disk_nearly_full"
    DATABASE_READ_ONLY = "database_read_only"
    CLOCK_OFF = "clock_off"
    """It is before what the database has already seen."""


class Health(Message):
    """Answered with 200; a centre that cannot read its database answers 503 ``centre.storage``."""

    status: Literal["ready", "degraded"] = "ready"
    reasons: tuple[CentreFault, ...] = ()

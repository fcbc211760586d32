"""The clocks of a flag: how long an answer may take at each priority, and how far up one that stays out is carried."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Generic, TypeVar

from console.domain.flag_state import TAKEN, UNANSWERED, FlagState
from console.domain.watermark import Watermark

Key = TypeVar("Key", bound=Hashable)

POLICE_TELEPHONE = "110"
UNDELIVERED_S = 30.0
"""After this long on the console's disk alone, a flag of priority 1 is told by voice instead."""


@dataclass(frozen=True)
class ServiceLevel:
    """How soon a flag of one priority is to be answered, in seconds from the moment that the centre has it."""

    delivered_s: float
    acknowledged_s: float
    escalate_s: tuple[float, ...] = ()
    """Unanswered this long it goes one level up: from the police of the district to the city's, then the province's."""
    onscene_s: float | None = None

    def __post_init__(self) -> None:
        times = (self.delivered_s, self.acknowledged_s, *self.escalate_s, self.onscene_s or 1.0)
        if not all(math.isfinite(time) and time > 0 for time in times):
            raise ValueError("a service level is a time above 0")
        if list(self.escalate_s) != sorted(set(self.escalate_s)):
            raise ValueError("each escalation comes after the one before")

    @property
    def top(self) -> int:
        return len(self.escalate_s)


SERVICE_LEVELS: Mapping[int, ServiceLevel] = {
    1: ServiceLevel(5, 10, (30, 60), onscene_s=600),
    2: ServiceLevel(10, 60, (180,)),
    3: ServiceLevel(30, 300),
    # Within the shift: the four shifts of 112 are six hours each.
    4: ServiceLevel(60, 21_600),
}
"""By priority; a city may set its own at its centre."""


@dataclass(frozen=True)
class FlagRules:
    """What a console goes by: the service levels by priority, and the telephone for when nobody answers."""

    levels: Mapping[int, ServiceLevel] = field(default_factory=lambda: SERVICE_LEVELS)
    telephone: str = POLICE_TELEPHONE
    watermark: Watermark = Watermark.OFF
    """Told with them: whether pictures bear who looks at them."""


def level_due(service: ServiceLevel, waited_s: float, reached: int = 0) -> int:
    """The level that a flag unanswered for ``waited_s`` belongs to; it never comes down again."""
    return max(reached, sum(waited_s >= limit_s for limit_s in service.escalate_s))


class ClockKind(Enum):
    """What is waited for."""

    DELIVERED = "delivered"
    ACKNOWLEDGED = "acknowledged"
    ONSCENE = "onscene"


@dataclass(frozen=True)
class RunningClock:
    """What is waited for, and how long it may take."""

    kind: ClockKind
    limit_s: float

    def is_late(self, waited_s: float) -> bool:
        return waited_s > self.limit_s


def running_clock(service: ServiceLevel, state: FlagState) -> RunningClock | None:
    """The clock that runs in ``state``; None when nobody is waited for. All count from the same moment."""
    if state is FlagState.DELIVERED:
        return RunningClock(ClockKind.ACKNOWLEDGED, service.acknowledged_s)
    if state in UNANSWERED:
        return RunningClock(ClockKind.DELIVERED, service.delivered_s)
    if service.onscene_s is not None and state in TAKEN - {FlagState.ONSCENE, FlagState.ON_HOLD}:
        return RunningClock(ClockKind.ONSCENE, service.onscene_s)
    return None


class WaitingTimes(Generic[Key]):
    """How long each thing has waited, counted on the monotonic clock: setting the wall clock makes nothing late.

    The wall clock is asked once, when a thing is first seen: it alone outlives a restart. What is first seen while we
    look cannot have waited longer than since the last look.
    """

    def __init__(self) -> None:
        self._began_s: dict[Key, float] = {}
        self._looked_s: float | None = None

    def look(self, since: Mapping[Key, datetime], now_utc: datetime, now_s: float) -> dict[Key, float]:
        """Seconds waited by everything that waits now; what is not named any more is forgotten."""
        longest_s = math.inf if self._looked_s is None else now_s - self._looked_s
        self._looked_s = now_s
        began_s = {}
        for key, since_utc in since.items():
            waited_s = min(longest_s, max(0.0, (now_utc - since_utc).total_seconds()))
            began_s[key] = self._began_s.get(key, now_s - waited_s)
        self._began_s = began_s
        return {key: now_s - began for key, began in began_s.items()}

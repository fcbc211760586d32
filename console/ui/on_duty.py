"""Since when the person at this console is on shift, kept as a small text, so that a new start goes on with the same shift."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from console.base.clock import Clock
from console.base.observer import Signal
from console.domain.shift import Duty, Shift, ShiftPlan

_GOES_ON = timedelta(hours=1)
"""So long after its end a shift is still the same one, for who stays to hand over."""


class OnDuty:
    """``changed`` when its start is set. Main thread only."""

    def __init__(self, plan: ShiftPlan, clock: Clock, content: bytes | None = None) -> None:
        """From now on, or since what ``content`` gave. Raises ValueError for a content that is none."""
        self.changed: Signal[None] = Signal()
        self.plan = plan
        self._clock = clock
        now = clock.now_utc()
        self._since_utc = now
        kept = None if content is None else _read(content)
        if kept is not None and kept <= now < plan.duty(kept).until_utc + _GOES_ON:
            self._since_utc = kept

    @property
    def duty(self) -> Duty:
        return self.plan.duty(self._since_utc)

    def begin(self, since_utc: datetime) -> None:
        """The person says when it really began."""
        self._since_utc = since_utc
        self.changed.emit(None)

    def starts(self) -> tuple[tuple[Shift, datetime], ...]:
        """When the shifts began that last now."""
        now = self._clock.now_utc()
        found = ((shift, shift.around(now)) for shift in self.plan.shifts)
        return tuple((shift, period[0]) for shift, period in found if period is not None)

    def content(self) -> bytes:
        return json.dumps({"since_utc": self._since_utc.isoformat()}).encode()


def _read(content: bytes) -> datetime:
    told = json.loads(content)
    if not isinstance(told, dict) or not isinstance(told.get("since_utc"), str):
        raise ValueError("no start of a shift")  # noqa: TRY004  one kind of error for every bad content
    since = datetime.fromisoformat(told["since_utc"])
    if since.tzinfo is None:
        raise ValueError("a time without its zone")
    return since

"""Disturbances at the centre: those that are open, and those of a time."""

from __future__ import annotations

from datetime import datetime

from console.net.calls import Calls
from console.net.transport import Call
from console.wire.causes import CauseList


class CauseCalls(Calls):
    """``/v1/causes``."""

    def causes(self) -> CauseList:
        return self.get(CauseList, "/v1/causes")

    def causes_between(self, from_utc: datetime, to_utc: datetime) -> CauseList:
        """Raises KnownError ``causes.period_bad`` too."""
        params = {"from": from_utc.isoformat(), "to": to_utc.isoformat()}
        return self.read(CauseList, self.transport.ask(Call("GET", "/v1/causes", params=params)).content)

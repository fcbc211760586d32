"""Legal holds as the centre has them: set and lifted there at once, never from an outbox: a hold that waits protects nothing."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from console.base.errors import KnownError
from console.events.centre_news import CentreNews, Push
from console.wire.events import FlagList
from console.wire.holds import HeldFlagList, HoldBody, HoldRecord
from console.wire.push import PushKind


class HoldCentre(Protocol):
    """The part of the centre's client that holds need."""

    def holds(self, limit: int, *, only_standing: bool) -> HeldFlagList: ...

    def flags_by_number(self, number: str) -> FlagList: ...

    def hold_flag(self, flag_id: UUID, body: HoldBody) -> HoldRecord: ...

    def end_hold(self, flag_id: UUID, body: HoldBody) -> None: ...


class Holds(CentreNews):
    """All but ``changed`` blocks: background threads. Raises KnownError net.*, auth.*, centre.*, ``flag.unknown``."""

    def __init__(self, centre: HoldCentre, push: Push) -> None:
        super().__init__(push, PushKind.FLAG_UPDATED)
        self._centre = centre

    def all(self, limit: int, *, only_standing: bool) -> HeldFlagList:
        """The newest first."""
        return self._centre.holds(limit, only_standing=only_standing)

    def hold(self, flag_id: UUID, reason: str) -> None:
        self._centre.hold_flag(flag_id, HoldBody(reason=reason))
        self.changed.emit(None)

    def hold_number(self, number: str, reason: str) -> None:
        """The flag of this number, also one that has ended long ago."""
        found = self._centre.flags_by_number(number).flags
        # A centre that does not know the question answers with all flags.
        flag = next((one for one in found if one.number == number), None)
        if flag is None:
            raise KnownError("flag.unknown")
        self.hold(flag.id, reason)

    def lift(self, flag_id: UUID, reason: str) -> None:
        self._centre.end_hold(flag_id, HoldBody(reason=reason))
        self.changed.emit(None)

"""A fake of the legal holds at the centre: what was set and lifted is remembered and is so at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from console.base.errors import KnownError
from console.base.observer import Signal
from console.wire.holds import HeldFlag, HeldFlagList, HoldRecord
from tests.helpers.screen_fakes import START_UTC


@dataclass
class FakeHolds:
    """``failure`` is the centre that does not answer, or refuses."""

    held: list[HeldFlag] = field(default_factory=list)
    changed: Signal[None] = field(default_factory=Signal)
    failure: KnownError | None = None
    more: bool = False
    said: list[tuple[str, str, str]] = field(default_factory=list)

    def put(self, flag_id: UUID, number: str, reason: str) -> None:
        record = HoldRecord(reason=reason, by="Bu Ratna", at_utc=START_UTC)
        self.held.append(
            HeldFlag(flag_id=flag_id, flag_number=number, camera_name="Balai RW", camera_number=1203, hold=record)
        )

    def all(self, limit: int, *, only_standing: bool) -> HeldFlagList:
        self._fail()
        found = [one for one in self.held if one.hold.ended_utc is None or not only_standing]
        return HeldFlagList(held=tuple(found[:limit]), more=self.more)

    def hold(self, flag_id: UUID, reason: str) -> None:
        self._say("hold", str(flag_id), reason)

    def hold_number(self, number: str, reason: str) -> None:
        self._say("hold_number", number, reason)

    def lift(self, flag_id: UUID, reason: str) -> None:
        self._say("lift", str(flag_id), reason)
        ended = {"ended_utc": START_UTC, "ended_by": "Bu Ratna", "ended_why": reason}
        self.held = [
            one.model_copy(update={"hold": one.hold.model_copy(update=ended)}) if one.flag_id == flag_id else one
            for one in self.held
        ]
        self.changed.emit(None)

    def _say(self, act: str, what: str, reason: str) -> None:
        self._fail()
        self.said.append((act, what, reason))

    def _fail(self) -> None:
        if self.failure is not None:
            raise self.failure

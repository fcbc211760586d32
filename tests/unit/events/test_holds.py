"""Legal holds: a flag is found by its number, what others do makes the lists ask again."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest

from console.base.errors import KnownError
from console.events.holds import Holds
from console.net.server_sent import PushEvent
from console.wire.events import FlagBody, FlagList, FlagRecord, FlagWay
from console.wire.holds import HeldFlagList, HoldBody, HoldRecord
from console.wire.push import PushKind
from tests.helpers.fake_push import FakePush

AT_UTC = datetime(2026, 11, 23, 14, 14, 9, tzinfo=UTC)
NUMBER = "SMG-20261123-0042"


def _record(number: str) -> FlagRecord:
    body = FlagBody(camera_id="kam-1", category="KAM-01", priority=1, at_utc=AT_UTC, created_utc=AT_UTC)
    return FlagRecord(
        id=uuid4(),
        number=number,
        body=body,
        state=FlagWay.RECEIVED,
        operator="Sari",
        camera_name="Balai RW",
        camera_number=1203,
        area_code="33.74",
        received_utc=AT_UTC,
    )


class _Centre:
    def __init__(self) -> None:
        self.flags: tuple[FlagRecord, ...] = ()
        self.said: list[tuple[str, UUID, str]] = []

    def holds(self, limit: int, *, only_standing: bool) -> HeldFlagList:  # noqa: ARG002  the port's signature
        return HeldFlagList(held=(), more=only_standing)

    def flags_by_number(self, number: str) -> FlagList:  # noqa: ARG002  the port's signature
        return FlagList(flags=self.flags)

    def hold_flag(self, flag_id: UUID, body: HoldBody) -> HoldRecord:
        self.said.append(("hold", flag_id, body.reason))
        return HoldRecord(reason=body.reason, by="Bu Ratna", at_utc=AT_UTC)

    def end_hold(self, flag_id: UUID, body: HoldBody) -> None:
        self.said.append(("lift", flag_id, body.reason))


def test_a_flag_is_held_by_its_number_and_lifted_by_its_id() -> None:
    centre = _Centre()
    # As a centre answers that does not know the question: with all flags.
    other, wanted = _record("SMG-20261123-0041"), _record(NUMBER)
    centre.flags = (other, wanted)
    holds = Holds(centre, FakePush())
    told: list[None] = []
    holds.changed.connect(told.append)
    holds.hold_number(NUMBER, "sidang")
    holds.lift(wanted.id, "putusan")
    assert centre.said == [("hold", wanted.id, "sidang"), ("lift", wanted.id, "putusan")]
    assert len(told) == 2
    assert holds.all(10, only_standing=True).more
    holds.close()


def test_a_number_that_nobody_knows_is_told() -> None:
    centre = _Centre()
    centre.flags = (_record("SMG-20261123-0041"),)
    with pytest.raises(KnownError, match=r"flag\.unknown"):
        Holds(centre, FakePush()).hold_number(NUMBER, "sidang")
    assert centre.said == []


@pytest.mark.parametrize(("kind", "is_told"), [(PushKind.FLAG_UPDATED, True), (PushKind.CAMERA_CLOSURE, False)])
def test_what_others_do_to_flags_makes_the_lists_ask_again(kind: PushKind, is_told: bool) -> None:
    push = FakePush()
    holds = Holds(_Centre(), push)
    told: list[None] = []
    holds.changed.connect(told.append)
    push.pushed.emit(PushEvent("1", kind, b"{}"))
    assert bool(told) is is_told
    holds.close()
    push.pushed.emit(PushEvent("2", PushKind.RESET, b""))
    assert len(told) == int(is_told)

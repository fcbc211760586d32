"""A console judges by the clock which cameras may not be seen, also with the centre away and from the first picture on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from console.base.errors import KnownError
from console.directory import room_list
from console.directory import viewing_terms as module
from console.directory.install import PageInstaller
from console.directory.owned_cameras import owned_cameras
from console.directory.viewing_terms import Terms
from console.domain.camera import CameraId
from console.domain.clock_offset import ClockOffset
from console.domain.roles import Role
from console.domain.viewing_terms import WIB, DayHours, StoppedCamera, TermsStop, ViewingTerms
from console.net.push_feed import PushFeed
from console.net.server_sent import PushEvent
from console.store.database import Database, Durability
from console.wire.directory import CameraLine
from console.wire.push import PushKind
from console.wire.terms import CameraTerms, LiftBody, LiftRecord, OwnerTerms, TermsBody, TermsList
from tests.helpers.clock import FakeClock
from tests.helpers.fake_push import FakePush
from tests.helpers.logfail import ExpectLog
from tests.helpers.toy_city import camera_doc
from tests.helpers.waiting import wait_until

MALL, SHOP, STREET = CameraId("mall"), CameraId("shop"), CameraId("street")
OWNED = [(MALL, "PT X"), (SHOP, "pt  x"), (STREET, "Dishub")]
NIGHT = DayHours(18 * 60, 6 * 60)


def _at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 23, hour, minute, tzinfo=WIB).astimezone(UTC)


class _Centre:
    """Knows the terms; may be away."""

    def __init__(self) -> None:
        self.told = TermsList(owners=(OwnerTerms(owner="PT X", terms=TermsBody.of(ViewingTerms(hours=NIGHT))),))
        self.trouble: KnownError | None = None
        self.clock_offset: ClockOffset | None = None
        self.clock = FakeClock(_at(12))

    def viewing_terms(self) -> TermsList:
        if self.trouble is not None:
            raise self.trouble
        return self.told

    def lift_terms(self, camera: str, body: LiftBody) -> LiftRecord:
        if self.trouble is not None:
            raise self.trouble
        until = self.clock.now_utc() + timedelta(minutes=15)
        return LiftRecord(camera_id=camera, until_utc=until, by="Bu Ratna", reason=body.reason)


class _Desk:
    def __init__(self, folder: Path) -> None:
        self.centre = _Centre()
        self.push = FakePush()
        self.path = folder / "viewing-terms.json"
        self.opened: list[Terms] = []

    def open(self, role: Role = Role.OPERATOR, *, start: bool = True) -> Terms:
        push: PushFeed = self.push  # type: ignore[assignment]  # fits by shape
        made = Terms(self.centre, push, self.path, lambda: OWNED, role, self.centre.clock)
        self.opened.append(made)
        if start:
            made.start()
        return made


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[_Desk]:
    monkeypatch.setattr(room_list, "ASK_EVERY_S", 0.02)
    monkeypatch.setattr(module, "LOOK_EVERY_S", 0.02)
    made = _Desk(tmp_path)
    yield made
    for one in made.opened:
        one.close()


def test_cameras_are_stopped_outside_their_hours_and_seen_again_inside(desk: _Desk) -> None:
    terms = desk.open()
    wait_until(lambda: set(terms.current()) == {MALL, SHOP}, what="the cameras of PT X stopped")
    assert terms.current()[MALL] == StoppedCamera("PT X", TermsStop.HOURS, NIGHT)

    desk.centre.clock.advance(6 * 3600)
    wait_until(lambda: not terms.current(), what="the hours begun")
    desk.centre.clock.advance(12 * 3600)
    wait_until(lambda: set(terms.current()) == {MALL, SHOP}, what="the hours ended by the clock alone")


def test_what_was_known_holds_from_the_first_picture_on_with_the_centre_away(desk: _Desk) -> None:
    first = desk.open()
    wait_until(first.current)
    desk.centre.trouble = KnownError("net.unreachable", host="x")

    later = desk.open(start=False)

    assert set(later.current()) == {MALL, SHOP}


def test_a_push_brings_new_terms_and_those_of_a_camera_stand_before_its_owners(desk: _Desk) -> None:
    desk.push.up = True
    terms = desk.open()
    wait_until(terms.current)
    free = CameraTerms(camera_id=SHOP, terms=TermsBody())
    ended = OwnerTerms(owner="Dishub", terms=TermsBody.of(ViewingTerms(valid_until=date(2026, 11, 22))))
    desk.centre.told = TermsList(owners=(*desk.centre.told.owners, ended), cameras=(free,))
    desk.push.pushed.emit(PushEvent("5", PushKind.VIEWING_TERMS, b"{}"))

    wait_until(lambda: set(terms.current()) == {MALL, STREET}, what="the new terms")
    assert terms.current()[STREET].stop is TermsStop.ENDED


def test_roles_that_are_not_named_see_nothing(desk: _Desk) -> None:
    only = ViewingTerms(roles=frozenset({Role.SUPERVISOR}))
    desk.centre.told = TermsList(owners=(OwnerTerms(owner="Dishub", terms=TermsBody.of(only)),))
    operator, supervisor = desk.open(), desk.open(Role.SUPERVISOR)

    wait_until(lambda: set(operator.current()) == {STREET}, what="the operator stopped")
    assert not supervisor.current()


def test_a_lift_lets_one_camera_be_seen_until_it_is_over(desk: _Desk) -> None:
    desk.push.up = True
    terms = desk.open()
    wait_until(lambda: set(terms.current()) == {MALL, SHOP})

    terms.lift(MALL, "kebakaran")
    assert set(terms.current()) == {SHOP}
    desk.centre.clock.advance(15 * 60)
    wait_until(lambda: set(terms.current()) == {MALL, SHOP}, what="the lift over")


def test_the_centres_clock_counts_where_this_one_is_wrong(desk: _Desk) -> None:
    hour_s = 3600.0
    desk.centre.clock_offset = ClockOffset(-7 * hour_s, -7 * hour_s, _at(12))

    terms = desk.open()

    wait_until(desk.path.exists, what="the terms told")
    assert not terms.current()


def test_what_is_broken_on_the_disk_is_asked_for(desk: _Desk, expect_log: ExpectLog) -> None:
    expect_log("ronda.directory", contains="terms on disk can't be read")
    desk.path.write_text("{")

    terms = desk.open()

    wait_until(terms.current)


def test_cameras_with_an_owner_are_read_from_the_directory(tmp_path: Path) -> None:
    database = Database(tmp_path / "directory.sqlite", "directory", Durability.NORMAL)
    nobodys = camera_doc(2, "Pos", "33.74").model_copy(update={"owner": ""})
    with database.transaction() as write:
        lines = [
            CameraLine(op="put", id="a", rev=1, doc=camera_doc(1, "Pos", "33.74")),
            CameraLine(op="put", id="b", rev=2, doc=nobodys),
        ]
        PageInstaller(write, 1, snapshot=True, first=True).install(lines)
    found = owned_cameras(database)
    database.close()

    assert found == [("a", "RT")]

"""With the centre away the directory is there with the last rights until they end, and no clock prolongs them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from console.base.backoff import Backoff
from console.base.errors import KnownError
from console.directory.rights import USUAL_S, OfflineRights, read_rights
from console.directory.service import DirectoryService, SyncPhase, SyncState
from console.domain.camera import CameraId
from console.domain.camera_filter import EVERY_CAMERA
from console.domain.roles import Role
from console.store.database import Database, Durability
from console.wire.auth import UserInfo
from console.wire.directory import DirectoryHead
from tests.helpers.clock import FakeClock
from tests.helpers.directory_model import ModelCentre
from tests.helpers.fake_push import FakePush
from tests.helpers.logfail import ExpectLog
from tests.helpers.toy_city import camera_doc
from tests.helpers.waiting import wait_until

CENTRE = "https://pusat.example"
PERSON = UserInfo(id="1", username="siti", display_name="Siti", role=Role.OPERATOR, scope=("33.74",))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path / "directory.sqlite", "directory", Durability.NORMAL)
    yield opened
    opened.close()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def rights(database: Database, clock: FakeClock) -> OfflineRights:
    made = OfflineRights(database, clock, CENTRE, PERSON)
    made.contact()
    return made


def again(database: Database, clock: FakeClock, person: UserInfo = PERSON, centre: str = CENTRE) -> OfflineRights:
    """As after a restart without the centre."""
    return OfflineRights(database, clock, centre, person)


def test_they_hold_for_twelve_hours_after_the_last_contact(rights: OfflineRights, clock: FakeClock) -> None:
    clock.advance(USUAL_S - 1)
    assert rights.hold()
    clock.advance(2)
    assert not rights.hold()

    rights.contact()

    assert rights.hold()


def test_a_restart_changes_nothing(database: Database, rights: OfflineRights, clock: FakeClock) -> None:
    clock.advance(USUAL_S - 1)
    assert again(database, clock).hold()
    clock.advance(2)
    assert not again(database, clock).hold()
    assert not rights.hold()


def test_the_centre_says_how_long(database: Database, rights: OfflineRights, clock: FakeClock) -> None:
    rights.allow(3600.0)
    rights.allow(0.0)
    clock.advance(3601)

    assert not rights.hold()
    assert not again(database, clock).hold()


def test_a_clock_set_back_prolongs_nothing(database: Database, rights: OfflineRights, clock: FakeClock) -> None:
    clock.advance(10 * 3600)
    rights.note_time()
    clock.jump_wall(-9 * 3600)
    restarted = again(database, clock)
    assert restarted.hold()

    clock.advance(2 * 3600 + 1)

    assert not rights.hold()
    assert not restarted.hold()


def test_a_clock_that_was_wrong_is_forgiven_once_the_centre_answers(
    database: Database, rights: OfflineRights, clock: FakeClock
) -> None:
    clock.jump_wall(400 * 86_400)
    rights.note_time()
    assert not rights.hold()
    clock.jump_wall(-400 * 86_400)
    assert not again(database, clock).hold()

    rights.contact()

    assert again(database, clock).hold()


@pytest.mark.parametrize(
    ("person", "centre"),
    [(PERSON.model_copy(update={"username": "budi"}), CENTRE), (PERSON, "https://bandung.example")],
)
def test_nobody_has_those_of_another_person_or_centre(
    database: Database, rights: OfflineRights, clock: FakeClock, person: UserInfo, centre: str
) -> None:
    assert rights.hold()
    assert not again(database, clock, person, centre).hold()


def test_after_the_sign_out_nothing_is_kept_whatever_comes_later(database: Database, rights: OfflineRights) -> None:
    kept = read_rights(database)
    assert kept is not None
    assert (kept.person, kept.centre) == (PERSON, CENTRE)

    rights.forget()
    rights.contact()
    rights.note_time()

    assert read_rights(database) is None


def test_practice_is_not_kept(database: Database, clock: FakeClock) -> None:
    rights = OfflineRights(database, clock, CENTRE, PERSON.model_copy(update={"exercise": True}))
    rights.contact()

    assert rights.hold()
    assert read_rights(database) is None


def test_what_is_kept_holds_no_secret_and_what_is_broken_gives_no_right(
    database: Database, rights: OfflineRights, clock: FakeClock, expect_log: ExpectLog
) -> None:
    row = database.row("SELECT * FROM rights")
    assert row is not None
    assert set(row.keys()) == {"only", "centre", "person", "contact_utc", "seen_utc", "valid_s"}
    assert "token" not in row["person"]
    expect_log("ronda.directory", "WARNING", "can't be read")
    with database.transaction() as write:
        write.run("UPDATE rights SET person = 'x'")

    assert not again(database, clock).hold()
    assert rights.hold()


class Away(ModelCentre):
    """Answers while it is up."""

    up = True

    def directory_head(self, etag: str = "") -> tuple[DirectoryHead, str] | None:
        if not self.up:
            raise KnownError("net.unreachable", host="pusat")
        return super().directory_head(etag)


def test_the_directory_is_usable_until_they_end_then_locked_until_the_centre_answers(
    database: Database, rights: OfflineRights, clock: FakeClock
) -> None:
    centre, push = Away(), FakePush()
    centre.put_area("33.74")
    centre.put_camera("cam-1", camera_doc(1, "Simpang Lima", "33.74"))
    service = DirectoryService(database, centre, push, clock, Backoff(first_s=0.01, most_s=0.02), rights)
    states: list[SyncState] = []
    service.state_changed.connect(states.append)
    changes: list[None] = []
    service.changed.connect(changes.append)
    try:
        service.start()
        wait_until(lambda: service.sync_state.phase is SyncPhase.CURRENT)
        assert service.sync_state.rights_until_utc is None
        centre.up = False
        service.refresh()
        wait_until(lambda: service.sync_state.phase is SyncPhase.CENTRE_UNREACHABLE)
        assert service.sync_state.rights_until_utc == rights.until_utc
        assert [entry.camera.number for entry in service.queries.search("simpang")] == [1]
        told = len(changes)

        clock.advance(USUAL_S + 1)
        wait_until(lambda: service.sync_state.phase is SyncPhase.LOCKED)

        wait_until(lambda: len(changes) > told)
        assert_locked(service)
        assert service.queries.camera(CameraId("cam-1")) is not None

        centre.up = True
        wait_until(lambda: service.sync_state.phase is SyncPhase.CURRENT)
        assert [entry.camera.number for entry in service.queries.search("simpang")] == [1]
        assert len(service.for_map.cameras()) == 1
    finally:
        service.close()


def assert_locked(service: DirectoryService) -> None:
    queries = service.queries
    with pytest.raises(KnownError, match=r"directory\.locked"):
        queries.by_number(1)
    assert queries.search("simpang") == []
    assert queries.areas_named("semarang") == []
    assert queries.filtered.counts(EVERY_CAMERA) == {}
    assert queries.children(None) == []
    assert queries.cameras_in("33.74") == []
    assert service.for_map.cameras() == []
    assert service.for_map.areas() == []

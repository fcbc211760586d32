"""The directory kept in step with a centre, and what is asked of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from console.base.backoff import Backoff
from console.base.errors import KnownError
from console.directory import service
from console.directory.pages import read_progress
from console.directory.service import DirectoryService, SyncPhase
from console.domain.camera import CameraId, DirectoryStatus, FeedQuality
from console.net.client import CentreClient
from console.net.server_sent import PushEvent
from console.store.database import Database, Durability
from console.wire.push import CameraStatusPush, PushKind
from tests.helpers.clock import FakeClock
from tests.helpers.fake_push import FakePush
from tests.helpers.toy_centre import ToyCentre
from tests.helpers.toy_city import KRAPYAK, area_doc, camera_doc, fill
from tests.helpers.toy_faults import FaultKind
from tests.helpers.toy_fixtures import centre, client, tokens
from tests.helpers.waiting import wait_until

__all__ = ["centre", "client", "tokens"]


@pytest.fixture(autouse=True)
def no_gathering(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "GATHER_S", 0.0)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path / "directory.sqlite", "directory", Durability.NORMAL)
    yield opened
    opened.close()


@pytest.fixture
def push() -> FakePush:
    return FakePush(up=True)


@pytest.fixture
def directory(
    database: Database, client: CentreClient, push: FakePush, centre: ToyCentre
) -> Iterator[DirectoryService]:
    fill(centre.records)
    made = DirectoryService(database, client, push, FakeClock(), Backoff(first_s=0.02, most_s=0.05))
    yield made
    made.close()


def small_pages(monkeypatch: pytest.MonkeyPatch, client: CentreClient, limit: int = 4) -> None:
    whole = client.directory_changes
    monkeypatch.setattr(client, "directory_changes", lambda cursor="": whole(cursor, limit))


def numbers(found: list[object]) -> list[int]:
    return [entry.camera.number for entry in found]  # type: ignore[attr-defined]  # short for the tests below


def test_a_first_sync_brings_everything(directory: DirectoryService) -> None:
    assert directory.sync_state.phase is SyncPhase.NEVER
    assert directory.sync()

    (city,) = directory.queries.children(None)
    assert (city.name, city.camera_count, city.online_count) == ("Kota Semarang", 13, 6)
    assert [(area.name, area.camera_count) for area in directory.queries.children("33.74")] == [
        ("Semarang Barat", 7),
        ("Ngaliyan", 6),
    ]


def test_nothing_new_asks_for_no_page(directory: DirectoryService, centre: ToyCentre) -> None:
    directory.sync()
    pages = centre.count("GET", "/v1/directory/changes")

    assert not directory.sync()
    assert centre.count("GET", "/v1/directory/changes") == pages


def test_a_delta_puts_renames_and_deletes(directory: DirectoryService, centre: ToyCentre) -> None:
    directory.sync()
    centre.records.put_camera("cam-7", camera_doc(8, "Simpang Jrakah", "33.74.15", "traffic"))
    centre.records.delete_camera("cam-101")
    centre.records.put_area(KRAPYAK, area_doc(KRAPYAK, "Krapyak Baru"))

    directory.sync()

    assert directory.queries.by_number(7) is None
    assert [entry.place for entry in directory.queries.search("jrakah")] == ["Ngaliyan"]
    assert directory.queries.camera(CameraId("cam-101")) is None
    assert len(directory.queries.search("baru")) == 5
    assert directory.queries.search("pos 101") == []
    (city,) = directory.queries.children(None)
    assert (city.camera_count, city.online_count) == (12, 6)


def test_an_interrupted_snapshot_goes_on_and_what_was_there_stays_usable(
    directory: DirectoryService, centre: ToyCentre, client: CentreClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_pages(monkeypatch, client)
    calls = iter(range(100))
    paged = client.directory_changes

    def cut(cursor: str = "") -> object:
        if next(calls) == 3:
            raise KnownError("net.unreachable", host="x")
        return paged(cursor)

    monkeypatch.setattr(client, "directory_changes", cut)
    with pytest.raises(KnownError):
        directory.sync()
    before = centre.count("GET", "/v1/directory/changes")
    assert before == 3

    directory.sync()

    assert centre.count("GET", "/v1/directory/changes") - before == 6
    assert directory.queries.counts() == (13, 6)


def test_a_new_life_of_the_centre_replaces_everything(
    directory: DirectoryService, centre: ToyCentre, client: CentreClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    directory.sync()
    small_pages(monkeypatch, client)
    centre.records.epoch, centre.records.seq = "epoch-2", 0
    centre.records.lines.clear()
    centre.records.put_area("33.74", area_doc("33.74", "Kota Semarang"))
    centre.records.put_camera("cam-7", camera_doc(7, "Simpang Baru", "33.74"))

    directory.sync()

    assert numbers(list(directory.queries.search("simpang"))) == [7]
    assert directory.queries.search("pos") == []
    assert directory.queries.children("33.74") == []


def test_a_page_that_is_cut_off_changes_nothing(directory: DirectoryService, centre: ToyCentre) -> None:
    centre.faults.plan(FaultKind.HALF_ANSWER, "GET", "/v1/directory/changes")

    with pytest.raises(KnownError):
        directory.sync()

    assert directory.queries.children(None) == []


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("RT 3 RW 2 Krapyak", [106]),
        ("rt03/rw02 krapyak", [106]),
        ("krapyak", [102, 104, 106, 101, 103, 105]),
        ("bring rt 1", [110, 107]),
        ("simpang", [7]),
        ("105", [105]),
        ("10", [102, 104, 106, 108, 101, 103, 105, 107, 109]),
        ("ngaliyan rw 1 rt 2", [108]),
        ("tidak ada", []),
        ("krapayk", [102, 104, 106, 101, 103, 105]),
        ("krpyak rt 1 rw 1", [101]),
        ("simpnag", [7]),
        ("bimpang", [7]),
        ("bimpnag", []),
        ("", []),
        ('"AND (', []),
    ],
)
def test_search_understands_names_numbers_and_places(
    directory: DirectoryService, typed: str, expected: list[int]
) -> None:
    directory.sync()
    # Working cameras first within each search; odd numbers are offline.

    assert numbers(list(directory.queries.search(typed))) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("krapyak", [KRAPYAK]),
        ("krapayk", [KRAPYAK]),
        ("rt 3 rw 2 krapyak", [f"{KRAPYAK}/RW002/RT003"]),
        ("rt 3", []),
        ("rw 2 bandung", []),
        ("", []),
    ],
)
def test_areas_are_found_by_name_and_neighbourhoods_by_number(
    directory: DirectoryService, typed: str, expected: list[str]
) -> None:
    directory.sync()

    assert [area.code for area in directory.queries.areas_named(typed)] == expected


def test_an_alias_finds_a_camera_after_those_that_are_called_so(directory: DirectoryService, centre: ToyCentre) -> None:
    aliases = ("Jl. Pemuda", "Lawang Sewu")
    doc = camera_doc(5, "Simpang Tugu Muda", "33.74.13", "traffic").model_copy(update={"aliases": aliases})
    centre.records.put_camera("cam-5", doc)
    centre.records.put_camera("cam-9", camera_doc(9, "Museum Lawang Sewu", "33.74.13", "tourism"))
    directory.sync()

    assert numbers(list(directory.queries.search("lawang"))) == [9, 5]
    (entry,) = directory.queries.search("jalan pemuda")
    assert entry.camera.aliases == aliases
    assert numbers(list(directory.queries.search("lawamg sewu"))) == [9, 5]


def test_search_gives_no_more_than_asked(directory: DirectoryService) -> None:
    directory.sync()

    assert len(directory.queries.search("pos", limit=3)) == 3


def test_lists_and_places(directory: DirectoryService) -> None:
    directory.sync()
    (entry,) = directory.queries.cameras_in(f"{KRAPYAK}/RW002/RT003")

    assert entry.place == "RT 3, RW 2, Krapyak, Semarang Barat"
    assert entry.status is DirectoryStatus.ONLINE
    assert directory.queries.place("33.74") == "Kota Semarang"
    assert numbers(list(directory.queries.cameras_in("33.74.13"))) == [7]
    assert directory.queries.camera(CameraId("cam-7")) == directory.queries.by_number(7)


def test_a_camera_without_the_wished_feed_gives_the_other(directory: DirectoryService, centre: ToyCentre) -> None:
    only_main = camera_doc(1, "Utama", "33.74").model_copy(update={"has_sub": False})
    none = camera_doc(2, "Tanpa", "33.74").model_copy(update={"has_sub": False, "has_main": False})
    centre.records.put_camera("main", only_main)
    centre.records.put_camera("none", none)
    directory.sync()

    assert directory.queries.feed(CameraId("main"), FeedQuality.SUB) is FeedQuality.MAIN
    assert directory.queries.feed(CameraId("none"), FeedQuality.SUB) is None
    assert directory.queries.feed(CameraId("cam-7"), FeedQuality.SUB) is FeedQuality.SUB


def test_the_thread_follows_pushes(directory: DirectoryService, centre: ToyCentre, push: FakePush) -> None:
    directory.start()
    wait_until(lambda: directory.sync_state.phase is SyncPhase.CURRENT)
    centre.records.put_camera("cam-9", camera_doc(9, "Rumah Pompa", "33.74.13", "pump"))

    push.pushed.emit(PushEvent("50", PushKind.DIRECTORY_CHANGED, b"{}"))

    wait_until(lambda: directory.queries.by_number(9))


def test_a_pushed_status_changes_camera_and_counts(
    directory: DirectoryService, centre: ToyCentre, push: FakePush
) -> None:
    directory.start()
    wait_until(lambda: directory.sync_state.online_count == 6)
    status = CameraStatusPush(
        camera_id="cam-101", state=DirectoryStatus.ONLINE, since_utc=datetime(2026, 11, 23, tzinfo=UTC)
    )
    number = str(len(centre.records.pushed) + 1)

    push.pushed.emit(PushEvent(number, PushKind.CAMERA_STATUS, status.model_dump_json().encode()))

    wait_until(lambda: directory.sync_state.online_count == 7)
    assert directory.queries.children(None)[0].online_count == 7
    assert directory.queries.children("33.74")[0].online_count == 4


def test_a_status_older_than_the_last_look_is_not_believed(
    directory: DirectoryService, centre: ToyCentre, push: FakePush
) -> None:
    directory.start()
    wait_until(lambda: directory.sync_state.online_count == 6)
    old = CameraStatusPush(camera_id="cam-102", state=DirectoryStatus.OFFLINE, since_utc=datetime.now(UTC))
    push.pushed.emit(PushEvent("1", PushKind.CAMERA_STATUS, old.model_dump_json().encode()))
    new = old.model_copy(update={"camera_id": "cam-104"})
    number = str(len(centre.records.pushed) + 1)

    push.pushed.emit(PushEvent(number, PushKind.CAMERA_STATUS, new.model_dump_json().encode()))

    wait_until(lambda: directory.sync_state.online_count == 5)
    entry = directory.queries.camera(CameraId("cam-102"))
    assert entry is not None
    assert entry.status is DirectoryStatus.ONLINE


def test_a_centre_that_is_away_is_told_and_found_again(directory: DirectoryService, centre: ToyCentre) -> None:
    centre.down()
    directory.start()
    wait_until(lambda: directory.sync_state.phase is SyncPhase.CENTRE_UNREACHABLE)
    assert directory.sync_state.problem is not None
    assert directory.sync_state.problem.code == "net.unreachable"

    centre.up()

    wait_until(lambda: directory.sync_state.phase is SyncPhase.CURRENT)
    assert directory.sync_state.camera_count == 13
    assert directory.sync_state.last_synced_utc == FakeClock().now_utc()


def test_without_push_the_centre_is_asked_again_and_again(
    directory: DirectoryService, centre: ToyCentre, push: FakePush, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "POLL_S", 0.02)
    push.up = False
    directory.start()
    wait_until(lambda: directory.sync_state.phase is SyncPhase.CURRENT)

    centre.records.put_camera("cam-9", camera_doc(9, "Rumah Pompa", "33.74.13", "pump"))

    wait_until(lambda: directory.queries.by_number(9))


def test_a_malformed_cursor_is_thrown_away(directory: DirectoryService, database: Database, centre: ToyCentre) -> None:
    directory.sync()
    centre.records.put_camera("cam-9", camera_doc(9, "Rumah Pompa", "33.74.13", "pump"))
    centre.faults.plan(FaultKind.STATUS, "GET", "/v1/directory/changes", status=400, code="directory.cursor_malformed")

    directory.sync()

    assert read_progress(database).generation == 2
    assert directory.queries.counts()[0] == 14

"""The console's services against the bundled centre: real HTTP, real databases, no screen."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from console.auth.session import Session
from console.auth.vault import NoVault
from console.base.backoff import Backoff
from console.base.clock import SystemClock
from console.base.errors import KnownError
from console.base.ids import new_id
from console.base.paths import Paths
from console.base.redaction import Secret
from console.directory.service import DirectoryService, SyncPhase
from console.domain.camera import CameraId, DirectoryStatus, FeedQuality
from console.domain.event import BookmarkDraft, EventWay, FlagDraft
from console.domain.flag_change import FlagChange, FlagReason
from console.domain.flag_state import FlagAction, FlagState
from console.domain.roles import Role
from console.events import schedule
from console.events.outbox import Job
from console.events.room import RoomEvents
from console.events.service import EventsService
from console.net.client import CentreClient
from console.net.push_feed import PushFeed
from console.store.files import open_directory, open_events
from console.wire.events import EvidenceBody, EvidenceKind
from console.wire.streams import TicketWish
from tests.helpers.centre import PASSWORD, RunningCentre, TestCamera
from tests.helpers.clock import START_UTC
from tests.helpers.fake_push import FakePush
from tests.helpers.waiting import wait_until

CAMERA = CameraId("kam-001")
FLAG = FlagDraft(CAMERA, START_UTC, "KAM-01", 1, "tawuran")


@dataclass
class Services:
    """All services of one console, signed in as operator."""

    client: CentreClient
    session: Session
    push: PushFeed
    directory: DirectoryService
    events: EventsService


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[RunningCentre]:
    folder = tmp_path / "centre"
    folder.mkdir()
    running = RunningCentre(folder)
    running.add_cameras([TestCamera("kam-001", 1, name="Pos RT 3"), TestCamera("kam-002", 2, status="offline")])
    running.add_user("operator", Role.OPERATOR)
    running.add_user("police", Role.POLICE_LIAISON)
    running.add_user("supervisor", Role.SUPERVISOR)
    running.start()
    yield running
    running.close()


@pytest.fixture
def services(centre: RunningCentre, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Services]:
    def soon(_job: Job, _failures: int) -> float:
        return 0.05

    monkeypatch.setattr(schedule, "retry_delay_s", soon)
    clock, paths = SystemClock(), Paths(tmp_path / "data", tmp_path / "cache")
    client = CentreClient(centre.url)
    session = Session(client, NoVault(), clock)
    client.use_tokens(session)
    session.sign_in("operator", Secret(PASSWORD))
    quick = Backoff(first_s=0.05, most_s=0.1)
    push = PushFeed(client, quick)
    cache, outbox = open_directory(paths, clock), open_events(paths, clock).database
    directory = DirectoryService(cache, client, push, clock, quick)
    events = EventsService(outbox, client, push, clock)
    for service in (directory, events, push):
        service.start()
    yield Services(client, session, push, directory, events)
    for service in (push, directory, events):
        service.close()
    cache.close()
    outbox.close()


def reaches(services: Services, way: EventWay) -> None:
    wait_until(lambda: [entry.way for entry in services.events.recent()] == [way], what=f"way {way}")


def test_the_directory_arrives_and_follows_what_the_centre_learns(services: Services, centre: RunningCentre) -> None:
    wait_until(lambda: services.directory.sync_state.phase is SyncPhase.CURRENT and services.push.up)
    found = services.directory.queries.search("rt03/rw02 bandar")
    assert [(entry.camera.number, entry.status) for entry in found] == [
        (1, DirectoryStatus.ONLINE),
        (2, DirectoryStatus.OFFLINE),
    ]
    assert found[0].place == "RT 3, RW 2, Bandarharjo, Semarang Utara"

    centre.set_status("kam-002", DirectoryStatus.ONLINE)
    centre.add_cameras([TestCamera("kam-003", 3, name="Rumah Pompa")])

    wait_until(lambda: services.directory.queries.by_number(3))
    wait_until(lambda: services.directory.sync_state.online_count >= 2)


def test_a_flag_goes_from_the_key_to_the_officer_and_back(
    services: Services, centre: RunningCentre, tmp_path: Path
) -> None:
    content = secrets.token_bytes(3_000_000)
    path = tmp_path / "clip.mp4"
    path.write_bytes(content)
    evidence_id = new_id()
    flag_id = services.events.flag(FLAG, None, [(evidence_id, EvidenceKind.CLIP)])
    body = EvidenceBody(
        kind=EvidenceKind.CLIP,
        camera_id=CAMERA,
        content_type="video/mp4",
        size_bytes=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        start_utc=START_UTC,
        end_utc=START_UTC,
    )
    services.events.evidence.attach(flag_id, evidence_id, body, path)
    wait_until(lambda: services.events.recent()[0].evidence_complete == 1)
    police = centre.client("police")

    answer = police.call(
        "POST", f"/v1/flags/{flag_id}/acknowledgement", {"officer_name": "Aiptu Slamet", "officer_number": "76010203"}
    )

    assert answer.status_code == 200, answer.text
    reaches(services, EventWay.ACKNOWLEDGED)
    entry = services.events.recent()[0]
    assert (entry.officer_name, entry.officer_number) == ("Aiptu Slamet", "76010203")
    assert entry.number == services.client.flag(flag_id).number


def test_an_outage_of_the_centre_delays_and_loses_nothing(services: Services, centre: RunningCentre) -> None:
    wait_until(lambda: services.push.up)
    centre.stop()
    flag_id = services.events.flag(FLAG)
    wait_until(lambda: services.events.recent()[0].last_error != "")
    assert services.events.recent()[0].way is EventWay.SAVED

    centre.start()

    reaches(services, EventWay.SENT)
    assert [flag.id for flag in services.client.open_flags()] == [flag_id]
    wait_until(lambda: services.push.up)


def test_a_bookmark_and_a_camera_that_is_not_ours(services: Services) -> None:
    services.events.bookmark(BookmarkDraft(CAMERA, START_UTC, "truk"))
    reaches(services, EventWay.SENT)

    services.events.bookmark(BookmarkDraft(CameraId("tidak-ada"), START_UTC))

    wait_until(lambda: services.events.recent()[0].way is EventWay.REFUSED)
    assert services.events.recent()[0].last_error == "camera.unknown"


def test_a_supervisor_sees_what_others_flagged_and_marked_and_may_answer_for_it(
    services: Services, centre: RunningCentre, tmp_path: Path
) -> None:
    services.events.bookmark(BookmarkDraft(CAMERA, START_UTC, "truk", ("macet",), START_UTC))
    flag_id = services.events.flag(FLAG)
    wait_until(lambda: all(entry.way is EventWay.SENT for entry in services.events.recent()))
    supervisor = CentreClient(centre.url)
    session = Session(supervisor, NoVault(), SystemClock())
    supervisor.use_tokens(session)
    session.sign_in("supervisor", Secret(PASSWORD))
    push = FakePush(up=True)
    room = RoomEvents(supervisor, push)
    database = open_events(Paths(tmp_path / "other" / "data", tmp_path / "other" / "cache"), SystemClock()).database
    events = EventsService(database, supervisor, push, SystemClock())
    events.start()
    try:
        (flag,) = room.open_flags(100)
        (bookmark,) = room.bookmarks(100)
        assert (flag.id, flag.way, flag.operator != "", flag.clock_utc is not None) == (
            flag_id,
            EventWay.SENT,
            True,
            True,
        )
        assert (bookmark.note, bookmark.tags, bookmark.since_utc) == ("truk", ("macet",), START_UTC)

        events.change(flag_id, FlagChange(new_id(), FlagAction.CANCEL, FlagReason.FALSE_ALARM))

        wait_until(lambda: room.open_flags(100) == [])
        wait_until(lambda: services.events.recent()[0].stage is FlagState.CANCELLED)
    finally:
        events.close()
        room.close()
        database.close()
        supervisor.close()


def test_tickets_and_categories_are_given(services: Services) -> None:
    answer = services.client.tickets([TicketWish(camera_id=CAMERA, quality=FeedQuality.SUB)])

    assert answer.tickets[0].url.startswith("rtsp://")
    assert services.client.categories()


def test_the_centre_says_no_in_codes_that_we_know(services: Services) -> None:
    with pytest.raises(KnownError) as wrong:
        services.client.sign_in("operator", Secret("salah"))
    with pytest.raises(KnownError) as unknown:
        services.client.flag(new_id())

    assert wrong.value.code == "auth.wrong_password"
    assert unknown.value.code == "flag.unknown"


def test_signing_out_ends_the_token_at_the_centre(services: Services) -> None:
    services.session.sign_out()

    with pytest.raises(KnownError) as caught:
        services.client.status()
    assert caught.value.code == "auth.signed_out"

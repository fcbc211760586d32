"""From the F key to files that belong to their flag."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from concurrent.futures import Future
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from console.base.errors import KnownError
from console.base.paths import Paths
from console.domain.camera import CameraId, FeedKey, FeedQuality
from console.domain.event import EventEntry, EventWay
from console.domain.wall_plan import ClipInfo, StillInfo
from console.events.service import EventsService
from console.evidence import worker
from console.evidence.intake import FlagIntake
from console.net.client import CentreClient
from console.store.database import Database
from console.store.files import open_events
from tests.helpers.clock import START_UTC, FakeClock
from tests.helpers.fake_push import FakePush
from tests.helpers.toy_centre import ToyCentre
from tests.helpers.toy_fixtures import centre, client, tokens
from tests.helpers.waiting import wait_until

__all__ = ["centre", "client", "tokens"]

CAMERA = CameraId("cam-1")
FEED = FeedKey.of(CAMERA, FeedQuality.MAIN)
CLIP, STILL = b"clip of original packets", b"\xff\xd8 still"


class FakeMedia:
    """Captures come when the test lets them."""

    def __init__(self) -> None:
        self.clip: Future[ClipInfo] = Future()
        self.still: Future[StillInfo] = Future()
        self.paths: list[Path] = []
        self.seconds_before = 0.0

    def capture_clip(self, feed: FeedKey, seconds_before: float, path: Path) -> Future[ClipInfo]:
        assert feed == FEED
        self.seconds_before = seconds_before
        self.paths.append(path)
        return self.clip

    def capture_still(self, feed: FeedKey, path: Path) -> Future[StillInfo]:
        assert feed == FEED
        self.paths.append(path)
        return self.still

    def finish(self) -> None:
        for path in self.paths:
            path.write_bytes(CLIP if path.suffix == ".mp4" else STILL)
        if not self.still.cancelled():
            self.still.set_result(StillInfo("", 640, 360, START_UTC.timestamp(), FEED))
        if not self.clip.cancelled():
            start_s = START_UTC.timestamp() - 20
            self.clip.set_result(ClipInfo("", start_s, START_UTC.timestamp(), 300, "h264", FEED))


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def media() -> FakeMedia:
    return FakeMedia()


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(tmp_path / "data", tmp_path / "cache").ensure()


@pytest.fixture
def database(paths: Paths, clock: FakeClock) -> Iterator[Database]:
    opened = open_events(paths, clock).database
    yield opened
    opened.close()


@pytest.fixture
def events(database: Database, client: CentreClient, clock: FakeClock) -> Iterator[EventsService]:
    service = EventsService(database, client, FakePush(up=True), clock)
    service.start()
    yield service
    service.close()


@pytest.fixture
def intake(media: FakeMedia, events: EventsService, paths: Paths, clock: FakeClock) -> Iterator[FlagIntake]:
    made = FlagIntake(media, events, paths, clock)
    made.start()
    yield made
    made.close()


def only(events: EventsService) -> EventEntry:
    (entry,) = events.recent()
    return entry


def spool(paths: Paths) -> list[Path]:
    return sorted((paths.data_folder / "evidence").iterdir())


@pytest.mark.parametrize("captured_first", [True, False])
def test_still_and_clip_go_with_the_flag_whichever_is_ready_first(
    intake: FlagIntake, media: FakeMedia, events: EventsService, centre: ToyCentre, captured_first: bool
) -> None:
    pending = intake.begin(CAMERA, FEED, seconds_before=15)
    if captured_first:
        media.finish()
    flag_id = pending.send("KAM-01", 1, "tawuran")
    if not captured_first:
        media.finish()

    wait_until(lambda: only(events).evidence_complete == 2)
    assert media.seconds_before == 15
    bodies = {body.kind.value: body for _, body in centre.records.evidence.values()}
    assert bodies["clip"].sha256 == hashlib.sha256(CLIP).hexdigest()
    assert bodies["clip"].start_utc == START_UTC - timedelta(seconds=20)
    assert bodies["still"].content_type == "image/jpeg"
    assert {flag for flag, _ in centre.records.evidence.values()} == {flag_id}


def test_the_flag_is_durable_and_sent_though_no_capture_ever_comes(
    intake: FlagIntake, events: EventsService, centre: ToyCentre
) -> None:
    flag_id = intake.begin(CAMERA, FEED).send("KAM-01", 1, "")

    wait_until(lambda: only(events).way is EventWay.SENT)
    assert list(centre.records.flags) == [flag_id]
    assert (only(events).evidence_total, only(events).evidence_lost) == (2, 0)


def test_the_moment_is_that_of_the_key_press(intake: FlagIntake, clock: FakeClock, events: EventsService) -> None:
    pending = intake.begin(CAMERA, FEED)
    clock.advance(45)
    pending.send("KAM-01", 1, "")

    assert only(events).at_utc == START_UTC


def test_sending_twice_is_one_flag(intake: FlagIntake, events: EventsService) -> None:
    pending = intake.begin(CAMERA, FEED)

    assert pending.send("KAM-01", 1, "") == pending.send("KAM-01", 1, "")
    assert len(events.recent()) == 1


@pytest.mark.parametrize("captured_first", [True, False])
def test_cancelling_deletes_the_files(
    intake: FlagIntake, media: FakeMedia, events: EventsService, paths: Paths, captured_first: bool
) -> None:
    pending = intake.begin(CAMERA, FEED)
    if captured_first:
        media.finish()
    pending.cancel()
    if not captured_first:
        media.finish()

    wait_until(lambda: spool(paths) == [])
    assert events.recent() == []


def test_a_capture_that_fails_is_told_and_counted_as_lost(
    intake: FlagIntake, media: FakeMedia, events: EventsService
) -> None:
    told: list[str] = []
    intake.failures.connect(lambda error: told.append(error.code))
    pending = intake.begin(CAMERA, FEED)
    media.clip.set_exception(KnownError("media.no_picture"))
    pending.send("KAM-01", 1, "")
    media.still.set_exception(KnownError("media.worker_lost"))

    wait_until(lambda: only(events).evidence_lost == 2)
    assert told == ["media.no_picture", "media.worker_lost"]


def test_a_flag_that_the_disk_refused_can_be_sent_again(
    intake: FlagIntake, database: Database, events: EventsService, monkeypatch: pytest.MonkeyPatch
) -> None:
    pending = intake.begin(CAMERA, FEED)
    whole = database.transaction

    def full() -> object:
        raise KnownError("disk.full")

    monkeypatch.setattr(database, "transaction", full)
    with pytest.raises(KnownError):
        pending.send("KAM-01", 1, "")
    monkeypatch.setattr(database, "transaction", whole)

    pending.send("KAM-01", 1, "")

    assert only(events).id == pending.id


def test_evidence_that_could_not_be_recorded_is_tried_again(
    intake: FlagIntake, media: FakeMedia, events: EventsService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "RETRY_S", (0.01,))
    told: list[str] = []
    intake.failures.connect(lambda error: told.append(error.code))
    attach, refusals = events.evidence.attach, iter((True, True))

    def often_full(*arguments: object) -> None:
        if next(refusals, False):
            raise KnownError("disk.full")
        attach(*arguments)  # type: ignore[arg-type]  # passed through

    monkeypatch.setattr(events.evidence, "attach", often_full)
    intake.begin(CAMERA, FEED).send("KAM-01", 1, "")
    media.finish()

    wait_until(lambda: only(events).evidence_complete == 2)
    assert told == ["disk.full", "disk.full"]


def test_files_that_belong_to_no_flag_go_at_the_next_start(
    media: FakeMedia, events: EventsService, paths: Paths, clock: FakeClock
) -> None:
    folder = paths.data_folder / "evidence"
    folder.mkdir()
    (folder / "orphan.mp4").write_bytes(CLIP)
    (folder / "half.mp4.part").write_bytes(CLIP)

    intake = FlagIntake(media, events, paths, clock)
    intake.start()

    wait_until(lambda: spool(paths) == [])
    intake.close()


def test_files_are_kept_for_a_day_after_the_centre_has_checked_them(
    intake: FlagIntake, media: FakeMedia, events: EventsService, paths: Paths, clock: FakeClock
) -> None:
    intake.begin(CAMERA, FEED).send("KAM-01", 1, "")
    media.finish()
    wait_until(lambda: only(events).evidence_complete == 2)
    clock.advance(23 * 3600)
    assert restarted(media, events, paths, clock) == 2

    clock.advance(2 * 3600)

    assert restarted(media, events, paths, clock) == 0
    assert only(events).evidence_complete == 2


def restarted(media: FakeMedia, events: EventsService, paths: Paths, clock: FakeClock) -> int:
    """Files in the spool after another start has cleaned up."""
    intake = FlagIntake(media, events, paths, clock)
    intake.start()
    intake.close()
    return len(spool(paths))


def test_files_of_flags_that_are_not_through_are_never_deleted(
    intake: FlagIntake, media: FakeMedia, events: EventsService, paths: Paths, clock: FakeClock, centre: ToyCentre
) -> None:
    centre.down()
    flag_id: UUID = intake.begin(CAMERA, FEED).send("KAM-01", 1, "")
    media.finish()
    wait_until(lambda: len(events.evidence.known_paths()) == 2)
    clock.advance(30 * 24 * 3600)

    assert restarted(media, events, paths, clock) == 2
    assert only(events).id == flag_id

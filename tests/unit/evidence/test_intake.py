"""From the F key to files that belong to their flag."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from concurrent.futures import Future
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from console.auth.console_key import ConsoleSigner
from console.auth.console_signing import ConsoleSigning
from console.base.errors import KnownError
from console.base.paths import Paths
from console.domain.camera import FeedKey
from console.domain.clock_offset import ClockOffset
from console.domain.event import EventWay
from console.domain.footage import Gap, GapReason, Stretch
from console.domain.wall_plan import ClipInfo, StillInfo
from console.events.service import EventsService
from console.evidence import worker
from console.evidence.additions import ClipReach
from console.evidence.intake import FlagIntake
from console.evidence.statements import Witness
from console.media.protocol.beside import facts_path, written
from console.media.protocol.messages import ClipSaved, SaveClip
from console.proof.statement import EVIDENCE_STATEMENT, SignedStatement, check_statement
from console.store.database import Database
from console.wire.events import EvidenceAnnouncement, EvidenceKind
from console.wire.footage import Clocks, UtcSpan
from tests.helpers.clock import START_UTC, FakeClock
from tests.helpers.console_keys import CONSOLE_NAME, signer
from tests.helpers.evidence import CLIP, FEED, STILL, NoReplay, clip_from, only, spool
from tests.helpers.toy_centre import ToyCentre
from tests.helpers.waiting import wait_until


class FakeMedia:
    """Captures come when the test lets them."""

    replay = NoReplay()

    def __init__(self) -> None:
        self.before: Future[ClipInfo] = Future()
        self.after: Future[ClipInfo] = Future()
        self.still: Future[StillInfo] = Future()
        self.stretches: dict[Path, Stretch] = {}
        self.still_path = Path()
        self.still_at_s = 0.0

    def capture_clip(self, feed: FeedKey, stretch: Stretch, path: Path) -> Future[ClipInfo]:
        assert feed == FEED
        self.stretches[path] = stretch
        return self.before if len(self.stretches) == 1 else self.after

    def capture_still(self, feed: FeedKey, path: Path, at_s: float = 0.0) -> Future[StillInfo]:
        assert feed == FEED
        self.still_path, self.still_at_s = path, at_s
        return self.still

    def finish(self) -> None:
        self.still_path.write_bytes(STILL)
        for path in self.stretches:
            path.write_bytes(CLIP)
        if not self.still.cancelled():
            self.still.set_result(StillInfo("", 640, 360, START_UTC.timestamp(), FEED))
        for future, from_s in ((self.before, -20.0), (self.after, 0.0)):
            if not future.done():
                future.set_result(clip_from(from_s))


@pytest.fixture
def media() -> FakeMedia:
    return FakeMedia()


@pytest.fixture
def intake(media: FakeMedia, events: EventsService, paths: Paths, clock: FakeClock) -> Iterator[FlagIntake]:
    made = FlagIntake(media, events, paths, clock)
    made.start()
    yield made
    made.close()


@pytest.mark.parametrize("captured_first", [True, False])
def test_still_and_clip_go_with_the_flag_whichever_is_ready_first(
    intake: FlagIntake, media: FakeMedia, events: EventsService, centre: ToyCentre, captured_first: bool
) -> None:
    pending = intake.begin(FEED, ClipReach(15, 20))
    if captured_first:
        media.finish()
    flag_id = pending.send("KAM-01", 1, "tawuran")
    if not captured_first:
        media.finish()

    wait_until(lambda: only(events).evidence_complete == 3)
    bodies = [body for _, body in centre.records.evidence.values()]
    clips = sorted((body for body in bodies if body.kind is EvidenceKind.CLIP), key=lambda body: body.start_utc)
    assert [body.start_utc for body in clips] == [START_UTC - timedelta(seconds=20), START_UTC]
    assert {body.sha256 for body in clips} == {hashlib.sha256(CLIP).hexdigest()}
    assert [body.content_type for body in bodies if body.kind is EvidenceKind.STILL] == ["image/jpeg"]
    assert {flag for flag, _ in centre.records.evidence.values()} == {flag_id}


def test_what_came_before_and_what_comes_after_meet_at_the_key_press(intake: FlagIntake, media: FakeMedia) -> None:
    intake.begin(FEED, ClipReach(60, 30))

    before, after = media.stretches.values()
    assert (before.until_s, before.until_s - before.from_s, before.or_older) == (media.still_at_s, 60, True)
    assert (after.from_s, after.until_s - after.from_s, after.or_older) == (media.still_at_s, 30, False)


def test_a_moment_that_a_replay_shows_has_what_led_to_it_and_all_that_came_since(
    intake: FlagIntake, media: FakeMedia, events: EventsService, clock: FakeClock
) -> None:
    now_s = clock.monotonic_s()
    intake.begin(FEED, ClipReach(60, 30), behind_s=45).send("KAM-01", 1, "")

    before, after = media.stretches.values()
    assert (before.from_s, before.until_s) == (now_s - 105, now_s - 45)
    assert (after.from_s, after.until_s) == (now_s - 45, now_s)
    assert media.still_at_s == now_s - 45
    assert only(events).at_utc == clock.now_utc() - timedelta(seconds=45)


def test_how_the_clocks_stand_goes_with_each_file(
    media: FakeMedia, events: EventsService, paths: Paths, clock: FakeClock, centre: ToyCentre
) -> None:
    offset = ClockOffset(1.9, 2.1, START_UTC)
    intake = FlagIntake(media, events, paths, clock, lambda: offset)
    intake.start()
    intake.begin(FEED).send("KAM-01", 1, "")
    media.still_path.write_bytes(STILL)
    media.still.set_result(StillInfo("", 640, 360, START_UTC.timestamp(), FEED, -0.75))

    wait_until(lambda: only(events).evidence_complete == 1)
    intake.close()
    ((_, body),) = centre.records.evidence.values()
    assert body.clocks == Clocks(
        camera_ahead_ms=-750, console_ahead_ms=2000, console_uncertainty_ms=100, console_measured_utc=START_UTC
    )


@pytest.mark.parametrize("key", ["certified", "closed"])
def test_what_the_console_signed_travels_with_the_file_and_a_closed_key_keeps_nothing_back(
    media: FakeMedia, events: EventsService, paths: Paths, clock: FakeClock, centre: ToyCentre, key: str
) -> None:
    def opened() -> ConsoleSigner:
        if key == "closed":
            raise KnownError("console_key.keyring_closed")
        return signer()

    signing = ConsoleSigning(opened, clock)
    signing.start()
    intake = FlagIntake(media, events, paths, clock, witness=Witness(signing.sign, "sari", "konsol-3"))
    intake.start()
    flag_id = intake.begin(FEED, ClipReach(after_s=0)).send("KAM-01", 1, "")
    media.still_path.write_bytes(STILL)
    media.still.set_result(StillInfo("", 640, 360, START_UTC.timestamp(), FEED))

    wait_until(lambda: only(events).evidence_complete == 1)
    intake.close()
    signing.close()
    ((evidence_id, (_, body)),) = centre.records.evidence.items()
    assert isinstance(body, EvidenceAnnouncement)
    if key == "closed":
        assert body.statement is None
        return
    assert body.statement is not None
    stated = check_statement(SignedStatement(**dict(body.statement)))
    assert stated.said == {
        "statement": EVIDENCE_STATEMENT,
        "flag_id": str(flag_id),
        "evidence_id": str(evidence_id),
        "kind": "still",
        "camera_id": FEED.camera_id,
        "content_type": "image/jpeg",
        "size_bytes": len(STILL),
        "sha256": hashlib.sha256(STILL).hexdigest(),
        "start_utc": "2026-11-23T08:00:00.000Z",
        "end_utc": "2026-11-23T08:00:00.000Z",
        "copy_of": "",
        "clocks": {
            "camera_ahead_ms": None,
            "console_ahead_ms": None,
            "console_uncertainty_ms": None,
            "console_measured_utc": None,
        },
        "user": "sari",
        "workstation": "konsol-3",
        "after_restart": False,
        "console": CONSOLE_NAME,
        "signed_utc": "2026-11-23T08:00:00.000Z",
    }


def test_no_seconds_after_the_key_press_make_no_second_clip(intake: FlagIntake, media: FakeMedia) -> None:
    intake.begin(FEED, ClipReach(after_s=0))

    assert len(media.stretches) == 1


def test_the_first_clip_goes_at_once_and_the_second_when_it_is_over(
    intake: FlagIntake, media: FakeMedia, events: EventsService, centre: ToyCentre
) -> None:
    intake.begin(FEED).send("KAM-01", 1, "")
    first, second = media.stretches
    first.write_bytes(CLIP)
    media.before.set_result(clip_from(-60))
    wait_until(lambda: only(events).evidence_complete == 1)

    second.write_bytes(STILL)
    media.after.set_result(clip_from(0))

    wait_until(lambda: only(events).evidence_complete == 2)
    assert len({body.sha256 for _, body in centre.records.evidence.values()}) == 2


def test_a_file_that_was_complete_when_the_program_was_killed_goes_at_the_next_start(
    intake: FlagIntake, media: FakeMedia, events: EventsService, paths: Paths, clock: FakeClock, centre: ToyCentre
) -> None:
    intake.begin(FEED).send("KAM-01", 1, "")
    first, second = media.stretches
    first.write_bytes(CLIP)
    stretch = media.stretches[first]
    start_s = START_UTC.timestamp() - 60
    asked = SaveClip(1, FEED, stretch.from_s, stretch.until_s, True, str(first))
    gap = Gap(start_s, start_s + 5, GapReason.NOT_OPEN)
    facts_path(first).write_bytes(
        written(asked, ClipSaved(1, start_s + 5, start_s + 60, start_s, start_s + 60, 9, "h264", (gap,)))
    )
    second.with_name(f".{second.name}.77.part").write_bytes(CLIP)
    told: list[str] = []

    again = FlagIntake(media, events, paths, clock)
    again.failures.connect(lambda error: told.append(error.code))
    again.start()

    wait_until(lambda: (only(events).evidence_complete, only(events).evidence_lost) == (1, 2))
    again.close()
    ((_, body),) = centre.records.evidence.values()
    assert (body.sha256, body.start_utc) == (hashlib.sha256(CLIP).hexdigest(), START_UTC - timedelta(seconds=55))
    assert body.footage is not None
    assert body.footage.pictures == (UtcSpan(start_utc=body.start_utc, end_utc=START_UTC),)
    assert [(missing.end_utc, missing.reason) for missing in body.footage.gaps] == [(body.start_utc, "not_open")]
    assert told == ["evidence.interrupted"] * 2
    assert spool(paths) == [first]


def test_the_flag_is_durable_and_sent_though_no_capture_ever_comes(
    intake: FlagIntake, events: EventsService, centre: ToyCentre
) -> None:
    flag_id = intake.begin(FEED).send("KAM-01", 1, "")

    wait_until(lambda: only(events).way is EventWay.SENT)
    assert list(centre.records.flags) == [flag_id]
    assert (only(events).evidence_total, only(events).evidence_lost) == (3, 0)


def test_the_moment_is_that_of_the_key_press(intake: FlagIntake, clock: FakeClock, events: EventsService) -> None:
    pending = intake.begin(FEED)
    clock.advance(45)
    pending.send("KAM-01", 1, "")

    assert only(events).at_utc == START_UTC


def test_sending_twice_is_one_flag(intake: FlagIntake, events: EventsService) -> None:
    pending = intake.begin(FEED)

    assert pending.send("KAM-01", 1, "") == pending.send("KAM-01", 1, "")
    assert len(events.recent()) == 1


@pytest.mark.parametrize("captured_first", [True, False])
def test_cancelling_deletes_the_files(
    intake: FlagIntake, media: FakeMedia, events: EventsService, paths: Paths, captured_first: bool
) -> None:
    pending = intake.begin(FEED)
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
    pending = intake.begin(FEED)
    media.before.set_exception(KnownError("media.no_picture"))
    pending.send("KAM-01", 1, "")
    media.still.set_exception(KnownError("media.worker_lost"))
    media.after.set_exception(KnownError("media.worker_lost"))

    wait_until(lambda: only(events).evidence_lost == 3)
    assert told == ["media.no_picture", "media.worker_lost", "media.worker_lost"]


def test_a_flag_that_the_disk_refused_can_be_sent_again(
    intake: FlagIntake, database: Database, events: EventsService, monkeypatch: pytest.MonkeyPatch
) -> None:
    pending = intake.begin(FEED)
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
    intake.begin(FEED).send("KAM-01", 1, "")
    media.finish()

    wait_until(lambda: only(events).evidence_complete == 3)
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
    intake.begin(FEED).send("KAM-01", 1, "")
    media.finish()
    wait_until(lambda: only(events).evidence_complete == 3)
    clock.advance(23 * 3600)
    assert restarted(media, events, paths, clock) == 3

    clock.advance(2 * 3600)

    assert restarted(media, events, paths, clock) == 0
    assert only(events).evidence_complete == 3


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
    flag_id: UUID = intake.begin(FEED).send("KAM-01", 1, "")
    media.finish()
    wait_until(lambda: len(events.evidence.known_paths()) == 3)
    clock.advance(30 * 24 * 3600)

    assert restarted(media, events, paths, clock) == 3
    assert only(events).id == flag_id

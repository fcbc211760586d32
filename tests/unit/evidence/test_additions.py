"""What is added to a flag that was made before: its camera with the clips, or one picture, as safely as the flag itself."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from console.base.errors import KnownError
from console.base.ids import new_id
from console.base.paths import Paths
from console.domain.camera import CameraId, FeedKey
from console.domain.footage import Stretch
from console.domain.wall_plan import ClipInfo, StillInfo, SurfaceId
from console.events.service import EventsService
from console.evidence.additions import ClipReach, FlagAddition
from console.evidence.intake import FlagIntake
from console.store.database import Database
from console.wire.events import EvidenceKind
from tests.helpers.clock import START_UTC, FakeClock
from tests.helpers.evidence import CLIP, FEED, OTHER, STILL, clip_from, only, spool
from tests.helpers.toy_centre import ToyCentre
from tests.helpers.waiting import wait_until

_TILE = SurfaceId("wall/1")


class ReadyMedia:
    """Every capture is there at once, and remembered."""

    def __init__(self) -> None:
        self.stretches: list[tuple[CameraId, Stretch]] = []
        self.stills: list[object] = []
        self.replay = self
        self.failure: KnownError | None = None

    def capture_clip(self, feed: FeedKey, stretch: Stretch, path: Path) -> Future[ClipInfo]:
        self.stretches.append((feed.camera_id, stretch))
        done: Future[ClipInfo] = Future()
        path.write_bytes(CLIP)
        done.set_result(replace(clip_from(-20), feed=feed))
        return done

    def capture_still(self, of: FeedKey | SurfaceId, path: Path, at_s: float = 0.0) -> Future[StillInfo]:  # noqa: ARG002  the port's
        self.stills.append(of)
        done: Future[StillInfo] = Future()
        if self.failure:
            done.set_exception(self.failure)
            return done
        path.write_bytes(STILL)
        done.set_result(StillInfo("", 640, 360, START_UTC.timestamp(), of if isinstance(of, FeedKey) else OTHER))
        return done


@pytest.fixture
def media() -> ReadyMedia:
    return ReadyMedia()


@pytest.fixture
def intake(media: ReadyMedia, events: EventsService, paths: Paths, clock: FakeClock) -> Iterator[FlagIntake]:
    made = FlagIntake(media, events, paths, clock)
    made.start()
    yield made
    made.close()


@pytest.fixture
def flag_id(intake: FlagIntake, events: EventsService, media: ReadyMedia) -> UUID:
    made = intake.begin(FEED).send("KAM-01", 1, "")
    wait_until(lambda: only(events).evidence_complete == 3)
    media.stretches.clear()
    media.stills.clear()
    return made


def _announced(centre: ToyCentre, camera: CameraId) -> list[str]:
    return sorted(body.kind.value for _, body in centre.records.evidence.values() if body.camera_id == camera)


def test_a_camera_that_is_added_has_still_and_clips_and_the_flag_says_so(
    intake: FlagIntake, events: EventsService, flag_id: UUID, centre: ToyCentre
) -> None:
    intake.add_camera(FlagAddition(flag_id, START_UTC, OTHER))

    wait_until(lambda: only(events).evidence_complete == 6)
    assert _announced(centre, OTHER.camera_id) == ["clip", "clip", "still"]
    wait_until(lambda: centre.records.flags[flag_id].history[-1].action == "add_camera")


def test_the_clip_reaches_back_to_before_the_flag_while_the_memory_does(
    intake: FlagIntake, flag_id: UUID, media: ReadyMedia, clock: FakeClock
) -> None:
    clock.advance(40)
    intake.add_camera(FlagAddition(flag_id, clock.now_utc() - timedelta(seconds=40), OTHER), ClipReach(60, 30, 120))

    (_, before), (_, after) = media.stretches
    now_s = clock.monotonic_s()
    assert (before.from_s, before.until_s) == (now_s - 100, now_s)
    assert (after.from_s, after.until_s) == (now_s, now_s + 30)


@pytest.mark.parametrize(
    ("behind_s", "flag_age_s", "expected"),
    [(0, 110, (120, 30)), (0, 121, (60, 30)), (50, 90, (100, 50)), (90, 40, (60, 90))],
    ids=["as far as the memory goes", "flag is older than that", "in a replay", "a replay of before the flag"],
)
def test_how_far_the_clips_of_an_addition_reach(
    behind_s: float, flag_age_s: float, expected: tuple[float, float]
) -> None:
    assert ClipReach(60, 30, 120).around_addition(behind_s, flag_age_s) == expected


def test_a_picture_goes_alone_from_the_live_feed_or_from_what_is_replayed(
    intake: FlagIntake, events: EventsService, flag_id: UUID, media: ReadyMedia, centre: ToyCentre
) -> None:
    intake.add_still(FlagAddition(flag_id, START_UTC, FEED))
    intake.add_still(FlagAddition(flag_id, START_UTC, OTHER, 12.0, _TILE))

    wait_until(lambda: only(events).evidence_complete == 5)
    assert media.stills == [FEED, _TILE]
    assert _announced(centre, OTHER.camera_id) == ["still"]
    assert {step.action for step in centre.records.flags[flag_id].history} <= {"send"}


def test_what_is_added_while_the_centre_is_down_is_on_disk_and_goes_later(
    intake: FlagIntake, events: EventsService, flag_id: UUID, centre: ToyCentre, paths: Paths
) -> None:
    centre.down()
    intake.add_camera(FlagAddition(flag_id, START_UTC, OTHER))
    wait_until(lambda: len(spool(paths)) == 6)
    assert only(events).evidence_total == 6
    assert "add_camera" in {action.value for action in only(events).said}

    centre.up()
    events.kick()
    wait_until(lambda: only(events).evidence_complete == 6)


def test_a_flag_of_another_console_takes_evidence_too(
    intake: FlagIntake, database: Database, centre: ToyCentre
) -> None:
    theirs = new_id()
    intake.add_still(FlagAddition(theirs, START_UTC, OTHER))

    wait_until(lambda: database.rows("SELECT 1 FROM evidence WHERE state = 'captured'"))
    (row,) = database.rows("SELECT flag_id, kind FROM evidence")
    assert (row["flag_id"], row["kind"]) == (str(theirs), EvidenceKind.STILL.value)
    assert theirs not in centre.records.flags


def test_a_picture_that_never_comes_is_told_and_counted_as_lost(
    intake: FlagIntake, events: EventsService, flag_id: UUID, media: ReadyMedia
) -> None:
    told: list[str] = []
    intake.failures.connect(lambda error: told.append(error.code))
    media.failure = KnownError("media.no_picture")
    intake.add_still(FlagAddition(flag_id, START_UTC, OTHER))
    wait_until(lambda: only(events).evidence_lost == 1)
    assert told == ["media.no_picture"]


def test_what_the_disk_does_not_take_leaves_no_file(
    intake: FlagIntake, events: EventsService, flag_id: UUID, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise KnownError("disk.full")

    files = spool(paths)
    monkeypatch.setattr(events.evidence, "expect", full)
    with pytest.raises(KnownError, match=r"disk\.full"):
        intake.add_still(FlagAddition(flag_id, START_UTC, OTHER))
    wait_until(lambda: spool(paths) == files)
    assert only(events).evidence_total == 3

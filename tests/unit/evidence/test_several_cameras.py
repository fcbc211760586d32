"""A flag of several cameras: each with evidence of its own, of one moment."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

from console.base.paths import Paths
from console.domain.camera import CameraId, FeedKey, FeedQuality
from console.domain.footage import Stretch
from console.domain.wall_plan import ClipInfo, StillInfo
from console.events.service import EventsService
from console.evidence.intake import FlagIntake
from tests.helpers.clock import START_UTC, FakeClock
from tests.helpers.evidence import CLIP, FEED, OTHER, STILL, NoReplay, clip_from, only, spool
from tests.helpers.toy_centre import ToyCentre
from tests.helpers.waiting import wait_until


class ManyCameras:
    """Notes every capture; each is there at once, and a moment too late for those of ``slow``."""

    replay = NoReplay()

    def __init__(self, slow: CameraId | None = None) -> None:
        self.slow = slow
        self.asked: list[tuple[CameraId, Stretch | float]] = []
        self.late: list[tuple[Path, Future[StillInfo]]] = []

    def capture_clip(self, feed: FeedKey, stretch: Stretch, path: Path) -> Future[ClipInfo]:
        self.asked.append((feed.camera_id, stretch))
        done: Future[ClipInfo] = Future()
        path.write_bytes(CLIP)
        done.set_result(replace(clip_from(-20), feed=feed))
        return done

    def capture_still(self, feed: FeedKey, path: Path, at_s: float = 0.0) -> Future[StillInfo]:
        self.asked.append((feed.camera_id, at_s))
        done: Future[StillInfo] = Future()
        if feed.camera_id == self.slow:
            self.late.append((path, done))
        else:
            path.write_bytes(STILL)
            done.set_result(StillInfo("", 640, 360, START_UTC.timestamp(), feed))
        return done


def test_each_camera_has_evidence_of_its_own_of_the_same_moment(
    events: EventsService, paths: Paths, clock: FakeClock, centre: ToyCentre
) -> None:
    media = ManyCameras()
    intake = FlagIntake(media, events, paths, clock)
    intake.start()
    pending = intake.begin(FEED)
    clock.advance(8)
    pending.add(OTHER)
    pending.add(OTHER)
    pending.send("KAM-01", 1, "")
    pending.add(FeedKey.of(CameraId("cam-3"), FeedQuality.SUB))

    wait_until(lambda: only(events).evidence_complete == 6)
    intake.close()
    mine, theirs = (
        [asked for camera, asked in media.asked if camera == one] for one in (FEED.camera_id, OTHER.camera_id)
    )
    assert mine == theirs
    assert len(media.asked) == 6
    (body,) = (flag.body for flag in centre.records.flags.values())
    assert (body.camera_id, body.more_camera_ids) == ("cam-1", ("cam-2",))
    assert only(events).more_cameras == 1
    kinds = sorted((body.camera_id, body.kind.value) for _, body in centre.records.evidence.values())
    assert kinds == [(camera, kind) for camera in ("cam-1", "cam-2") for kind in ("clip", "clip", "still")]


def test_a_camera_that_is_left_out_leaves_nothing_behind(
    events: EventsService, paths: Paths, clock: FakeClock, centre: ToyCentre
) -> None:
    media = ManyCameras(slow=OTHER.camera_id)
    intake = FlagIntake(media, events, paths, clock)
    intake.start()
    pending = intake.begin(FEED)
    pending.add(OTHER)
    pending.leave_out(OTHER.camera_id)
    pending.leave_out(FEED.camera_id)
    pending.send("KAM-01", 1, "")
    ((path, late),) = media.late
    path.write_bytes(STILL)
    late.set_result(StillInfo("", 640, 360, START_UTC.timestamp(), OTHER))

    wait_until(lambda: only(events).evidence_complete == 3 and len(spool(paths)) == 3)
    intake.close()
    assert (only(events).evidence_total, only(events).more_cameras) == (3, 0)
    assert {body.camera_id for _, body in centre.records.evidence.values()} == {"cam-1"}

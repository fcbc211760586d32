"""The still of a camera with masks goes as everybody may see it; as received it is kept back, and never changed."""

from __future__ import annotations

import hashlib
from concurrent.futures import Future
from pathlib import Path

from console.base.paths import Paths
from console.domain.camera import CameraId, FeedKey
from console.domain.footage import Stretch
from console.domain.still_mark import MarkKind, MarkOrder, StillMark
from console.domain.wall_plan import ClipInfo, StillInfo
from console.events.service import EventsService
from console.evidence.additions import ClipReach
from console.evidence.intake import FlagIntake
from console.wire.events import EvidenceBody, EvidenceKind
from tests.helpers.clock import START_UTC, FakeClock
from tests.helpers.evidence import CLIP, FEED, NoReplay, clip_from, only
from tests.helpers.toy_centre import ToyCentre
from tests.helpers.waiting import wait_until

_JPEG, _HIDDEN = b"\xff\xd8\xff\xdb\x00\x02 window", b"\xff\xd8\xff\xdb\x00\x02 wall"
_ORDER = MarkOrder((StillMark(MarkKind.BOX, ((0.1, 0.1), (0.3, 0.3))),), "Siti", START_UTC)


class _Media:
    replay = NoReplay()

    def capture_clip(self, feed: FeedKey, stretch: Stretch, path: Path) -> Future[ClipInfo]:  # noqa: ARG002  the port's
        done: Future[ClipInfo] = Future()
        path.write_bytes(CLIP)
        done.set_result(clip_from(-20))
        return done

    def capture_still(self, feed: FeedKey, path: Path, at_s: float = 0.0) -> Future[StillInfo]:  # noqa: ARG002  the port's
        done: Future[StillInfo] = Future()
        path.write_bytes(_JPEG)
        done.set_result(StillInfo("", 640, 360, START_UTC.timestamp(), FEED))
        return done


def _hide(camera: CameraId, jpeg: bytes) -> bytes:
    assert (camera, jpeg) == (FEED.camera_id, _JPEG)
    return _HIDDEN


def _stills(centre: ToyCentre) -> list[EvidenceBody]:
    return [body for _, body in centre.records.evidence.values() if body.kind is EvidenceKind.STILL]


def test_the_masked_still_and_the_original_go_as_what_they_are(
    events: EventsService, paths: Paths, clock: FakeClock, centre: ToyCentre
) -> None:
    intake = FlagIntake(_Media(), events, paths, clock, hide=_hide)
    intake.start()
    intake.begin(FEED, ClipReach(after_s=0)).send("KAM-01", 1, "")
    wait_until(lambda: only(events).evidence_complete == 3)
    intake.close()

    original = next(body for body in _stills(centre) if body.kept_back)
    shown = next(body for body in _stills(centre) if not body.kept_back)
    assert original.sha256 == hashlib.sha256(_JPEG).hexdigest()
    assert (shown.sha256, shown.masked_of) == (hashlib.sha256(_HIDDEN).hexdigest(), original.sha256)
    clips = [body for _, body in centre.records.evidence.values() if body.kind is EvidenceKind.CLIP]
    assert {body.sha256 for body in clips} == {hashlib.sha256(CLIP).hexdigest()}
    assert not any(body.kept_back for body in clips)


def test_marks_are_drawn_on_the_masked_picture(
    events: EventsService, paths: Paths, clock: FakeClock, centre: ToyCentre
) -> None:
    drawn: list[bytes] = []

    def draw(jpeg: bytes, _marks: object) -> bytes:
        drawn.append(jpeg)
        return jpeg + b" marked"

    intake = FlagIntake(_Media(), events, paths, clock, draw=draw, hide=_hide)
    intake.start()
    intake.begin(FEED, ClipReach(after_s=0)).send("KAM-01", 1, "", order=_ORDER)
    wait_until(lambda: only(events).evidence_complete == 4)
    intake.close()
    assert drawn == [_HIDDEN]
    (copy,) = [body for body in _stills(centre) if body.marked]
    assert not copy.kept_back
    assert copy.marked is not None
    assert copy.marked.of_sha256 == hashlib.sha256(_JPEG).hexdigest()


def test_where_nothing_is_masked_there_is_one_still_as_before(
    events: EventsService, paths: Paths, clock: FakeClock, centre: ToyCentre
) -> None:
    intake = FlagIntake(_Media(), events, paths, clock)
    intake.start()
    intake.begin(FEED, ClipReach(after_s=0)).send("KAM-01", 1, "")
    wait_until(lambda: only(events).evidence_complete == 2)
    intake.close()
    (still,) = _stills(centre)
    assert (still.kept_back, still.masked_of) == (False, "")

"""Marks on a still: the original stays as it is, the copy says what it is, and no flag waits for it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path

import pytest

from console.base.paths import Paths
from console.domain.camera import FeedKey
from console.domain.footage import Stretch
from console.domain.still_mark import MarkKind, MarkOrder, StillMark
from console.domain.wall_plan import ClipInfo, StillInfo
from console.events.service import EventsService
from console.evidence.additions import ClipReach
from console.evidence.intake import FlagIntake
from console.wire.events import EvidenceBody, EvidenceKind
from tests.helpers.clock import START_UTC, FakeClock
from tests.helpers.evidence import CLIP, FEED, NoReplay, clip_from, only, spool
from tests.helpers.toy_centre import ToyCentre
from tests.helpers.waiting import wait_until

_JPEG = b"\xff\xd8\xff\xdb\x00\x02 picture"
_ORDER = MarkOrder((StillMark(MarkKind.ARROW, ((0.1, 0.2), (0.5, 0.5))),), "Siti", START_UTC)


class LateStill:
    """The clip is there at once, the still when the test lets it come."""

    replay = NoReplay()

    def __init__(self) -> None:
        self.still: Future[StillInfo] = Future()
        self.path = Path()

    def capture_clip(self, feed: FeedKey, stretch: Stretch, path: Path) -> Future[ClipInfo]:  # noqa: ARG002  the port's
        done: Future[ClipInfo] = Future()
        path.write_bytes(CLIP)
        done.set_result(clip_from(-20))
        return done

    def capture_still(self, feed: FeedKey, path: Path, at_s: float = 0.0) -> Future[StillInfo]:  # noqa: ARG002  the port's
        self.path = path
        return self.still

    def come(self) -> None:
        self.path.write_bytes(_JPEG)
        self.still.set_result(StillInfo("", 640, 360, START_UTC.timestamp(), FEED))


def _draw(jpeg: bytes, marks: Sequence[StillMark]) -> bytes:
    assert marks == list(_ORDER.marks)
    return jpeg + b" with marks"


@pytest.fixture
def media() -> LateStill:
    return LateStill()


@pytest.fixture
def intake(media: LateStill, events: EventsService, paths: Paths, clock: FakeClock) -> Iterator[FlagIntake]:
    made = FlagIntake(media, events, paths, clock, draw=_draw)
    made.start()
    yield made
    made.close()


def _stills(centre: ToyCentre) -> tuple[list[EvidenceBody], list[EvidenceBody]]:
    """Originals and marked copies that the centre was told of."""
    bodies = [body for _, body in centre.records.evidence.values() if body.kind is EvidenceKind.STILL]
    return [one for one in bodies if one.marked is None], [one for one in bodies if one.marked is not None]


def test_the_flag_goes_first_and_the_copy_follows_its_original_which_nobody_touched(
    intake: FlagIntake, media: LateStill, events: EventsService, centre: ToyCentre, paths: Paths
) -> None:
    flag_id = intake.begin(FEED, ClipReach(after_s=0)).send("KAM-01", 1, "", order=_ORDER)
    wait_until(lambda: flag_id in centre.records.flags)
    assert _stills(centre) == ([], [])
    assert only(events).evidence_total == 3

    media.come()

    wait_until(lambda: only(events).evidence_complete == 3)
    (original,), (copy,) = _stills(centre)
    assert original.sha256 == hashlib.sha256(_JPEG).hexdigest()
    assert media.path.read_bytes() == _JPEG
    assert copy.marked is not None
    assert (copy.marked.of_sha256, copy.marked.by) == (original.sha256, "Siti")
    assert copy.marked.marks[0].points == ((0.1, 0.2), (0.5, 0.5))
    assert copy.start_utc == original.start_utc
    marked = next(path for path in spool(paths) if path.suffix == ".jpg" and path != media.path).read_bytes()
    assert copy.sha256 == hashlib.sha256(marked).hexdigest()
    assert f"Original SHA-256: {original.sha256}\nMarked by: Siti".encode() in marked
    assert marked.endswith(b" with marks")
    assert not [path for path in spool(paths) if path.suffix == ".marks"]


def test_without_marks_there_is_no_copy(intake: FlagIntake, media: LateStill, events: EventsService) -> None:
    intake.begin(FEED, ClipReach(after_s=0)).send("KAM-01", 1, "", order=MarkOrder((), "Siti", START_UTC))
    media.come()
    wait_until(lambda: only(events).evidence_complete == 2)
    assert only(events).evidence_total == 2


def test_a_still_that_never_comes_takes_its_copy_with_it(
    intake: FlagIntake, media: LateStill, events: EventsService
) -> None:
    intake.begin(FEED, ClipReach(after_s=0)).send("KAM-01", 1, "", order=_ORDER)
    media.still.cancel()
    media.still.set_running_or_notify_cancel()
    wait_until(lambda: only(events).evidence_lost == 2)


def test_a_still_may_be_marked_afterwards_and_what_it_is_marked_with_is_on_disk_at_once(
    intake: FlagIntake, media: LateStill, events: EventsService, centre: ToyCentre
) -> None:
    flag_id = intake.begin(FEED, ClipReach(after_s=0)).send("KAM-01", 1, "")
    media.come()
    wait_until(lambda: only(events).evidence_complete == 2)
    (still,) = events.evidence.stills(flag_id)
    assert still.path.read_bytes() == _JPEG

    intake.mark_still(flag_id, still.id, _ORDER)

    assert only(events).evidence_total == 3
    wait_until(lambda: only(events).evidence_complete == 3)
    assert [one.id for one in events.evidence.stills(flag_id)] == [still.id]
    assert len(_stills(centre)[1]) == 1


def test_a_copy_that_a_killed_console_did_not_come_to_make_is_made_by_the_next_one(
    intake: FlagIntake, media: LateStill, events: EventsService, paths: Paths, clock: FakeClock, centre: ToyCentre
) -> None:
    flag_id = intake.begin(FEED, ClipReach(after_s=0)).send("KAM-01", 1, "")
    media.come()
    wait_until(lambda: only(events).evidence_complete == 2)
    (still,) = events.evidence.stills(flag_id)
    copy_id = intake.copies.order(still.id, _ORDER)
    events.evidence.expect(flag_id, [(copy_id, EvidenceKind.STILL)])

    following = FlagIntake(LateStill(), events, paths, clock, draw=_draw)
    following.start()

    wait_until(lambda: only(events).evidence_complete == 3)
    following.close()
    assert len(_stills(centre)[1]) == 1

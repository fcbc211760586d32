"""The picture after a repair: fresh, masked, small, sent once, and nothing of it left on the disk."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from uuid import UUID

import pytest

from console.base.errors import KnownError
from console.base.ids import new_id
from console.domain.camera import CameraId, FeedKey, FeedQuality
from console.domain.repair_picture import RepairMoment
from console.domain.wall_plan import StillInfo
from console.evidence.repair_stills import RepairStills
from console.wire.repair_pictures import RepairPicture, RepairPictureBody, WantedPicture
from console.wire.small_jpeg import unpacked
from tests.helpers.clock import START_UTC, FakeClock
from tests.helpers.waiting import wait_until

_SHOWN = b"\xff\xd8\xffmasked\xff\xd9"


class _Media:
    def __init__(self) -> None:
        self.age_s, self.asked = 2.0, 0
        self.failure: KnownError | None = None

    def capture_still(self, feed: FeedKey, path: Path) -> Future[StillInfo]:
        self.asked += 1
        assert feed == FeedKey.of(CameraId("kam-1"), FeedQuality.SUB)
        answer: Future[StillInfo] = Future()
        if self.failure is not None:
            answer.set_exception(self.failure)
        else:
            path.write_bytes(b"raw")
            answer.set_result(StillInfo(str(path), 64, 36, START_UTC.timestamp() - self.age_s, feed))
        return answer


class _Centre:
    def __init__(self) -> None:
        self.sent: list[tuple[UUID, str, RepairMoment, RepairPictureBody]] = []

    def put_repair_picture(
        self, repair_id: UUID, camera: str, moment: RepairMoment, body: RepairPictureBody
    ) -> RepairPicture:
        self.sent.append((repair_id, camera, moment, body))
        return RepairPicture(
            moment=moment, taken_utc=START_UTC, is_live=True, sent_by="", sha256="", size_bytes=len(body.jpeg)
        )


@pytest.fixture
def media() -> _Media:
    return _Media()


@pytest.fixture
def centre() -> _Centre:
    return _Centre()


@pytest.fixture
def stills(media: _Media, centre: _Centre, tmp_path: Path) -> Iterator[RepairStills]:
    def shown(camera: CameraId, jpeg: bytes) -> bytes:
        assert (camera, jpeg) == ("kam-1", b"raw")
        return _SHOWN

    made = RepairStills(media, centre, tmp_path / "repairs", FakeClock(), shown)
    made.start()
    yield made
    made.close()


def _wanted() -> WantedPicture:
    return WantedPicture(repair_id=new_id(), camera_id="kam-1")


def test_what_the_centre_asks_for_is_taken_masked_and_sent(
    stills: RepairStills, centre: _Centre, tmp_path: Path
) -> None:
    wanted = _wanted()
    stills.ask([wanted])
    wait_until(lambda: centre.sent, what="the picture at the centre")
    ((repair_id, camera, moment, body),) = centre.sent
    assert (repair_id, camera, moment) == (wanted.repair_id, "kam-1", RepairMoment.AFTER)
    assert (unpacked(body.jpeg), body.age_ms, body.is_live) == (_SHOWN, 2000, True)
    assert list((tmp_path / "repairs").iterdir()) == []


def test_an_old_picture_is_none_of_a_camera_that_works(stills: RepairStills, media: _Media, centre: _Centre) -> None:
    media.age_s = 60.0
    stills.ask([_wanted()])
    wait_until(lambda: media.asked == 1, what="the old picture")
    media.age_s = 1.0
    stills.ask([_wanted()])
    wait_until(lambda: centre.sent, what="the fresh one")
    assert [one[3].age_ms for one in centre.sent] == [1000]


def test_one_that_fails_does_not_keep_the_next_one(stills: RepairStills, media: _Media, centre: _Centre) -> None:
    media.failure = KnownError("media.no_picture")
    stills.ask([_wanted()])
    wait_until(lambda: media.asked == 1, what="the failure")
    media.failure = None
    stills.ask([_wanted()])
    wait_until(lambda: centre.sent, what="the next one")

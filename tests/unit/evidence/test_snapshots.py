"""Snapshots: names, never over another file, and nothing left behind when it fails."""

from __future__ import annotations

import errno
import os
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from console.base.errors import KnownError
from console.domain.camera import CameraId, FeedKey, FeedQuality
from console.domain.picture_view import Hanging
from console.domain.wall_plan import StillInfo, SurfaceId
from console.evidence.snapshots import SnapshotOrder, Snapshots, facts_of, safe_name
from tests.helpers.screen_fakes import camera_entry

WIB = timezone(timedelta(hours=7), "WIB")
AT = datetime(2026, 11, 23, 14, 3, 22, 45_000, WIB)
ENTRY = camera_entry(1201, "Gang Melati / RT 3, pos “kamling”")
ORDER = SnapshotOrder(FeedKey.of(CameraId("cam-1201"), FeedQuality.MAIN), ENTRY, Hanging(1), "sari")
NAME = "2026-11-23_14-03-22_WIB_1201_Gang-Melati-RT-3-pos-kamling"


class FakeReplayStills:
    """Writes a small JPEG of a minute ago."""

    def capture_still(self, surface: SurfaceId, path: Path) -> Future[StillInfo]:
        assert surface == "main:0"
        done: Future[StillInfo] = Future()
        path.write_bytes(b"\xff\xd8\xff\xd9")
        done.set_result(StillInfo(str(path), 64, 32, AT.timestamp() - 60, ORDER.feed))
        return done


class FakeStills:
    """Writes a small JPEG at once, or fails; ``gives`` is the feed that it comes from."""

    def __init__(self, failure: KnownError | None = None, gives: FeedKey = ORDER.feed) -> None:
        self.failure = failure
        self.gives = gives
        self.replay = FakeReplayStills()

    def capture_still(self, feed: FeedKey, path: Path) -> Future[StillInfo]:
        assert feed == ORDER.feed
        done: Future[StillInfo] = Future()
        if self.failure:
            done.set_exception(self.failure)
        else:
            path.write_bytes(b"\xff\xd8\xff\xd9")
            done.set_result(StillInfo(str(path), 64, 32, AT.timestamp(), self.gives))
        return done


def _desk(tmp_path: Path, stills: FakeStills | None = None) -> Snapshots:
    return Snapshots(stills or FakeStills(), lambda: tmp_path / "Pictures" / "Ronda", tmp_path / "spare", WIB)


def test_name_tells_time_zone_number_and_camera(tmp_path: Path) -> None:
    path = _desk(tmp_path).take(ORDER)

    assert path == tmp_path / "Pictures" / "Ronda" / f"{NAME}.jpg"
    assert path.read_bytes().startswith(b"\xff\xd8\xff\xe1")
    assert list((tmp_path / "spare").iterdir()) == []


def test_no_file_is_ever_written_over(tmp_path: Path) -> None:
    desk = _desk(tmp_path)
    first = desk.take(ORDER)
    first.write_bytes(b"mine")

    names = [desk.take(ORDER).name for _more in range(2)]

    assert names == [f"{NAME}_2.jpg", f"{NAME}_3.jpg"]
    assert first.read_bytes() == b"mine"


def test_camera_that_the_directory_does_not_know_is_named_by_its_id(tmp_path: Path) -> None:
    assert _desk(tmp_path).take(replace(ORDER, entry=None)).name == "2026-11-23_14-03-22_WIB_cam-1201.jpg"


def test_picture_names_the_feed_that_it_came_from(tmp_path: Path) -> None:
    small = FeedKey.of(CameraId("cam-1201"), FeedQuality.SUB)

    path = _desk(tmp_path, FakeStills(gives=small)).take(ORDER)

    assert b"Feed: sub" in path.read_bytes()


def test_lost_worker_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(KnownError) as caught:
        _desk(tmp_path, FakeStills(KnownError("media.worker_lost"))).take(ORDER)

    assert caught.value.code == "media.worker_lost"


def test_replayed_picture_has_the_time_of_its_own(tmp_path: Path) -> None:
    path = _desk(tmp_path).take(replace(ORDER, replayed=SurfaceId("main:0")))

    assert path.name.startswith("2026-11-23_14-02-22_WIB_1201_")
    assert b"Feed: from the replay" in path.read_bytes()


def test_failed_capture_leaves_nothing(tmp_path: Path) -> None:
    desk = _desk(tmp_path, FakeStills(KnownError("media.no_picture")))

    with pytest.raises(KnownError) as caught:
        desk.take(ORDER)

    assert caught.value.code == "snapshot.no_picture"
    assert not (tmp_path / "Pictures").exists()


def test_full_disk_is_said_and_no_half_file_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(KnownError) as caught:
        _desk(tmp_path).take(ORDER)

    assert caught.value.code == "disk.full"
    assert list((tmp_path / "Pictures" / "Ronda").iterdir()) == []


def test_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "Pictures").write_text("a file")

    with pytest.raises(KnownError) as caught:
        _desk(tmp_path).take(ORDER)

    assert caught.value.code.startswith("disk.")


def test_place_that_refuses_the_file_at_last_keeps_nothing_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_self: Path, _target: Path) -> Path:
        raise OSError(errno.EROFS, "read-only")

    monkeypatch.setattr(Path, "replace", refuse)

    with pytest.raises(KnownError) as caught:
        _desk(tmp_path).take(ORDER)

    assert caught.value.code == "disk.readonly"
    assert list((tmp_path / "Pictures" / "Ronda").iterdir()) == []


def test_camera_that_answers_too_late_leaves_no_picture_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    late: Future[StillInfo] = Future()
    paths: list[Path] = []

    class LateStills(FakeStills):
        def capture_still(self, feed: FeedKey, path: Path) -> Future[StillInfo]:
            assert feed == ORDER.feed
            paths.append(path)
            return late

    monkeypatch.setattr("console.evidence.snapshots._WAIT_S", 0.0)
    with pytest.raises(KnownError) as caught:
        _desk(tmp_path, LateStills()).take(ORDER)
    paths[0].write_bytes(b"\xff\xd8late")
    late.set_result(StillInfo(str(paths[0]), 64, 32, AT.timestamp(), ORDER.feed))

    assert caught.value.code == "snapshot.no_picture"
    assert not paths[0].exists()


def test_folder_is_the_persons_alone(tmp_path: Path) -> None:
    assert _desk(tmp_path).folder().stat().st_mode & 0o777 == 0o700


def test_name_of_a_camera_makes_no_line_of_its_own() -> None:
    entry = camera_entry(1201, "Gang\nTaken by: budi" + "x" * 9000)

    lines = facts_of(replace(ORDER, entry=entry), AT).comment.splitlines()

    assert [line for line in lines if line.startswith("Taken by:")] == ["Taken by: sari"]
    assert max(len(line) for line in lines) < 400


def test_only_a_surveyed_place_is_written_as_coordinates() -> None:
    assert ENTRY.camera.approximate
    near = replace(ENTRY.camera, latitude=-6.98, longitude=110.41)
    surveyed = replace(near, approximate=False)

    assert facts_of(replace(ORDER, entry=replace(ENTRY, camera=near)), AT).latitude is None
    assert facts_of(replace(ORDER, entry=replace(ENTRY, camera=surveyed)), AT).latitude == -6.98


def test_comment_says_camera_area_time_and_whose_clock_it_was() -> None:
    comment = facts_of(ORDER, AT).comment

    for part in ("cam-1201", ENTRY.camera.area_code, "2026-11-23T14:03:22.045+07:00", "clock of the console", "sari"):
        assert part in comment


@pytest.mark.parametrize(
    ("name", "safe"), [("../../etc/passwd", "etc-passwd"), ("Ñandú é", "Nandu-e"), ("…", ""), ("a" * 99, "a" * 60)]
)
def test_camera_names_make_safe_file_names(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_practice_stands_first_in_the_name(tmp_path: Path) -> None:
    snapshots = Snapshots(FakeStills(), lambda: tmp_path / "out", tmp_path / "spare", WIB, exercise=True)
    assert snapshots.take(ORDER).name == f"LATIHAN_{NAME}.jpg"


def test_what_is_masked_of_the_camera_is_not_in_the_saved_picture_which_says_so(tmp_path: Path) -> None:
    asked: list[str] = []

    def hide(camera: CameraId, jpeg: bytes) -> bytes:
        asked.append(camera)
        return jpeg + b"hidden"

    snapshots = Snapshots(FakeStills(), lambda: tmp_path / "out", tmp_path / "spare", WIB, hide=hide)
    saved = snapshots.take(ORDER).read_bytes()
    assert asked == [ORDER.feed.camera_id]
    assert saved.endswith(b"hidden")
    assert b"Parts of the picture are hidden for privacy." in saved


def test_who_saves_a_picture_is_written_over_what_may_be_seen_and_its_facts_say_so(tmp_path: Path) -> None:
    def hide(_camera: CameraId, jpeg: bytes) -> bytes:
        return jpeg + b"hidden"

    def mark(jpeg: bytes) -> bytes:
        return jpeg + b"marked"

    snapshots = Snapshots(FakeStills(), lambda: tmp_path / "out", tmp_path / "spare", WIB, hide=hide, mark=mark)
    saved = snapshots.take(ORDER).read_bytes()

    assert saved.endswith(b"hiddenmarked")
    assert b"Who saved the picture, where and when is written over it." in saved

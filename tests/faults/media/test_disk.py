"""Clips and stills that cannot be written say why and leave nothing behind."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from pathlib import Path

import pytest

from console.base.errors import KnownError
from console.media.worker.saving import WholeFile
from tests.helpers.rtsp_camera import RtspCamera
from tests.helpers.wall import Wall, feed, last_seconds

_FSIZE_BYTES = 512


@pytest.fixture
def live_wall() -> Iterator[Wall]:
    with RtspCamera() as camera, Wall() as wall:
        wall.wait_live(wall.add("a", camera.url))
        yield wall


def test_missing_folder_is_a_fault_of_the_disk(live_wall: Wall, tmp_path: Path) -> None:
    with pytest.raises(KnownError, match=r"disk\.io"):
        live_wall.engine.capture_clip(feed("a"), last_seconds(5), tmp_path / "none" / "a.mp4").result(10)
    with pytest.raises(KnownError, match=r"disk\.io"):
        live_wall.engine.capture_still(feed("a"), tmp_path / "none" / "a.jpg").result(10)


def test_read_only_place_is_named(live_wall: Wall) -> None:
    # /proc refuses new files even to root, as a read-only disk does.
    with pytest.raises(KnownError, match=r"disk\.(readonly|io)"):
        live_wall.engine.capture_still(feed("a"), Path("/proc/a.jpg")).result(10)


def test_full_disk_is_named_and_nothing_is_left(live_wall: Wall, tmp_path: Path) -> None:
    worker = live_wall.engine.worker_pids()[0]
    # A limit of the file's size stands for a disk that is full: the write fails half way.
    resource.prlimit(worker, resource.RLIMIT_FSIZE, (_FSIZE_BYTES, _FSIZE_BYTES))
    for future in (
        live_wall.engine.capture_clip(feed("a"), last_seconds(20), tmp_path / "a.mp4"),
        live_wall.engine.capture_still(feed("a"), tmp_path / "a.jpg"),
    ):
        with pytest.raises(KnownError, match=r"disk\.full"):
            future.result(10)
    assert list(tmp_path.glob("**/*.part")) == []
    assert list(tmp_path.glob("*.mp4")) + list(tmp_path.glob("*.jpg")) == []


def test_whole_file_appears_only_when_complete(tmp_path: Path) -> None:
    target = tmp_path / "a.bin"
    target.write_bytes(b"old")

    def fail_half_way() -> None:
        with WholeFile(target) as part:
            part.write_bytes(b"half")
            raise OSError

    with pytest.raises(OSError):  # noqa: PT011  any will do
        fail_half_way()
    assert target.read_bytes() == b"old"
    with WholeFile(target) as part:
        part.write_bytes(b"new")
    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target] or not list(tmp_path.glob("*.part"))

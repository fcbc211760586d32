"""A recording in another MP4 file: the same packets at the same times, or a plain word why not."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import av
import pytest

from console.media.worker.remux import Remuxed, remux
from tests.helpers.recordings import recorded

STARTED_UTC = datetime(2026, 11, 26, 3, 0, tzinfo=UTC)


def _packets(path: Path) -> list[tuple[int | None, int | None, bytes]]:
    with av.open(str(path)) as file:
        return [(one.pts, one.dts, bytes(one)) for one in file.demux(file.streams.video[0]) if one.size]


@pytest.mark.parametrize("codec", ["h264", "hevc"])
def test_packets_and_times_stay_and_the_start_is_written(tmp_path: Path, codec: str) -> None:
    source, target = tmp_path / "source.mp4", tmp_path / "target.mp4"
    recorded(source, codec)
    assert remux(source, target, STARTED_UTC) == Remuxed("", codec, 60)
    assert _packets(target) == _packets(source)
    with av.open(str(target)) as file:
        assert file.metadata["creation_time"] == "2026-11-26T03:00:00.000000Z"


def test_the_same_recording_gives_the_same_bytes(tmp_path: Path) -> None:
    source = tmp_path / "source.mp4"
    recorded(source)
    for name in ("one.mp4", "two.mp4"):
        remux(source, tmp_path / name, STARTED_UTC)
    assert (tmp_path / "one.mp4").read_bytes() == (tmp_path / "two.mp4").read_bytes()


@pytest.mark.parametrize("cut_bytes", [1, 2000, 12_000, -1])
def test_what_was_cut_off_is_damaged(tmp_path: Path, cut_bytes: int) -> None:
    source = tmp_path / "source.mp4"
    recorded(source)
    whole = source.read_bytes()
    source.write_bytes(whole[:-cut_bytes] if cut_bytes > 0 else b"no MP4 at all")
    assert remux(source, tmp_path / "target.mp4", STARTED_UTC).fault == "damaged"


def test_pictures_that_mp4_is_not_made_for_are_told(tmp_path: Path) -> None:
    source = tmp_path / "source.mp4"
    held = io.BytesIO()
    with av.open(held, "w", format="mov") as file:
        stream = file.add_stream("rawvideo", rate=15)
        stream.width, stream.height, stream.pix_fmt = 32, 32, "yuv420p"
        file.mux(stream.encode(av.VideoFrame(32, 32, "yuv420p")))
    source.write_bytes(held.getvalue())
    assert remux(source, tmp_path / "target.mp4", STARTED_UTC) == Remuxed("codec", "rawvideo")


def test_a_disk_that_takes_nothing_is_told_as_one(tmp_path: Path) -> None:
    source = tmp_path / "source.mp4"
    recorded(source)
    assert remux(source, Path("/dev/full"), STARTED_UTC).fault == "disk.full"

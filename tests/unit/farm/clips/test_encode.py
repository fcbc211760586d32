"""Encoding: units that a server can cut and loop, and a folder that is filled once and never holds half a clip."""

from __future__ import annotations

from pathlib import Path

import av
import pytest

from console.farm import catalogue
from console.farm.catalogue import SCENES, Clip
from console.farm.clips import encode
from console.farm.clips.counter import read_counter
from console.farm.rtsp.units import is_keyframe, split_units


class _ShortClip(Clip):
    @property
    def frame_count(self) -> int:
        return 2 * self.fps


@pytest.mark.parametrize("scene", [SCENES[1], SCENES[6], SCENES[9]], ids=["h264", "h264 in slices", "h265"])
def test_one_unit_a_picture_and_a_keyframe_each_second(scene: catalogue.Scene) -> None:
    clip = _ShortClip(scene, "sub")
    units = split_units(encode.encoded(clip), scene.codec)
    assert len(units) == clip.frame_count
    keyframes = [index for index, unit in enumerate(units) if is_keyframe(unit, scene.codec)]
    assert keyframes == [0, clip.fps]


def test_the_counter_outlives_the_coding() -> None:
    clip = _ShortClip(SCENES[5], "sub")
    decoder = av.CodecContext.create("h264", "r")
    assert isinstance(decoder, av.VideoCodecContext)
    read = []
    for unit in [*split_units(encode.encoded(clip), "h264"), None]:
        packet = av.Packet(unit) if unit is not None else None
        read += [read_counter(frame.to_ndarray(format="gray")) for frame in decoder.decode(packet)]
    assert read == [(clip.id, number) for number in range(clip.frame_count)]


@pytest.fixture
def two_clips(monkeypatch: pytest.MonkeyPatch) -> list[Clip]:
    """Encoding made instant, and only two clips wanted."""
    wanted = [Clip(SCENES[0], "sub"), Clip(SCENES[0], "main")]
    monkeypatch.setattr(encode, "clips", lambda: wanted)
    monkeypatch.setattr(encode, "encoded", lambda clip: clip.name.encode())
    return wanted


def test_only_missing_clips_are_encoded(tmp_path: Path, two_clips: list[Clip]) -> None:
    told: list[tuple[int, int]] = []
    folder = tmp_path / "clips"
    assert encode.ensure_clips(folder, lambda done, total: told.append((done, total))) == 2
    assert told == [(1, 2), (2, 2)]
    assert encode.ensure_clips(folder) == 0
    (folder / two_clips[0].file_name).unlink()
    assert encode.ensure_clips(folder) == 1
    assert {path.name for path in folder.iterdir()} == {clip.file_name for clip in two_clips}


def test_an_encoding_that_breaks_leaves_no_clip(
    tmp_path: Path, two_clips: list[Clip], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(_clip: Clip) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(encode, "encoded", full_disk)
    with pytest.raises(OSError, match="No space left"):
        encode.ensure_clips(tmp_path)
    assert not any((tmp_path / clip.file_name).exists() for clip in two_clips)

"""What each fault makes of a camera's pictures."""

from __future__ import annotations

from itertools import pairwise

import pytest

from console.farm.rtsp.faults import Fault, PictureSource

_FPS = 15


def _unit(number: int) -> bytes:
    nal = 0x65 if number % _FPS == 0 else 0x41
    return b"\x00\x00\x00\x01\x09\xf0\x00\x00\x01" + bytes([nal]) + bytes([number + 10]) * 300


_UNITS = [_unit(number) for number in range(3 * _FPS)]


def _source(fault: Fault = Fault.OK) -> PictureSource:
    return PictureSource(_UNITS, "h264", _FPS, fault)


def test_a_good_camera_loops_its_clip() -> None:
    source = _source()
    sent = [source.unit_at(frame) for frame in range(2 * len(_UNITS))]
    assert sent == _UNITS * 2


def test_a_frozen_camera_sends_nothing_and_comes_back_with_a_keyframe() -> None:
    source = _source(Fault.FREEZE)
    assert [source.unit_at(frame) for frame in range(20)] == [None] * 20
    source.fault = Fault.OK
    sent = [source.unit_at(frame) for frame in range(20, 45)]
    assert sent[:10] == [None] * 10
    assert sent[10:] == _UNITS[30:45]


def test_a_repeating_camera_sends_one_whole_picture() -> None:
    source = _source()
    source.unit_at(20)
    source.fault = Fault.REPEAT
    assert {source.unit_at(frame) for frame in range(21, 200)} == {_UNITS[15]}


def test_a_slow_camera_sends_two_pictures_a_second_and_they_change() -> None:
    source = _source(Fault.SLOW)
    sent = [source.unit_at(frame) for frame in range(4 * _FPS)]
    pictures = [unit for unit in sent if unit is not None]
    assert len(pictures) in {8, 9}
    assert all(one != other for one, other in pairwise(pictures))
    assert set(pictures) <= {_UNITS[0], _UNITS[15], _UNITS[30]}


def test_a_corrupting_camera_sends_every_picture_damaged() -> None:
    source = _source(Fault.CORRUPT)
    sent = [source.unit_at(frame) for frame in range(len(_UNITS))]
    assert all(unit is not None and unit != clean for unit, clean in zip(sent, _UNITS, strict=True))


def test_a_clip_that_does_not_begin_with_a_keyframe_is_refused() -> None:
    with pytest.raises(ValueError, match="keyframe"):
        PictureSource(_UNITS[1:], "h264", _FPS)

"""Exactly the picture asked for comes out of a group, whatever the order of asking and decoding."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import av
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame
from hypothesis import given
from hypothesis import strategies as st

from console.media.worker.access_units import AccessUnit
from console.media.worker.picture_group import PictureGroup, RingUnit
from console.media.worker.replay_decoder import ReplayDecoder
from tests.helpers.rtsp_clip import FPS, clip, numbered
from tests.unit.media.worker.test_replay_player import number_of

PICTURES = 24


@cache
def reordered_clip() -> tuple[tuple[bytes, int], ...]:
    """Units with B pictures, each with its number in order of seeing."""
    encoder = av.CodecContext.create("libx264", "w")
    assert isinstance(encoder, VideoCodecContext)
    encoder.width, encoder.height, encoder.pix_fmt = 320, 192, "yuv420p"
    encoder.time_base, encoder.framerate = Fraction(1, FPS), Fraction(FPS)
    encoder.options = {"preset": "veryfast", "bf": "2", "g": "100", "x264-params": "repeat-headers=1:scenecut=0"}
    units: list[tuple[bytes, int]] = []
    for number in range(PICTURES):
        frame = VideoFrame.from_ndarray(numbered(320, 192, number), format="rgb24").reformat(format="yuv420p")
        frame.pts = number
        units += [(bytes(packet), packet.pts or 0) for packet in encoder.encode(frame)]
    return tuple(units + [(bytes(packet), packet.pts or 0) for packet in encoder.encode(None)])


def reordered_group() -> PictureGroup:
    group = PictureGroup("h264", 0)
    for index, (data, pts) in enumerate(reordered_clip()):
        group.append(RingUnit(AccessUnit(data, None, None, index, index == 0, 0), index, pts))
    return group


def test_the_clip_is_decoded_in_another_order_than_it_is_seen() -> None:
    seen = [pts for _, pts in reordered_clip()]
    assert seen != sorted(seen)


@given(st.lists(st.integers(0, PICTURES - 1), min_size=1, max_size=8))
def test_any_picture_in_any_order(asked: list[int]) -> None:
    group, decoder = reordered_group(), ReplayDecoder()
    for index in asked:
        frame = decoder.frame(group, index)
        assert frame is not None
        assert number_of(frame) == group.pts_ticks(index)


def test_a_group_that_grows_is_read_on() -> None:
    units, decoder, group = reordered_clip(), ReplayDecoder(), PictureGroup("h264", 0)
    for index, (data, pts) in enumerate(units):
        group.append(RingUnit(AccessUnit(data, None, None, index, index == 0, 0), index, pts))
        frame = decoder.frame(group, index)
        assert frame is not None
        assert number_of(frame) == pts


def test_a_damaged_picture_is_left_out() -> None:
    group = PictureGroup("h264", 0)
    for index, data in enumerate([*clip()[:3], b"\x00\x00\x01\x41nonsense", clip()[3]]):
        group.append(RingUnit(AccessUnit(data, None, None, index, index == 0, 0), index, index))
    decoder = ReplayDecoder()
    assert decoder.frame(group, 2) is not None
    decoder.frame(group, 3)
    assert decoder.frame(group, 4) is not None


def test_pictures_that_cannot_be_decoded_are_none() -> None:
    group = PictureGroup("h264", 0)
    group.append(RingUnit(AccessUnit(b"nonsense", None, None, 0, True, 0), 0, 0))
    assert ReplayDecoder().frame(group, 0) is None

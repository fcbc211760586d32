"""JPEGs pass whole or not at all, each as a key picture; another size begins another epoch."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.media.worker.access_units import Arrival
from console.media.worker.jpeg import JpegJoiner, size_of
from tests.helpers.stream_clips import Recipe, coded

SMALL = coded(Recipe("mjpeg", width=96, height=64, pictures=2))[0].data
LARGE = coded(Recipe("mjpeg", width=320, height=192, pictures=2))[0].data


def arrival(data: bytes) -> Arrival:
    return Arrival(data, None, None, 7)


def test_size_is_read_from_the_frame_header() -> None:
    assert size_of(SMALL) == (96, 64)
    assert size_of(LARGE + b"\x00\x00") == (320, 192)


def test_preview_inside_a_picture_is_not_taken_for_it() -> None:
    preview = b"\xff\xe1" + (len(SMALL) + 2).to_bytes(2, "big") + SMALL
    whole = LARGE[:2] + preview + LARGE[2:]
    assert size_of(whole) == (320, 192)
    assert size_of(whole[:-20]) is None


@given(st.integers(0, len(LARGE) - 1))
def test_picture_that_was_cut_off_is_left_out(length: int) -> None:
    assert JpegJoiner().push(arrival(LARGE[:length])) == []


@given(st.binary(max_size=64), st.binary(max_size=64))
def test_rubbish_is_no_picture_and_no_error(head: bytes, tail: bytes) -> None:
    for data in (head, b"\xff\xd8" + head, b"\xff\xd8\xff" + head + SMALL[200:] + tail):
        size_of(data)


def test_every_picture_is_a_key_and_another_size_another_epoch() -> None:
    joiner = JpegJoiner()
    units = [unit for data in (SMALL, SMALL, LARGE, SMALL) for unit in joiner.push(arrival(data))]
    assert all(unit.is_key for unit in units)
    assert [unit.epoch for unit in units] == [0, 0, 1, 2]
    assert units[2].data == LARGE


def test_stream_that_is_no_jpeg_any_more_is_lost() -> None:
    joiner = JpegJoiner()
    for _ in range(300):
        joiner.push(arrival(b"\x00\x00\x00\x01\x65\x88"))
    assert joiner.lost
    joiner.push(arrival(SMALL))
    assert not joiner.lost

"""Pictures go through shared memory whole, with their age; a broken writer cannot hurt the reader."""

from __future__ import annotations

import ctypes
import os
import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.base.clock import SystemClock
from console.base.errors import BugError
from console.media.picture_memory import SPARE_LINES, PictureFormat, SurfaceReader, SurfaceWriter
from tests.helpers.clock import FakeClock

FORMAT = PictureFormat(50, 20)


@pytest.fixture
def writer() -> Iterator[SurfaceWriter]:
    made = SurfaceWriter(FORMAT)
    yield made
    made.close()


def draw(writer: SurfaceWriter, value: int) -> int:
    ctypes.memset(writer.next_buffer(), value, FORMAT.picture_bytes)
    return writer.publish()


@given(st.integers(2, 4000), st.integers(2, 4000))
def test_rows_begin_where_libvlc_wants_them_and_spare_lines_fit(width_px: int, height_px: int) -> None:
    shape = PictureFormat(width_px, height_px)
    assert shape.pitch_bytes % 64 == 0
    assert shape.pitch_bytes >= width_px * 4
    assert shape.offset_of(0) + shape.pitch_bytes * (height_px + SPARE_LINES) <= shape.offset_of(1)
    assert shape.offset_of(2) + shape.pitch_bytes * (height_px + SPARE_LINES) <= shape.total_bytes


def test_nothing_is_shown_before_the_first_picture(writer: SurfaceWriter) -> None:
    reader = SurfaceReader(writer.fd)
    assert reader.latest() is None
    assert reader.sequence() == 0
    assert reader.age_s(SystemClock()) is None


def test_newest_picture_is_read_and_stays_valid_for_one_more(writer: SurfaceWriter) -> None:
    reader = SurfaceReader(writer.fd)
    for value in range(1, 8):
        number = draw(writer, value)
        picture = reader.latest()
        assert picture is not None
        assert picture.sequence == number == reader.sequence()
        assert set(bytes(picture.view)) == {value}
    assert reader.still_valid(7)
    draw(writer, 8)
    assert reader.still_valid(7)
    draw(writer, 9)
    assert not reader.still_valid(7)


def test_a_valid_picture_is_never_drawn_over(writer: SurfaceWriter) -> None:
    reader = SurfaceReader(writer.fd)
    draw(writer, 1)
    picture = reader.latest()
    assert picture is not None
    draw(writer, 2)
    ctypes.memset(writer.next_buffer(), 3, FORMAT.picture_bytes)
    assert reader.still_valid(picture.sequence)
    assert set(bytes(picture.view)) == {1}


def test_picture_stays_readable_after_the_writer_is_gone() -> None:
    writer = SurfaceWriter(FORMAT)
    reader = SurfaceReader(writer.fd)
    draw(writer, 5)
    writer.close()
    picture = reader.latest()
    assert picture is not None
    assert set(bytes(picture.view)) == {5}


def test_age_counts_from_the_last_picture_not_the_last_packet(writer: SurfaceWriter) -> None:
    reader = SurfaceReader(writer.fd)
    draw(writer, 1)
    clock = FakeClock(monotonic_s=SystemClock().monotonic_s() + 100)
    writer.note_packet(int(clock.monotonic_s() * 1e9), dropped=False)
    age_s, packet_age_s = reader.age_s(clock), reader.signs(clock).packet_s
    assert age_s is not None
    assert packet_age_s is not None
    assert 99 < age_s < 110
    assert packet_age_s < 1


def test_counts_tell_pictures_in_shown_and_dropped(writer: SurfaceWriter) -> None:
    reader = SurfaceReader(writer.fd)
    for number in range(5):
        writer.note_packet(number + 1, dropped=number == 0)
    draw(writer, 1)
    counts = reader.counts()
    assert (counts.frames_in, counts.frames_shown, counts.frames_dropped, counts.last_packet_ns) == (5, 1, 1, 5)
    assert counts.first_picture_ns == counts.last_picture_ns > 0


def test_memory_that_could_be_cut_short_is_refused() -> None:
    fd = os.memfd_create("unsealed", os.MFD_ALLOW_SEALING)
    os.ftruncate(fd, FORMAT.total_bytes)
    with pytest.raises(BugError):
        SurfaceReader(fd)
    os.close(fd)


@pytest.mark.parametrize("word", [0, 1, 2, 3])
def test_impossible_header_is_refused(writer: SurfaceWriter, word: int) -> None:
    os.pwrite(writer.fd, b"\xff" * 8, word * 8)
    with pytest.raises(BugError):
        SurfaceReader(writer.fd)


def test_a_file_that_is_no_memory_is_refused() -> None:
    read_fd, write_fd = os.pipe()
    with pytest.raises(BugError):
        SurfaceReader(read_fd)
    os.close(read_fd)
    os.close(write_fd)


def test_no_picture_is_younger_than_what_the_camera_sent(writer: SurfaceWriter) -> None:
    now_ns = time.monotonic_ns()
    writer.note_backlog(now_ns - 40 * 10**9)
    draw(writer, 1)
    assert 39 < (SurfaceReader(writer.fd).age_s(SystemClock()) or 0) < 60


@pytest.mark.parametrize(("stood_s", "least_s", "most_s"), [(30, 29, 60), (1, 0, 1)])
def test_a_picture_that_stood_is_no_new_one_to_the_next_player(
    writer: SurfaceWriter, monkeypatch: pytest.MonkeyPatch, stood_s: int, least_s: int, most_s: int
) -> None:
    now_ns = time.monotonic_ns()
    with monkeypatch.context() as past:
        past.setattr(time, "monotonic_ns", lambda: now_ns - stood_s * 10**9)
        draw(writer, 1)
    following = SurfaceWriter(FORMAT)
    following.inherit(writer)
    draw(following, 1)
    age_s = SurfaceReader(following.fd).age_s(SystemClock())
    following.close()
    assert age_s is not None
    assert least_s <= age_s <= most_s


def test_signs_tell_decoding_from_changing_and_the_pace(writer: SurfaceWriter) -> None:
    draw(writer, 1)
    now_s = SystemClock().monotonic_s() + 100
    for picture in range(5):
        writer.note_packet(int((now_s + 2 * picture) * 1e9), dropped=False)
    writer.note_decoded(int((now_s + 8) * 1e9))
    signs = SurfaceReader(writer.fd).signs(FakeClock(monotonic_s=now_s + 9))
    assert (signs.packet_s, signs.decoded_s, signs.interval_s) == pytest.approx((1.0, 1.0, 2.0), abs=0.01)
    assert (signs.picture_s or 0) > 100

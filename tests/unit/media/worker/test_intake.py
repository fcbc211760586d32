"""An intake gives libVLC whole pictures with our times, begins with a key picture and ends when it is closed."""

from __future__ import annotations

import ctypes
import time
from ctypes import byref, c_int64, c_size_t, c_uint, c_void_p

from console.media.worker.access_units import AccessUnit
from console.media.worker.intake import Intake
from console.media.worker.ring import RingUnit

INHERENT_US = 300_000
NEVER_SHOWN_US = 9_000_000
"""libVLC throws away what is due later (DECODER_BOGUS_VIDEO_DELAY)."""


def unit(data: bytes, *, is_key: bool = False) -> RingUnit:
    return RingUnit(AccessUnit(data, None, None, 0, is_key, 0), 0, 0)


def taken(intake: Intake) -> tuple[bytes, int, int] | None:
    """What libVLC gets: the picture, how long ago it was given in us, and in how many us it is to be shown."""
    get = ctypes.CFUNCTYPE(ctypes.c_int, *[c_void_p] * 7)(
        int(next(option for option in intake.options if "imem-get" in option).split("=")[1])
    )
    dts, pts, flags, size, buffer = c_int64(), c_int64(), c_uint(), c_size_t(), c_void_p()
    if get(None, None, byref(dts), byref(pts), byref(flags), byref(size), byref(buffer)):
        return None
    data = ctypes.string_at(buffer.value or 0, size.value)
    return data, time.monotonic_ns() // 1000 - dts.value, pts.value + INHERENT_US - dts.value


def test_pictures_before_the_first_key_are_not_taken() -> None:
    intake = Intake("h264")
    assert not intake.offer(unit(b"p"), 0)
    assert intake.offer(unit(b"key", is_key=True), 0)
    assert intake.offer(unit(b"next"), 0)
    assert [found[0] for found in (taken(intake), taken(intake)) if found] == [b"key", b"next"]
    assert intake.given == 2


def test_a_picture_carries_the_time_at_which_it_is_due() -> None:
    intake = Intake("h264")
    intake.offer(unit(b"key", is_key=True), 0)
    intake.offer(unit(b"next"), time.monotonic_ns() + 10**10)
    taken(intake)
    found = taken(intake)
    assert found is not None
    _, given_us, due_us = found
    assert given_us < 5_000_000
    assert 5_000_000 < due_us <= 10_000_000


def test_of_a_group_that_is_going_on_only_the_newest_is_due() -> None:
    intake = Intake("hevc")
    intake.begin([unit(b"key", is_key=True), unit(b"second"), unit(b"newest")])
    first, second, newest = taken(intake), taken(intake), taken(intake)
    assert first is not None
    assert second is not None
    assert newest is not None
    assert first[2] < NEVER_SHOWN_US
    assert second[2] > NEVER_SHOWN_US
    assert newest[2] <= 0


def test_a_player_too_far_behind_gets_nothing_until_the_next_key() -> None:
    intake = Intake("h264")
    intake.offer(unit(b"key", is_key=True), 0)
    intake.drop_to_key()
    assert not intake.offer(unit(b"p"), 0)
    assert intake.offer(unit(b"key2", is_key=True), 0)


def test_a_player_that_takes_nothing_costs_bounded_memory() -> None:
    intake = Intake("h264")
    results = [intake.offer(unit(b"key", is_key=True), 0) for _ in range(2000)]
    assert sum(results) < 1000


def test_closing_ends_the_input() -> None:
    intake = Intake("h264")
    intake.offer(unit(b"key", is_key=True), 0)
    intake.close()
    assert taken(intake) is None

"""A player that joins a stream is told that it began long ago, so that libVLC need not wait for its delay to fill."""

from __future__ import annotations

import ctypes
import time

from console.media.worker.access_units import AccessUnit
from console.media.worker.intake import Intake
from console.media.worker.ring import RingUnit
from tests.helpers.rtsp_clip import clip

LIBVLC_DELAY_US = 300_000
REST_OF_DELAY_US = 11_000


def given(intake: Intake) -> int:
    """The time of decoding of the next picture, in microseconds, as libVLC gets it."""
    dts, pts = ctypes.c_int64(), ctypes.c_int64()
    flags, size, buffer = ctypes.c_uint(), ctypes.c_size_t(), ctypes.c_void_p()
    refs = [ctypes.pointer(one) for one in (dts, pts, flags, size, buffer)]
    intake._give(None, None, *refs)
    return dts.value


def group(pictures: int) -> list[RingUnit]:
    arrival_ns = time.monotonic_ns()
    units = clip()[:pictures]
    return [
        RingUnit(AccessUnit(unit, is_key=at == 0, pts_s=None, dts_s=None, arrival_ns=arrival_ns, epoch=0), at, at)
        for at, unit in enumerate(units)
    ]


def test_a_group_that_goes_on_seems_to_have_begun_before_libvlcs_delay() -> None:
    intake = Intake("h264")
    intake.begin(group(15))
    times = [given(intake) for _ in range(15)]
    assert times == sorted(times)
    assert times[-1] - times[0] > LIBVLC_DELAY_US


def test_pictures_that_are_not_to_be_seen_share_one_time_of_decoding() -> None:
    """FFmpeg counts each repeat as a fault of these times, and stays with the times at which pictures are to be shown."""
    intake = Intake("h264")
    intake.begin(group(60) * 8)
    times = [given(intake) for _ in range(480)]
    assert len(set(times[:-1])) == 1


def test_a_group_never_runs_ahead_of_now_by_more_than_the_rest_of_libvlcs_delay() -> None:
    intake = Intake("h264")
    intake.begin(group(60) * 8)
    times = [given(intake) for _ in range(480)]
    assert times[-1] <= time.monotonic_ns() // 1000 + REST_OF_DELAY_US

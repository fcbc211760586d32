"""Our timestamps always grow and stay near the arrival, whatever the camera says."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from console.media.worker.restamp import TICKS_A_SECOND, Restamper

STEP_S = 1 / 15

camera_times = st.one_of(st.none(), st.floats(-1e6, 1e9, allow_nan=False))


@given(st.lists(st.tuples(camera_times, st.floats(0, 5)), max_size=60))
def test_stamps_always_grow_and_never_run_ahead_of_arrival(packets: list[tuple[float | None, float]]) -> None:
    restamper, arrival_s, last = Restamper(), 1000.0, -1
    for camera_s, gap_s in packets:
        arrival_s += gap_s
        ticks = restamper.stamp(camera_s, arrival_s)
        assert ticks > last
        assert ticks <= arrival_s * TICKS_A_SECOND + len(packets) + 1
        last = ticks


def stamps(camera: list[float | None], arrival: list[float]) -> list[float]:
    restamper = Restamper()
    return [restamper.stamp(one, at) / TICKS_A_SECOND for one, at in zip(camera, arrival, strict=True)]


def test_jitter_of_the_network_is_smoothed_by_the_cameras_clock() -> None:
    arrival = [1000 + index * STEP_S + (0.03 if index % 3 else 0.0) for index in range(300)]
    found = stamps([index * STEP_S for index in range(300)], arrival)
    steps = [after - before for before, after in pairwise(found[100:])]
    assert max(steps) - min(steps) < 0.01


def test_standing_timestamps_give_way_to_arrival() -> None:
    arrival = [1000 + index * STEP_S for index in range(60)]
    found = stamps([7.0] * 60, arrival)
    assert all(abs(one - at) < 0.01 for one, at in zip(found[10:], arrival[10:], strict=True))


def test_jump_of_the_cameras_clock_is_followed() -> None:
    arrival = [1000 + index * STEP_S for index in range(60)]
    camera: list[float | None] = [index * STEP_S + (5000 if index >= 30 else 0) for index in range(60)]
    found = stamps(camera, arrival)
    assert all(abs(one - at) < 0.1 for one, at in zip(found[32:], arrival[32:], strict=True))


def test_slow_clock_does_not_drift_away() -> None:
    arrival = [1000 + index * STEP_S for index in range(3000)]
    found = stamps([index * STEP_S * 0.99 for index in range(3000)], arrival)
    assert all(0 <= at - one < 0.15 for one, at in zip(found, arrival, strict=True))


def test_backlog_after_a_stall_keeps_its_own_pace() -> None:
    arrival = [1000 + index * STEP_S if index < 30 else 1000 + max(index * STEP_S, 3.5) for index in range(90)]
    found = stamps([index * STEP_S for index in range(90)], arrival)
    assert all(abs(one - (1000 + index * STEP_S)) < 0.3 for index, one in enumerate(found))

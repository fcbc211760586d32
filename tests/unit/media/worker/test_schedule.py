"""Pictures are due at the camera's own pace, held back only by the jitter that was measured, and in order."""

from __future__ import annotations

import random
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from console.media.worker.schedule import DisplaySchedule

STEP_S = 1 / 15

camera_times = st.one_of(st.none(), st.floats(-1e6, 1e9, allow_nan=False))


def dues(camera: list[float | None], arrival: list[float]) -> list[float]:
    schedule = DisplaySchedule()
    return [schedule.due_ns(one, round(at * 1e9)) / 1e9 for one, at in zip(camera, arrival, strict=True)]


@given(st.lists(st.tuples(camera_times, st.floats(0, 5)), max_size=60))
def test_nothing_is_due_far_ahead_whatever_the_camera_says(pictures: list[tuple[float | None, float]]) -> None:
    schedule, arrival_s = DisplaySchedule(), 1000.0
    for camera_s, gap_s in pictures:
        arrival_s += gap_s
        wait_s = schedule.due_ns(camera_s, round(arrival_s * 1e9)) / 1e9 - arrival_s
        assert wait_s < 0.41 + len(pictures) * 0.001


@given(st.lists(st.floats(0, 5), max_size=60))
def test_nothing_that_comes_in_order_is_due_in_the_past(gaps_s: list[float]) -> None:
    arrival = [1000 + sum(gaps_s[: index + 1]) for index in range(len(gaps_s))]
    found = dues([index * STEP_S for index in range(len(gaps_s))], arrival)
    assert all(due - at > -1e-6 for due, at in zip(found, arrival, strict=True))


@given(st.lists(st.floats(0, 0.9), min_size=36, max_size=36), st.booleans())
def test_pictures_are_due_in_the_order_of_seeing_however_unevenly_they_come(
    late_s: list[float], reordered: bool
) -> None:
    coded = [0, *(start + step for start in range(0, 36, 3) for step in ((3, 1, 2) if reordered else (1, 2, 3)))][:36]
    arrival = [1000.0]
    for index, late in enumerate(late_s[1:], 1):
        arrival.append(max(arrival[-1] + 0.0001, 1000 + index * STEP_S + late))
    found = [due for _, due in sorted(zip(coded, dues([number * STEP_S for number in coded], arrival), strict=True))]
    assert all(after > before for before, after in pairwise(found))


def test_a_camera_whose_times_end_is_never_due_before_what_was_due() -> None:
    arrival = [1000 + index * STEP_S + (0.3 if index % 2 else 0.0) for index in range(40)]
    camera: list[float | None] = [index * STEP_S if index < 20 else None for index in range(40)]
    found = dues(camera, sorted(arrival))
    assert all(after > before for before, after in pairwise(found))


def test_a_steady_camera_is_shown_at_once() -> None:
    arrival = [1000 + index * STEP_S for index in range(100)]
    found = dues([index * STEP_S for index in range(100)], arrival)
    assert all(due - at < 0.006 for due, at in zip(found, arrival, strict=True))


def test_jitter_is_smoothed_at_its_own_price() -> None:
    chance = random.Random(3)
    arrival = [1000 + index * STEP_S + chance.uniform(0, 0.06) for index in range(600)]
    found = dues([index * STEP_S for index in range(600)], arrival)
    steps = [after - before for before, after in pairwise(found[300:])]
    assert sum(abs(step - STEP_S) < 0.01 for step in steps) > 0.9 * len(steps)
    assert max(due - (1000 + index * STEP_S) for index, due in enumerate(found[300:], 300)) < 0.09


def test_the_hold_goes_within_seconds_once_the_network_is_quiet_again() -> None:
    arrival = [1000 + index * STEP_S + (0.08 if index < 150 and index % 2 else 0.0) for index in range(300)]
    found = dues([index * STEP_S for index in range(300)], arrival)
    assert found[140] - arrival[140] > 0.05
    quiet = zip(found[150 + 75 :], arrival[150 + 75 :], strict=True)
    assert all(due - at < 0.02 for due, at in quiet)


def test_a_backlog_after_a_stall_plays_out_and_leaves_no_delay() -> None:
    arrival = [1000 + index * STEP_S if index < 30 else 1000 + max(index * STEP_S, 3.5) for index in range(200)]
    found = dues([index * STEP_S for index in range(200)], arrival)
    assert found[-1] - arrival[-1] < 0.02


def test_pictures_coded_out_of_order_are_due_in_the_order_of_seeing() -> None:
    coded = [0, 3, 1, 2, 6, 4, 5, 9, 7, 8, 12, 10, 11, 15, 13, 14]
    arrival = [1000 + index * STEP_S for index in range(len(coded))]
    found = dues([number * STEP_S for number in coded], arrival)
    settled = sorted(zip(coded, found, strict=True))
    assert all(after[1] > before[1] for before, after in pairwise(settled))


def test_a_camera_whose_times_stand_is_shown_as_its_pictures_come() -> None:
    arrival = [1000 + index * STEP_S for index in range(60)]
    assert all(abs(due - at) < 0.01 for due, at in zip(dues([7.0] * 60, arrival), arrival, strict=True))


def test_a_leap_of_the_cameras_clock_is_followed_at_once() -> None:
    arrival = [1000 + index * STEP_S for index in range(60)]
    camera: list[float | None] = [index * STEP_S + (5000 if index >= 30 else 0) for index in range(60)]
    assert all(due - at < 0.02 for due, at in zip(dues(camera, arrival), arrival, strict=True))


def hold_after_three_leaps_s(every_s: float) -> float:
    """How long a picture that comes early is held, with pictures that come 80 ms late in turns."""
    between = round(every_s / STEP_S)
    numbers = range(3 * between + 150)
    arrival = [1000 + index * STEP_S + (0.08 if index % 2 else 0.0) for index in numbers]
    found = dues([index * STEP_S + 5000 * (index // between) for index in numbers], arrival)
    return max(due - at for due, at in zip(found[-20:], arrival[-20:], strict=True))


def test_a_clock_that_leaps_three_times_within_a_minute_is_not_believed() -> None:
    assert hold_after_three_leaps_s(15) < 0.02


def test_leaps_that_are_more_than_a_minute_apart_are_forgiven() -> None:
    assert hold_after_three_leaps_s(61) > 0.05


def test_a_slow_clock_does_not_drift_away() -> None:
    arrival = [1000 + index * STEP_S for index in range(3000)]
    found = dues([index * STEP_S * 0.99 for index in range(3000)], arrival)
    assert all(due - at < 0.15 for due, at in zip(found, arrival, strict=True))

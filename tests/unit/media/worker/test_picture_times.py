"""Times of decoding grow, times of showing keep the camera's order, and both stay near the arrival."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.media.worker.access_units import AccessUnit
from console.media.worker.picture_times import DecodeOrder, PictureTimes
from console.media.worker.restamp import TICKS_A_SECOND
from tests.helpers.stream_clips import Recipe, coded

STEP_S = 1 / 15
camera_times = st.one_of(st.none(), st.floats(0, 1e6), st.sampled_from([0.0, 1.0, 95443.7]))


def picture(pts_s: float | None, dts_s: float | None, arrival_s: float) -> AccessUnit:
    return AccessUnit(b"", pts_s, dts_s, round(arrival_s * 1e9), False, 0)


def shown_order(bframes: int) -> list[int]:
    return [one.shown_at for one in coded(Recipe(bframes=bframes, preset="veryfast"))]


@given(st.lists(st.tuples(camera_times, camera_times, st.floats(0, 5)), max_size=80))
def test_any_times_give_ticks_that_grow_and_stay_near_the_arrival(
    pictures: list[tuple[float | None, float | None, float]],
) -> None:
    times, arrival_s, last = PictureTimes(), 1000.0, -1
    for pts_s, dts_s, gap_s in pictures:
        arrival_s += gap_s
        decode_ticks, shown_ticks = times.stamp(picture(pts_s, dts_s, arrival_s))
        assert last < decode_ticks <= arrival_s * TICKS_A_SECOND + len(pictures) + 1
        assert decode_ticks <= shown_ticks <= decode_ticks + TICKS_A_SECOND
        last = decode_ticks


@pytest.mark.parametrize("bframes", [0, 1, 2, 3])
def test_pictures_coded_out_of_order_are_shown_in_order(bframes: int) -> None:
    order = shown_order(bframes)
    times = PictureTimes()
    stamped = []
    for index, shown_at in enumerate(order * 2):
        pts_s = (index // len(order) * len(order) + shown_at) * STEP_S
        # As FFmpeg gives them without its parser: both times are that of showing.
        stamped.append((pts_s, *times.stamp(picture(pts_s, pts_s, 1000 + index * STEP_S))))
    learnt = stamped[len(order) :]
    by_camera = [shown for _, _, shown in sorted(learnt)]
    assert all(before < after for before, after in pairwise(by_camera))
    steps = [(after - before) / TICKS_A_SECOND for before, after in pairwise(by_camera)]
    assert max(steps) - min(steps) < 0.02
    assert all(before < after for (_, before, _), (_, after, _) in pairwise(stamped))


@given(st.lists(st.floats(0, 1e6), max_size=100))
def test_no_picture_is_decoded_after_it_is_shown(shown: list[float]) -> None:
    order = DecodeOrder()
    assert all(order.decode_s(shown_s) <= shown_s for shown_s in shown)


def test_true_times_of_decoding_are_kept() -> None:
    times = PictureTimes()
    for index in range(60):
        decode_s = index * STEP_S
        decode_ticks, shown_ticks = times.stamp(picture(decode_s + 2 * STEP_S, decode_s, 1000 + decode_s))
        assert decode_ticks == pytest.approx((1000 + decode_s) * TICKS_A_SECOND, abs=2)
        assert shown_ticks - decode_ticks == pytest.approx(2 * STEP_S * TICKS_A_SECOND, abs=2)


def test_depth_that_is_not_seen_any_more_is_forgotten() -> None:
    order = DecodeOrder()
    for shown_s in (0.0, 3.0, 1.0, 2.0):
        order.decode_s(shown_s)
    late_by = [shown_s - order.decode_s(shown_s) for shown_s in map(float, range(4, 200))]
    assert late_by[0] > 0
    assert late_by[-1] == 0

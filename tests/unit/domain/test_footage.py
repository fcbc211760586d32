"""When there are pictures, told from the gaps between them."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from console.domain.footage import Gap, GapReason, with_pictures


def gap(start_s: float, end_s: float) -> Gap:
    return Gap(start_s, end_s, GapReason.CONNECTION)


def test_gaps_cut_the_clip_and_those_around_it_do_not() -> None:
    gaps = [gap(0, 10), gap(20, 25), gap(30, 31), gap(40, 60)]

    assert with_pictures(10, 40, gaps) == [(10, 20), (25, 30), (31, 40)]


def test_clip_of_one_picture_is_a_moment() -> None:
    assert with_pictures(10, 10, [gap(0, 10), gap(10, 30)]) == [(10, 10)]


@given(st.lists(st.floats(0, 100), max_size=20), st.floats(0, 100), st.floats(0, 100))
def test_spans_are_in_order_within_the_clip_and_outside_the_gaps(
    edges: list[float], first_s: float, long_s: float
) -> None:
    ordered = sorted(edges)
    gaps = [gap(start_s, end_s) for start_s, end_s in list(pairwise(ordered))[::2] if start_s < end_s]
    spans = with_pictures(first_s, first_s + long_s, gaps)

    assert all(first_s <= start_s <= end_s <= first_s + long_s for start_s, end_s in spans)
    assert all(former[1] <= later[0] for former, later in pairwise(spans))
    assert not [
        one for one in gaps for start_s, end_s in spans if max(start_s, one.start_unix_s) < min(end_s, one.end_unix_s)
    ]

"""What a machine counts is never more than the time it was counted in, and what it tells later never takes anything back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.base.errors import KnownError
from console.domain.feed_state import FeedState
from console.domain.wall_showing import Showing, ShowingCount, Shown, check_showing, goes_on, shown_of
from tests.helpers.clock import START_UTC

A, B = UUID(int=1), UUID(int=2)
_LOOKS = st.lists(
    st.tuples(
        st.floats(min_value=0.0, max_value=9.0),
        st.dictionaries(st.sampled_from([A, B]), st.sampled_from(list(Shown))),
        st.sampled_from([0.0, 0.0, 0.0, 60.0, -60.0]),
    ),
    max_size=40,
)


@given(_LOOKS)
def test_what_is_counted_is_believed_by_the_centre_unless_a_clock_went_back(
    looks: list[tuple[float, dict[UUID, Shown], float]],
) -> None:
    count, now_s, jumped_s, told = ShowingCount(), 100.0, 0.0, dict[UUID, Showing]()
    for passed_s, seen, jump_s in looks:
        now_s, jumped_s = now_s + passed_s, jumped_s + jump_s
        now = START_UTC + timedelta(seconds=now_s + jumped_s)
        before = {one.id: one for one in count.open_ones}
        for one in (*count.look(seen, now, now_s), *count.open_ones):
            assert one.id not in before or goes_on(before[one.id], one)
            assert one.counted_s <= (one.to_utc - one.from_utc).total_seconds() + 0.001
            check_showing(one, one.from_utc, told.get(one.id), (), max(now, one.to_utc))
            told[one.id] = one
    if all(jump_s >= 0 for _passed, _seen, jump_s in looks):
        for spell in (A, B):
            mine = [one for one in told.values() if one.spell_id == spell]
            for one in mine:
                check_showing(one, one.from_utc, None, mine, one.to_utc)


def test_each_second_counts_for_what_was_seen_at_its_beginning() -> None:
    count = ShowingCount()
    states = [Shown.DARK, Shown.LIVE, Shown.LIVE, Shown.STALE]
    for second, state in enumerate(states):
        assert count.look({A: state}, START_UTC + timedelta(seconds=second), second) == []
    (ended,) = count.look({}, START_UTC + timedelta(seconds=4), 4.0)
    assert (ended.dark_s, ended.live_s, ended.stale_s) == (1.0, 2.0, 1.0)
    assert (ended.from_utc, ended.to_utc) == (START_UTC, START_UTC + timedelta(seconds=4))
    assert count.open_ones == []


@pytest.mark.parametrize(("wall_s", "monotonic_s"), [(60.0, 1.0), (-60.0, 1.0), (30.0, 30.0)])
def test_a_jump_of_the_clock_or_a_hole_ends_a_showing_before_it(wall_s: float, monotonic_s: float) -> None:
    count = ShowingCount()
    count.look({A: Shown.LIVE}, START_UTC, 0.0)
    count.look({A: Shown.LIVE}, START_UTC + timedelta(seconds=1), 1.0)
    (ended,) = count.look({A: Shown.LIVE}, START_UTC + timedelta(seconds=1 + wall_s), 1.0 + monotonic_s)
    assert (ended.live_s, ended.to_utc) == (1.0, START_UTC + timedelta(seconds=1))
    (begun,) = count.open_ones
    assert (begun.id != ended.id, begun.from_utc) == (True, START_UTC + timedelta(seconds=1 + wall_s))


def test_what_the_centre_does_not_believe_begins_anew() -> None:
    count = ShowingCount()
    count.look({A: Shown.LIVE}, START_UTC, 0.0)
    (first,) = count.open_ones
    count.forget(first.id)
    count.look({A: Shown.LIVE}, START_UTC + timedelta(seconds=1), 1.0)
    (second,) = count.open_ones
    assert second.id != first.id


_GOOD = Showing(UUID(int=9), A, START_UTC, START_UTC + timedelta(seconds=60), 40.0, 10.0, 10.0)
_LATER = START_UTC + timedelta(seconds=70)


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (replace(_GOOD, stale_s=-1.0), "wall.showing_negative"),
        (replace(_GOOD, live_s=float("nan")), "wall.showing_negative"),
        (replace(_GOOD, live_s=float("inf")), "wall.showing_negative"),
        (replace(_GOOD, to_utc=START_UTC - timedelta(seconds=1)), "wall.showing_backwards"),
        (replace(_GOOD, from_utc=START_UTC - timedelta(minutes=1)), "wall.showing_backwards"),
        (replace(_GOOD, to_utc=_LATER + timedelta(minutes=1)), "wall.showing_future"),
        (replace(_GOOD, live_s=50.0), "wall.showing_too_long"),
    ],
)
def test_what_cannot_be_true_is_refused_by_its_code(told: Showing, code: str) -> None:
    check_showing(_GOOD, START_UTC, None, (), _LATER)
    with pytest.raises(KnownError) as refused:
        check_showing(told, START_UTC, None, (), _LATER)
    assert refused.value.code == code


@pytest.mark.parametrize(
    "told",
    [
        replace(_GOOD, to_utc=_GOOD.to_utc - timedelta(seconds=9), dark_s=1.0),
        replace(_GOOD, live_s=30.0, stale_s=20.0),
        replace(_GOOD, spell_id=B),
        replace(_GOOD, from_utc=START_UTC + timedelta(seconds=1), live_s=30.0),
    ],
)
def test_what_was_told_before_is_not_told_otherwise(told: Showing) -> None:
    with pytest.raises(KnownError, match="showing_changed"):
        check_showing(told, START_UTC, _GOOD, (), _LATER)


@pytest.mark.parametrize(("begins_s", "overlaps"), [(30, True), (-30, True), (59, False), (60, False), (-90, False)])
def test_one_tile_of_a_machine_shows_one_thing_at_a_time(begins_s: int, overlaps: bool) -> None:
    begin = START_UTC + timedelta(seconds=begins_s)
    other = Showing(UUID(int=8), B, begin, begin + timedelta(seconds=60))
    if not overlaps:
        check_showing(_GOOD, START_UTC, None, [other, _GOOD], _LATER)
        return
    with pytest.raises(KnownError, match="showing_overlaps"):
        check_showing(_GOOD, START_UTC, None, [other, _GOOD], _LATER)


def test_only_a_fresh_picture_is_live_and_a_closed_camera_has_none() -> None:
    told = {state: shown_of(state) for state in FeedState}
    assert [state for state, shown in told.items() if shown is Shown.LIVE] == [FeedState.LIVE]
    stale = {FeedState.SUSPECT, FeedState.SAME_PICTURE, FeedState.STALE}
    assert {state for state, shown in told.items() if shown is Shown.STALE} == stale
    assert shown_of(None) is Shown.DARK

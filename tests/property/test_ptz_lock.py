"""Whoever wishes what and when: a camera is never two people's, and nobody loses one to somebody without the right."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.domain.ptz_lock import KEPT_S, LockStep, Mover, PtzLock, released, standing, wished

_MOVERS = st.sampled_from(
    [
        Mover("1", "Sari"),
        Mover("2", "Budi"),
        Mover("3", "Ratna", may_take_over=True),
        Mover("4", "Wahyu", may_take_over=True),
    ]
)
_PAUSES = st.floats(0, 2 * KEPT_S)
_WISHES = st.lists(st.tuples(_MOVERS, _PAUSES, st.booleans(), st.booleans()), max_size=40)


@given(_WISHES)
def test_a_camera_is_kept_until_its_time_is_over_or_it_is_rightly_taken(
    wishes: list[tuple[Mover, float, bool, bool]],
) -> None:
    lock: PtzLock | None = None
    now_s = 100.0
    for mover, pause_s, take_over, lets_go in wishes:
        now_s += pause_s
        before = standing(lock, now_s)
        ruling = wished(lock, mover, now_s, take_over=take_over)
        lock = ruling.lock
        if ruling.step is LockStep.REFUSED:
            assert before is not None
            assert lock == before
            assert not (take_over and mover.may_take_over and not before.holder.may_take_over)
        else:
            assert lock == PtzLock(mover, now_s + KEPT_S)
        if before is not None and before.holder != lock.holder:
            assert (ruling.step, ruling.lost_by) == (LockStep.TAKEN_OVER, before.holder)
            assert take_over
            assert mover.may_take_over
            assert not before.holder.may_take_over
        else:
            assert ruling.lost_by is None
        if lets_go:
            lock = released(lock, mover, now_s)
            assert (lock is None) == (ruling.step is not LockStep.REFUSED)


@given(_MOVERS, _MOVERS, st.floats(0, KEPT_S, exclude_max=True), st.floats(0, KEPT_S))
def test_each_movement_gives_the_whole_time_again(mover: Mover, other: Mover, pause_s: float, later_s: float) -> None:
    first = wished(None, mover, 0.0).lock
    again = wished(first, mover, pause_s)
    assert (again.step, again.lock.until_s) == (LockStep.RENEWED, pause_s + KEPT_S)
    over_s = again.lock.until_s + later_s
    assert standing(again.lock, over_s) is None
    assert wished(again.lock, other, over_s).step is LockStep.TAKEN

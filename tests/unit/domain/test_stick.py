"""From the way of a stick to the speed of a camera: nothing near the middle, slow before it is fast, never beyond full."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.domain.ptz_speed import STILL, PtzSpeed
from console.domain.stick import STICK_DEAD_SHARE, is_at_rest, stick_speed

_WAYS = st.floats(-1.0, 1.0)


def test_full_ways_are_full_speed_and_up_is_up() -> None:
    assert stick_speed(1.0, 0.0, 0.0) == PtzSpeed(pan=1.0)
    assert stick_speed(0.0, -1.0, 0.0) == PtzSpeed(tilt=1.0)
    assert stick_speed(0.0, 0.0, -1.0) == PtzSpeed(zoom=-1.0)


def test_half_way_is_much_slower_than_half_speed() -> None:
    assert 0 < stick_speed(0.5, 0.0, 0.0).pan < 0.25


@given(_WAYS, _WAYS, _WAYS)
def test_it_is_still_exactly_where_the_stick_is_at_rest_and_never_beyond_full_speed(
    right: float, down: float, nearer: float
) -> None:
    speed = stick_speed(right, down, nearer)

    assert (speed == STILL) == is_at_rest(right, down, nearer)
    assert all(-1.0 <= part <= 1.0 for part in (speed.pan, speed.tilt, speed.zoom))
    assert speed.pan * right >= 0
    assert speed.tilt * down <= 0
    assert speed.zoom * nearer >= 0


@given(st.floats(STICK_DEAD_SHARE, 1.0), st.floats(STICK_DEAD_SHARE, 1.0))
def test_further_is_never_slower(one: float, other: float) -> None:
    near, far = sorted((one, other))

    assert stick_speed(near, 0.0, 0.0).pan <= stick_speed(far, 0.0, 0.0).pan

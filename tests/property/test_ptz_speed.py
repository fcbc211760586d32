"""A camera goes where the hand points, however its picture hangs, and never faster than it can."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.picture_place import shown_point
from console.domain.picture_view import Fit, Hanging
from console.domain.ptz_speed import DEAD_SHARE, STILL, PtzSpeed, as_hung, dragged_speed

_WAYS = st.floats(-2000, 2000)
_HANGINGS = st.builds(Hanging, st.integers(0, 3), st.booleans(), st.sampled_from(Fit))


@given(_WAYS, _WAYS, st.floats(0, 1000))
def test_a_hand_gives_at_most_full_speed_and_none_near_the_middle(right: float, down: float, reach: float) -> None:
    speed = dragged_speed(right, down, reach)
    assert math.hypot(speed.pan, speed.tilt) <= 1 + 1e-9
    if math.hypot(right, down) <= DEAD_SHARE * reach:
        assert speed.is_still
    # Where it points: right is right, and down is down.
    assert speed.pan * right >= 0
    assert speed.tilt * down <= 0


@given(st.floats(0, 2 * math.pi), st.floats(0, 400), st.floats(0, 400))
def test_farther_is_never_slower(angle: float, one: float, other: float) -> None:
    near, far = sorted((one, other))
    speeds = [dragged_speed(way * math.cos(angle), way * math.sin(angle), 300) for way in (near, far)]
    assert math.hypot(speeds[0].pan, speeds[0].tilt) <= math.hypot(speeds[1].pan, speeds[1].tilt) + 1e-9


@given(_HANGINGS, st.floats(-1, 1), st.floats(-1, 1), st.floats(-1, 1))
def test_on_a_turned_or_mirrored_picture_the_camera_goes_to_what_the_hand_points_at(
    hanging: Hanging, pan: float, tilt: float, zoom: float
) -> None:
    """The way that the camera is sent, in its own picture, is shown on the screen as the way of the hand."""
    speed = as_hung(PtzSpeed(pan, tilt, zoom), hanging)
    from_, to = shown_point((0.5, 0.5), hanging), shown_point((0.5 + speed.pan, 0.5 - speed.tilt), hanging)
    assert (to[0] - from_[0], from_[1] - to[1]) == pytest.approx((pan, tilt), abs=1e-9)
    assert speed.zoom == zoom


def test_a_picture_without_room_moves_nothing() -> None:
    assert dragged_speed(10, 10, 0) == STILL

"""How fast a camera is to move, from how far the stick of a controller is pushed."""

from __future__ import annotations

import math

from console.domain.ptz_speed import PtzSpeed

STICK_DEAD_SHARE = 0.18
"""Of its way: worn sticks come to rest so far from the middle, and tremble there."""
_STEPS = 50
"""Of full speed; finer differences nobody sees, and each would be a message."""


def stick_speed(right: float, down: float, nearer: float) -> PtzSpeed:
    """Each from -1 to 1, as the stick stands. Squared, so that near the middle a camera can be moved slowly."""
    far = math.hypot(right, down)
    speed = _speed(far)
    share = speed / far if far else 0.0
    return PtzSpeed(
        _stepped(right * share), _stepped(-down * share), _stepped(math.copysign(_speed(abs(nearer)), nearer))
    )


def is_at_rest(right: float, down: float, nearer: float) -> bool:
    return math.hypot(right, down) <= STICK_DEAD_SHARE and abs(nearer) <= STICK_DEAD_SHARE


def _speed(far: float) -> float:
    return (max(0.0, min(1.0, far) - STICK_DEAD_SHARE) / (1.0 - STICK_DEAD_SHARE)) ** 2


def _stepped(speed: float) -> float:
    """Never none where the stick is pushed, and plain zero where it is not."""
    steps = math.ceil(abs(speed) * _STEPS - 1e-9)
    return math.copysign(min(_STEPS, steps), speed) / _STEPS if steps else 0.0

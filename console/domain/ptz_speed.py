"""How fast a camera is to move, from what a hand or keys ask for; right, up and nearer are positive."""

from __future__ import annotations

import math
from dataclasses import dataclass

from console.domain.picture_view import Hanging

DEAD_SHARE = 0.12
"""Of the way from the middle to the edge: a hand so near to the middle moves nothing."""
SLOW = 0.25
"""The part of the full speed that Shift leaves."""


@dataclass(frozen=True)
class PtzSpeed:
    """Each from -1 to 1."""

    pan: float = 0.0
    tilt: float = 0.0
    zoom: float = 0.0

    @property
    def is_still(self) -> bool:
        return self.pan == 0 and self.tilt == 0 and self.zoom == 0

    def times(self, share: float) -> PtzSpeed:
        return PtzSpeed(self.pan * share, self.tilt * share, self.zoom * share)


STILL = PtzSpeed()


def dragged_speed(right: float, down: float, reach: float) -> PtzSpeed:
    """The hand is so far from the middle of the picture; at ``reach`` and beyond the camera moves at full speed.

    Squared, so that near the middle a camera can be moved slowly.
    """
    far = math.hypot(right, down)
    share = min(1.0, far / reach) if reach > 0 else 0.0
    if share <= DEAD_SHARE:
        return STILL
    speed = ((share - DEAD_SHARE) / (1.0 - DEAD_SHARE)) ** 2
    return PtzSpeed(pan=_bounded(speed * right / far), tilt=_bounded(-speed * down / far))


def _bounded(speed: float) -> float:
    """Rounding may go a hair beyond what the centre takes."""
    return max(-1.0, min(1.0, speed))


def as_hung(speed: PtzSpeed, hanging: Hanging) -> PtzSpeed:
    """What is asked for on a picture that hangs turned or mirrored, for the camera itself: what is seen at the right comes
    nearer to the middle when the hand points right.
    """
    # From the screen back to the camera's picture: first the quarter turns, then the mirror, as they are painted outside in.
    right, down = speed.pan, -speed.tilt
    for _ in range(hanging.quarter_turns % 4):
        right, down = down, -right
    if hanging.mirrored:
        right = -right
    return PtzSpeed(pan=right, tilt=-down, zoom=speed.zoom)

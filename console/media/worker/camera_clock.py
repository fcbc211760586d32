"""How far a camera's clock is from ours, seen by the packets that come earliest."""

from __future__ import annotations

JUMP_S = 2.0
"""A camera that is so far off all at once has set its clock."""
_LATE_LEAK = 0.01
"""Share of a packet's lateness by which the offset follows: keeps up with a camera clock that is 1 % slow."""


class CameraClock:
    """One stream's; one thread."""

    def __init__(self) -> None:
        self._offset_s: float | None = None

    def lateness_s(self, camera_s: float, arrival_s: float) -> float:
        """How much later than the earliest a packet of that time came; what follows is measured against it."""
        if self._offset_s is None:
            self._offset_s = arrival_s - camera_s
        late_s = arrival_s - camera_s - self._offset_s
        if late_s < 0 or late_s > JUMP_S:
            # Sooner than ever: that is the true distance of the two clocks. Far too late: the camera's clock jumped.
            self._offset_s += late_s
            return 0.0
        self._offset_s += late_s * _LATE_LEAK
        return late_s

    def ours_s(self, camera_s: float, arrival_s: float) -> float:
        """The camera's time on our clock, after this packet."""
        self.lateness_s(camera_s, arrival_s)
        assert self._offset_s is not None  # noqa: S101  just measured
        return camera_s + self._offset_s

    def forget(self) -> None:
        """The camera's times made no sense: the next one begins anew."""
        self._offset_s = None

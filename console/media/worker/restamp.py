"""Turns a camera's timestamps into our own, which always grow and stay near the arrival of the packets."""

from __future__ import annotations

TICKS_A_SECOND = 90_000

_TRUST_AGAIN_AFTER = 300
_NONSENSE_LIMIT = 3
_JUMP_S = 2.0
_LATE_LEAK = 0.01
"""Share of a packet's lateness by which the offset follows: keeps up with a camera clock that is 1 % slow."""


class Restamper:
    """Maps decode times to ticks of 1/90000 s; by the camera's clock while it makes sense, else by arrival. One thread."""

    def __init__(self) -> None:
        self._offset_s: float | None = None
        self._last_camera_s: float | None = None
        self._last_arrival_s = 0.0
        self._last_ticks = -1
        self._nonsense = 0
        self._by_arrival_for = 0

    @property
    def by_arrival(self) -> bool:
        """True while the camera's own times are not used."""
        return self._by_arrival_for > 0

    def stamp(self, camera_s: float | None, arrival_s: float) -> int:
        """The tick of a packet; more than that of the packet before it, in order of decoding."""
        self._judge(camera_s, arrival_s)
        out_s = arrival_s if self.by_arrival or camera_s is None else self._mapped(camera_s, arrival_s)
        self._last_camera_s, self._last_arrival_s = camera_s, arrival_s
        self._last_ticks = max(round(out_s * TICKS_A_SECOND), self._last_ticks + 1)
        return self._last_ticks

    def _mapped(self, camera_s: float, arrival_s: float) -> float:
        if self._offset_s is None:
            self._offset_s = arrival_s - camera_s
        late_s = arrival_s - camera_s - self._offset_s
        if late_s < 0 or late_s > _JUMP_S:
            # Sooner than ever: that is the true distance of the two clocks. Far too late: the camera's clock jumped.
            self._offset_s += late_s
        else:
            self._offset_s += late_s * _LATE_LEAK
        return camera_s + self._offset_s

    def _judge(self, camera_s: float | None, arrival_s: float) -> None:
        if self._by_arrival_for:
            self._by_arrival_for -= 1
            if not self._by_arrival_for:
                self._offset_s, self._last_camera_s, self._nonsense = None, None, 0
            return
        if camera_s is None or (self._last_camera_s is not None and self._is_nonsense(camera_s, arrival_s)):
            self._nonsense += 1
            self._offset_s = None
        elif self._nonsense:
            self._nonsense -= 1
        if self._nonsense >= _NONSENSE_LIMIT:
            self._by_arrival_for = _TRUST_AGAIN_AFTER

    def _is_nonsense(self, camera_s: float, arrival_s: float) -> bool:
        step_s = camera_s - (self._last_camera_s or 0.0)
        return step_s <= 0 or step_s > arrival_s - self._last_arrival_s + _JUMP_S

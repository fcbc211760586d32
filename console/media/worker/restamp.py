"""Turns a camera's timestamps into our own, which always grow and stay near the arrival of the packets."""

from __future__ import annotations

from console.media.worker.camera_clock import JUMP_S, CameraClock

TICKS_A_SECOND = 90_000

_TRUST_AGAIN_AFTER = 300
_NONSENSE_LIMIT = 3


class Restamper:
    """Maps decode times to ticks of 1/90000 s; by the camera's clock while it makes sense, else by arrival. One thread."""

    def __init__(self) -> None:
        self._clock = CameraClock()
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
        out_s = arrival_s if self.by_arrival or camera_s is None else self._clock.ours_s(camera_s, arrival_s)
        self._last_camera_s, self._last_arrival_s = camera_s, arrival_s
        self._last_ticks = max(round(out_s * TICKS_A_SECOND), self._last_ticks + 1)
        return self._last_ticks

    def _judge(self, camera_s: float | None, arrival_s: float) -> None:
        if self._by_arrival_for:
            self._by_arrival_for -= 1
            if not self._by_arrival_for:
                self._clock.forget()
                self._last_camera_s, self._nonsense = None, 0
            return
        if camera_s is None or (self._last_camera_s is not None and self._is_nonsense(camera_s, arrival_s)):
            self._nonsense += 1
            self._clock.forget()
        elif self._nonsense:
            self._nonsense -= 1
        if self._nonsense >= _NONSENSE_LIMIT:
            self._by_arrival_for = _TRUST_AGAIN_AFTER

    def _is_nonsense(self, camera_s: float, arrival_s: float) -> bool:
        step_s = camera_s - (self._last_camera_s or 0.0)
        return step_s <= 0 or step_s > arrival_s - self._last_arrival_s + JUMP_S

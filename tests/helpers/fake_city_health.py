"""The city's health on the screens: a day with a power cut and a night without the centre, and cameras from bad to good."""

from __future__ import annotations

import threading
from pathlib import Path

from console.base.clock import Clock
from console.base.errors import KnownError
from console.domain.alive_hours import week_begin_unix_s
from console.domain.availability import Availability
from console.health.city_health import CityReach, ReportOrder
from console.wire.reports import AvailabilityRow, CameraHealth, CameraHealthList, StatusCounts

_HOUR_S = 3600
_DARK = range(30, 38)
"""Percent of the reach in which the centre was off."""
_CUT = range(60, 70)
"""In which half of the cameras had no power."""


class FakeCityHealth:
    """``cameras`` of the area, none: nothing is there; ``failure`` makes asking fail, ``wait`` holds it back."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.cameras = 240
        self.measured = True
        self.worst_ids: list[str] = []
        self.failure: KnownError | None = None
        self.wait = threading.Event()
        self.wait.set()
        self.asked: list[tuple[str, CityReach]] = []
        self.saved: list[ReportOrder] = []

    def counts(self, area: str, reach: CityReach) -> StatusCounts:
        self._answer()
        self.asked.append((area, reach))
        end_s = int(self._clock.now_utc().timestamp())
        steps = reach.length_s // reach.step_s
        told = [self._step(100 * step // steps) for step in range(steps)]
        return StatusCounts(
            begin_s=end_s - reach.length_s,
            step_s=reach.step_s,
            end_s=end_s,
            cameras=self.cameras,
            working=tuple(one[0] for one in told),
            stale=tuple(one[1] for one in told),
            offline=tuple(one[2] for one in told),
            unknown=tuple(one[3] for one in told),
            measured_share=tuple(float(one[3] < self.cameras) for one in told),
        )

    def worst(self, area: str, reach: CityReach) -> CameraHealthList:  # noqa: ARG002  the port's signature
        self._answer()
        now_s = int(self._clock.now_utc().timestamp())
        cameras = tuple(self._camera(place, camera, now_s, reach) for place, camera in enumerate(self.worst_ids))
        return CameraHealthList(
            hours_begin_s=week_begin_unix_s(now_s), cameras=cameras, measured=len(cameras), unmeasured=3
        )

    def save(self, order: ReportOrder, path: Path) -> None:
        self._answer()
        self.saved.append(order)
        path.write_bytes(b"%PDF-" if order.form == "pdf" else b"key,name\n")

    def _step(self, percent: int) -> tuple[float, float, float, float]:
        if percent in _DARK or not self.measured:
            return 0.0, 0.0, 0.0, float(self.cameras)
        offline = self.cameras * (0.5 if percent in _CUT else 0.08)
        stale, unknown = self.cameras * 0.03, self.cameras * 0.02
        return self.cameras - offline - stale - unknown, stale, offline, unknown

    def _camera(self, place: int, camera: str, now_s: int, reach: CityReach) -> CameraHealth:
        """The first is down all the time; each further one a little less."""
        first_s = week_begin_unix_s(now_s)
        down = max(0, 24 - 3 * place)
        measured = [0 if first_s + hour * _HOUR_S >= now_s or hour % 53 == 7 else _HOUR_S for hour in range(7 * 24)]
        up = [0 if hour % 24 < down else seconds for hour, seconds in enumerate(measured)]
        up_s = reach.length_s * (24 - down) // 24
        row = Availability(1, 1, up_s, reach.length_s - up_s, 0, 0, 1 + place if down else 0, down * _HOUR_S)
        named = AvailabilityRow.of(camera, f"{1201 + place} Pos Kamling Gang {place + 1}", "RT 003, Krapyak", row)
        return CameraHealth(camera_id=camera, row=named, measured_s=tuple(measured), up_s=tuple(up))

    def _answer(self) -> None:
        self.wait.wait(10)
        if self.failure is not None:
            raise self.failure

"""The path along which somebody was followed: which camera was in the middle, from when to when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from console.domain.camera import CameraId


@dataclass(frozen=True)
class Leg:
    """One camera of the path; without an end it is still being looked at."""

    camera: CameraId
    since_utc: datetime
    until_utc: datetime | None = None


@dataclass(frozen=True)
class FollowPath:
    """``legs`` is the record: going back adds to it. ``way`` leads back: each camera once for each step that still counts."""

    legs: tuple[Leg, ...]
    way: tuple[CameraId, ...]

    @classmethod
    def begun(cls, camera: CameraId, at_utc: datetime) -> FollowPath:
        return cls((Leg(camera, at_utc),), (camera,))

    @property
    def camera(self) -> CameraId:
        """The one in the middle."""
        return self.legs[-1].camera

    @property
    def cameras(self) -> tuple[CameraId, ...]:
        """Each once, the latest first."""
        return tuple(dict.fromkeys(leg.camera for leg in reversed(self.legs)))

    @property
    def before(self) -> CameraId | None:
        """Where one step back leads."""
        return self.way[-2] if len(self.way) > 1 else None

    def stepped(self, camera: CameraId, at_utc: datetime) -> FollowPath:
        if camera == self.camera:
            return self
        return FollowPath(self._with(camera, at_utc), (*self.way, camera))

    def stepped_back(self, at_utc: datetime) -> FollowPath:
        if self.before is None:
            return self
        return FollowPath(self._with(self.before, at_utc), self.way[:-1])

    def ended(self, at_utc: datetime) -> FollowPath:
        return replace(self, legs=self._closed(at_utc))

    def _with(self, camera: CameraId, at_utc: datetime) -> tuple[Leg, ...]:
        closed = self._closed(at_utc)
        return (*closed, Leg(camera, closed[-1].until_utc or at_utc))

    def _closed(self, at_utc: datetime) -> tuple[Leg, ...]:
        """A clock that was set back makes no leg end before it began."""
        last = self.legs[-1]
        return (*self.legs[:-1], replace(last, until_utc=max(at_utc, last.since_utc)))

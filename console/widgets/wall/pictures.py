"""What a tile needs of the pictures in shared memory, by shape."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from console.base.clock import Clock
from console.domain.camera import CameraId, FeedKey
from console.domain.feed_state import FeedReport, SignsOfLife
from console.domain.freshness_rule import FreshnessRule
from console.domain.replay import ReplayStatus
from console.domain.wall_plan import SurfaceId, WallPlan


class Picture(Protocol):
    """One picture of 32 bits a pixel (B, G, R, unused), not copied."""

    @property
    def view(self) -> memoryview: ...

    @property
    def width_px(self) -> int: ...

    @property
    def height_px(self) -> int: ...

    @property
    def pitch_bytes(self) -> int: ...

    @property
    def sequence(self) -> int: ...


class SurfaceReader(Protocol):
    """The newest picture of one surface; every call is cheap."""

    def sequence(self) -> int:
        """Number of the newest picture, 0 before the first."""

    def latest(self) -> Picture | None: ...

    def still_valid(self, sequence: int) -> bool:
        """False once the picture of that number may be written over."""

    def age_s(self, clock: Clock) -> float | None: ...

    def signs(self, clock: Clock) -> SignsOfLife: ...


class ReplayPictures(Protocol):
    """Tiles that show an earlier moment; every call is cheap."""

    def reader(self, surface: SurfaceId) -> SurfaceReader | None:
        """None when the surface is live."""

    def status(self, surface: SurfaceId) -> ReplayStatus | None: ...


class PictureSource(Protocol):
    """Where a wall gets its pictures from; every call returns at once."""

    def want(self, plan: WallPlan) -> None: ...

    def reader(self, surface: SurfaceId) -> SurfaceReader | None:
        """None until the first picture; asked anew for each look."""

    def report(self, feed: FeedKey) -> FeedReport: ...

    @property
    def replay(self) -> ReplayPictures: ...

    @property
    def rule_of(self) -> Callable[[CameraId], FreshnessRule]:
        """When a camera's picture is suspect, stale or the same for too long."""

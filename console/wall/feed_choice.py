"""Which feed a tile shows: by its pixels, slow to change its mind, so that the edge of a dragged window makes nothing flap."""

from __future__ import annotations

from dataclasses import dataclass

from console.base.clock import Clock
from console.domain.camera import Camera, CameraId, FeedKey, FeedQuality
from console.domain.wall_plan import SurfaceId

MAIN_ABOVE_PX = 480
"""A picture taller than this on the screen gains from the main feed; below it, sub costs a fraction."""
BAND = 1.34
"""A tile that shows main goes back to sub only this much below the limit (the distance of Nx's two limits)."""
SUB_UNTIL_PX = round(MAIN_ABOVE_PX / BAND)
RAISE_AFTER_S = 0.3
"""How long a tile must have been large: a window's edge is dragged through all sizes."""
LOWER_AFTER_S = 1.0
LEAST_BETWEEN_S = 5.0
"""No tile changes its feed by size more often than this."""
MOST_MAIN_TILES = 16
"""With more cameras on a wall only tiles that are looked at closely show main."""

_NEVER_S = float("inf")


@dataclass(frozen=True)
class TileSight:
    """How a tile is looked at."""

    camera_id: CameraId
    camera: Camera | None
    """None while the directory has not told of it."""
    height_px: int
    """Of the whole picture as it is drawn: a zoomed one is taller than its tile."""
    closely: bool = False
    """Fills the wall, is zoomed or is the hotspot: main at once, and never lowered."""


@dataclass
class _Choice:
    camera_id: CameraId
    quality: FeedQuality
    changed_s: float
    leaning_s: float | None = None
    """Since when the size asks for the other feed."""


class FeedChooser:
    """Remembers the last choice of each surface of one wall. Main thread only."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._choices: dict[SurfaceId, _Choice] = {}
        self._due_s = _NEVER_S

    def choose(self, sights: dict[SurfaceId, TileSight]) -> dict[SurfaceId, FeedKey]:
        """The feed of every surface; those that are not named are forgotten."""
        now_s = self._clock.monotonic_s()
        crowded = sum(not sight.closely for sight in sights.values()) > MOST_MAIN_TILES
        self._due_s = _NEVER_S
        self._choices = {
            surface: self._choice(surface, sight, now_s, crowded=crowded) for surface, sight in sights.items()
        }
        return {
            surface: FeedKey.of(sight.camera_id, available(sight.camera, self._choices[surface].quality))
            for surface, sight in sights.items()
        }

    def due_in_s(self) -> float | None:
        """When to choose again though nothing has changed; None when never."""
        return None if self._due_s == _NEVER_S else max(0.0, self._due_s - self._clock.monotonic_s())

    def _choice(self, surface: SurfaceId, sight: TileSight, now_s: float, *, crowded: bool) -> _Choice:
        before = self._choices.get(surface)
        if before is None or before.camera_id != sight.camera_id:
            # A new picture: nothing to keep, so the size alone decides.
            return _Choice(sight.camera_id, _by_size(sight, FeedQuality.SUB, crowded=crowded), now_s - LEAST_BETWEEN_S)
        wanted = _by_size(sight, before.quality, crowded=crowded)
        if wanted is before.quality:
            before.leaning_s = None
            return before
        if before.leaning_s is None:
            before.leaning_s = now_s
        hold_s = RAISE_AFTER_S if wanted is FeedQuality.MAIN else LOWER_AFTER_S
        due_s = max(before.leaning_s + hold_s, before.changed_s + LEAST_BETWEEN_S)
        if sight.closely or now_s >= due_s:
            return _Choice(sight.camera_id, wanted, now_s)
        self._due_s = min(self._due_s, due_s)
        return before


def available(camera: Camera | None, wanted: FeedQuality) -> FeedQuality:
    """The feed to open for a wish: the other one where the camera lacks it; sub while nothing is known of the camera."""
    if camera is None:
        return FeedQuality.SUB
    has = [
        quality for quality, there in ((FeedQuality.MAIN, camera.has_main), (FeedQuality.SUB, camera.has_sub)) if there
    ]
    return wanted if wanted in has else next(iter(has), FeedQuality.SUB)


def _by_size(sight: TileSight, now: FeedQuality, *, crowded: bool) -> FeedQuality:
    if sight.closely:
        return FeedQuality.MAIN
    if crowded:
        return FeedQuality.SUB
    limit_px = SUB_UNTIL_PX if now is FeedQuality.MAIN else MAIN_ABOVE_PX
    return FeedQuality.MAIN if sight.height_px > limit_px else FeedQuality.SUB

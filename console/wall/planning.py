"""Which feed every tile wants and at what size: the wall's half of wanted against actual."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from console.base.clock import Clock
from console.domain.camera import Camera, CameraId, FeedKey
from console.domain.tile_content import Hotspot
from console.domain.wall_plan import SurfaceId, WallPlan, WantedSurface
from console.wall.feed_choice import FeedChooser, TileSight
from console.wall.wall import Wall

_FULL = 1 << 42
_SELECTED = 1 << 41
_FLAGGED = 1 << 40


@dataclass(frozen=True)
class Box:
    """The picture area of a tile in the pixels of the screen."""

    width_px: int
    height_px: int

    def enlarged(self, scale: float) -> Box:
        return Box(round(self.width_px * scale), round(self.height_px * scale))


@dataclass(frozen=True)
class WallBoxes:
    """The sizes that a view shows the tiles at."""

    tiles: Mapping[int, Box]
    full: Box
    zooms: Mapping[int, float] = field(default_factory=dict)
    """How many times larger the picture of a zoomed tile is drawn than its box."""


def tile_surface(wall_name: str, tile: int) -> SurfaceId:
    return SurfaceId(f"{wall_name}:{tile}")


def full_surface(wall_name: str, tile: int) -> SurfaceId:
    """The surface of a tile that fills the wall: its own, so that the small picture stays until the large one comes."""
    return SurfaceId(f"{wall_name}:{tile}:full")


class WallPlanner:
    """Plans one wall, and remembers what it chose. Main thread only."""

    def __init__(self, wall: Wall, camera_of: Callable[[CameraId], Camera | None], clock: Clock) -> None:
        self._wall = wall
        self._camera_of = camera_of
        self._chooser = FeedChooser(clock)
        self._plan: WallPlan = {}
        self.flagged: Collection[CameraId] = ()
        """Cameras with an open flag: only the selected tile and the one that fills the wall come before them."""

    def plan(self, boxes: WallBoxes) -> WallPlan:
        """What the media engine shall show: every tile with a camera and a size, and the full-screen one besides.

        Tiles behind a full-screen tile stay wanted, so that going back shows live pictures at once.
        """
        wall = self._wall
        sights: dict[SurfaceId, TileSight] = {}
        sizes: dict[SurfaceId, tuple[Box, int]] = {}
        for tile, camera_id in enumerate(wall.cameras):
            box = boxes.tiles.get(tile)
            if camera_id is None or box is None or box.width_px < 1 or box.height_px < 1:
                continue
            zoom = 1.0 if tile == wall.full_screen else boxes.zooms.get(tile, 1.0)
            surface = tile_surface(wall.name, tile)
            closely = zoom > 1.0 or isinstance(wall.tiles[tile], Hotspot)
            sights[surface] = self._sight(camera_id, box, zoom, closely=closely)
            bonus = _SELECTED * (tile == wall.selected) + _FLAGGED * (camera_id in self.flagged)
            sizes[surface] = box.enlarged(zoom), bonus
        full = wall.full_screen
        full_camera = None if full is None else wall.cameras[full]
        if full is not None and full_camera is not None:
            zoom = boxes.zooms.get(full, 1.0)
            surface = full_surface(wall.name, full)
            sights[surface] = self._sight(full_camera, boxes.full, zoom, closely=True)
            sizes[surface] = boxes.full.enlarged(zoom), _FULL
        feeds = self._chooser.choose(sights)
        self._plan = {surface: _wanted(feeds[surface], *size) for surface, size in sizes.items()}
        return self._plan

    def due_in_s(self) -> float | None:
        """When to plan again though nothing has changed; None when never."""
        return self._chooser.due_in_s()

    def feed_of(self, tile: int) -> FeedKey | None:
        """The feed that the tile is looked at by: the large one in full screen; None before it was planned."""
        wanted = self._plan.get(tile_surface(self._wall.name, tile))
        if tile == self._wall.full_screen:
            wanted = self._plan.get(full_surface(self._wall.name, tile), wanted)
        camera_id = self._wall.cameras[tile]
        return wanted.feed if wanted is not None and wanted.feed.camera_id == camera_id else None

    def _sight(self, camera_id: CameraId, box: Box, zoom: float, *, closely: bool) -> TileSight:
        height_px = round(box.height_px * zoom)
        return TileSight(camera_id, self._camera_of(camera_id), height_px, closely)


def _wanted(feed: FeedKey, box: Box, bonus: int) -> WantedSurface:
    return WantedSurface(feed, box.width_px, box.height_px, importance=bonus + box.width_px * box.height_px)

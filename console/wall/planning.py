"""Which feed every tile wants, by the size it is shown at: the wall's half of wanted against actual."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from console.domain.camera import Camera, CameraId, FeedKey, FeedQuality
from console.domain.wall_plan import SurfaceId, WallPlan, WantedSurface
from console.wall.wall import Wall

MAIN_ABOVE_PX = 480
"""A picture taller than this on the screen gains from the main feed; below it, sub costs a fraction."""


@dataclass(frozen=True)
class Box:
    """The picture area of a tile in the pixels of the screen."""

    width_px: int
    height_px: int


@dataclass(frozen=True)
class WallBoxes:
    """The sizes that a view shows the tiles at."""

    tiles: Mapping[int, Box]
    full: Box


def tile_surface(wall_name: str, tile: int) -> SurfaceId:
    return SurfaceId(f"{wall_name}:{tile}")


def full_surface(wall_name: str, tile: int) -> SurfaceId:
    """The surface of a tile that fills the wall: its own, so that the small picture stays until the large one comes."""
    return SurfaceId(f"{wall_name}:{tile}:full")


def feed_for(camera_id: CameraId, camera: Camera | None, box_height_px: int, *, full: bool = False) -> FeedKey:
    """Main when the tile fills the wall or is tall, else sub; whatever the camera lacks is replaced by what it has."""
    wants_main = full or box_height_px > MAIN_ABOVE_PX
    has_main = camera is not None and camera.has_main
    has_sub = camera is None or camera.has_sub
    quality = FeedQuality.MAIN if has_main and (wants_main or not has_sub) else FeedQuality.SUB
    return FeedKey.of(camera_id, quality)


def plan(wall: Wall, boxes: WallBoxes, camera_of: Callable[[CameraId], Camera | None]) -> WallPlan:
    """What the media engine shall show: every tile with a camera and a size, and the full-screen one besides.

    Tiles behind a full-screen tile stay wanted, so that going back shows live pictures at once.
    """
    wanted: WallPlan = {}
    for tile, camera_id in enumerate(wall.cameras):
        box = boxes.tiles.get(tile)
        if camera_id is None or box is None or box.width_px < 1 or box.height_px < 1:
            continue
        feed = feed_for(camera_id, camera_of(camera_id), box.height_px)
        wanted[tile_surface(wall.name, tile)] = WantedSurface(feed, box.width_px, box.height_px)
    full = wall.full_screen
    full_camera = None if full is None else wall.cameras[full]
    if full is not None and full_camera is not None:
        feed = feed_for(full_camera, camera_of(full_camera), boxes.full.height_px, full=True)
        wanted[full_surface(wall.name, full)] = WantedSurface(feed, boxes.full.width_px, boxes.full.height_px)
    return wanted

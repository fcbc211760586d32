"""What the tiles show of cameras at the moment when their repair is asked for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from console.base.clock import Clock
from console.domain.camera import CameraId
from console.domain.repair_picture import LARGEST_BYTES, LARGEST_PX, MOST_PICTURES
from console.wall.wall import Wall
from console.widgets.marks.small_picture import small_jpeg
from console.widgets.wall.tile import LastPicture
from console.widgets.wall.wall_view import WallView
from console.wire.repair_pictures import RepairPictureBody
from console.wire.small_jpeg import packed


@dataclass(frozen=True)
class PictureBefore:
    """``at_s`` by this machine's monotonic clock: the dialog may stay open for minutes."""

    last: LastPicture
    at_s: float

    def body(self, clock: Clock) -> RepairPictureBody:
        """Packs it: not on the main thread. Raises KnownError ``evidence.unreadable``."""
        jpeg = small_jpeg(self.last.image, LARGEST_PX, LARGEST_BYTES)
        age_ms = round(max(0.0, clock.monotonic_s() - self.at_s) * 1000)
        return RepairPictureBody(age_ms=age_ms, is_live=self.last.is_live, jpeg=packed(jpeg))


def pictures_before(
    wall: Wall, view: WallView, clock: Clock, cameras: Collection[CameraId]
) -> dict[CameraId, PictureBefore]:
    """Main thread. Of those that are on tiles and show, or showed, something."""
    found: dict[CameraId, PictureBefore] = {}
    for tile, camera in zip(view.tiles, wall.cameras, strict=True):
        if camera is None or camera not in cameras or camera in found or len(found) == MOST_PICTURES:
            continue
        last = tile.last_picture(clock)
        if last is not None:
            found[camera] = PictureBefore(last, clock.monotonic_s() - last.age_s)
    return found

"""The camera of the selected tile, and what to say when there is none."""

from __future__ import annotations

from console.domain.camera import CameraId, FeedKey, FeedQuality
from console.domain.wall_plan import SurfaceId
from console.ui.camera_book import CameraBook
from console.ui.dialogs.flag_moment import OtherCamera
from console.ui.notices import Severity
from console.ui.stage import Stage
from console.wall.planning import tile_surface
from console.wall.wall import Wall
from console.widgets.wall.pictures import ReplayPictures
from console.widgets.wall.wall_view import WallView


class SelectedCamera:
    """For one window. Main thread."""

    def __init__(self, stage: Stage, wall: Wall, view: WallView) -> None:
        self._stage = stage
        self._wall = wall
        self._view = view

    @property
    def surface(self) -> SurfaceId:
        """The selected tile's, in full screen too."""
        return tile_surface(self._wall.name, self._wall.selected)

    def behind_s(self, replay: ReplayPictures) -> float:
        """How long ago the picture on the tile was: above 0 in a replay."""
        status = replay.status(self.surface)
        return max(0.0, status.behind_s) if status is not None else 0.0

    def or_notice(self) -> CameraId | None:
        """None, and the operator is told, when the tile is empty or shows something else."""
        camera = self._wall.selected_camera
        if camera is None:
            translator = self._stage.translator
            key = "notice-no-camera" if self._wall.tiles[self._wall.selected] is None else "notice-other-content"
            self._stage.notices.post("no-camera", Severity.INFO, lambda: translator.text(key))
        return camera

    def own_or_notice(self) -> CameraId | None:
        """As ``or_notice``; a hotspot's camera is not its own, and whoever wants to change it is told."""
        camera, translator = self.or_notice(), self._stage.translator
        if camera is None or self._wall.state.camera(self._wall.selected) is not None:
            return camera
        self._stage.notices.post("no-camera", Severity.INFO, lambda: translator.text("notice-hotspot-follows"))
        return None

    def feed(self, camera: CameraId) -> FeedKey:
        """The one that the tile wants of its camera."""
        return self._feed_of(self._wall.selected, camera)

    def others(self, book: CameraBook) -> tuple[OtherCamera, ...]:
        """The other cameras of the wall: first those of the same site, then in the order of the tiles."""
        mine = self._wall.selected_camera
        site = _site(book, mine)
        found: dict[CameraId, OtherCamera] = {}
        for tile, camera in enumerate(self._wall.cameras):
            if camera is not None and camera != mine and camera not in found:
                same_site = site is not None and _site(book, camera) == site
                found[camera] = OtherCamera(self._feed_of(tile, camera), book.entry(camera), same_site)
        return tuple(sorted(found.values(), key=lambda other: not other.same_site))

    def _feed_of(self, tile: int, camera: CameraId) -> FeedKey:
        return self._view.planner.feed_of(tile) or FeedKey.of(camera, FeedQuality.SUB)


def _site(book: CameraBook, camera: CameraId | None) -> str | None:
    entry = book.entry(camera) if camera is not None else None
    return entry.camera.site_id if entry is not None else None

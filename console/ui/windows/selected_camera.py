"""The camera of the selected tile, and what to say when there is none."""

from __future__ import annotations

from console.domain.camera import CameraId, FeedKey, FeedQuality
from console.domain.wall_plan import SurfaceId
from console.ui.notices import Severity
from console.ui.stage import Stage
from console.wall.planning import tile_surface
from console.wall.wall import Wall
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

    def or_notice(self) -> CameraId | None:
        """None, and the operator is told, when the tile is empty."""
        camera = self._wall.selected_camera
        if camera is None:
            translator = self._stage.translator
            self._stage.notices.post("no-camera", Severity.INFO, lambda: translator.text("notice-no-camera"))
        return camera

    def feed(self, camera: CameraId) -> FeedKey:
        """The one that the tile wants of its camera."""
        return self._view.planner.feed_of(self._wall.selected) or FeedKey.of(camera, FeedQuality.SUB)

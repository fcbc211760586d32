"""The next and the previous camera, by call-up number, on the selected tile."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from console.domain.camera import CameraId
from console.domain.directory_entry import DirectoryEntry
from console.ui.actions.bound import BoundActions
from console.ui.actions.table import ActionId
from console.ui.camera_book import CameraBook
from console.ui.stage import Services, Stage
from console.ui.windows.selected_camera import SelectedCamera
from console.wall.wall import Wall
from console.widgets.wall.wall_view import WallView


class NextCameraIntents(QObject):
    """For one window. Main thread."""

    def __init__(
        self, window: QWidget, stage: Stage, services: Services, wall: Wall, view: WallView, book: CameraBook
    ) -> None:
        super().__init__(window)
        self._stage = stage
        self._directory = services.directory
        self._wall = wall
        self._book = book
        self._selected = SelectedCamera(stage, wall, view)
        self._steps = 0
        """Still to go from the camera that the directory is asked about."""
        self._is_asking = False

    def handlers(self) -> dict[ActionId, Callable[[], None]]:
        return {ActionId.NEXT_CAMERA: lambda: self.go(1), ActionId.PREVIOUS_CAMERA: lambda: self.go(-1)}

    def fill_menu(self, menu: QMenu, actions: BoundActions) -> None:
        if self._wall.state.camera(self._wall.selected) is not None:
            actions.fill_menu(menu, (None, ActionId.NEXT_CAMERA, ActionId.PREVIOUS_CAMERA))

    def go(self, step: int) -> None:
        """A key that is held down goes on by as many cameras as it was heard, and shows the last of them."""
        if self._is_asking:
            self._steps += step
            return
        camera = self._selected.own_or_notice()
        if camera is not None:
            self._steps, self._is_asking = step, True
            self._ask(self._wall.selected, camera, camera)

    def _ask(self, tile: int, before: CameraId, camera: CameraId) -> None:
        """``before`` is what the tile showed when this began."""
        step, directory = (1 if self._steps > 0 else -1), self._directory

        def on_found(found: DirectoryEntry | None) -> None:
            self._steps -= step
            if found is not None and self._steps:
                self._ask(tile, before, found.camera.id)
                return
            self._is_asking = False
            if found is not None and tile < len(self._wall.tiles) and self._wall.tiles[tile] == before:
                # Nobody else has put something there meanwhile.
                self._book.learn(found)
                self._wall.put(found.camera.id, tile)

        def on_error(error: Exception) -> None:
            self._is_asking = False
            self._stage.background.report("next-camera", error)

        self._stage.background.run(
            lambda: directory.next_to(camera, step), on_found, on_error, name="next-camera", owner=self
        )

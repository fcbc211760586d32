"""Privacy masks on the wall: what the centre says of them is on every tile at once, and who guards privacy draws them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QMenu, QWidget

from console.domain.camera import CameraId
from console.qt.relay import listen
from console.ui.actions.bound import BoundActions
from console.ui.actions.table import ActionId
from console.ui.camera_book import CameraBook
from console.ui.dialogs.mask import MaskDialog
from console.ui.stage import Services, Stage
from console.ui.windows.selected_camera import SelectedCamera
from console.wall.wall import Wall
from console.widgets.wall.wall_view import WallView


class MaskIntents(QObject):
    """For one window. Main thread."""

    def __init__(
        self, window: QWidget, stage: Stage, services: Services, wall: Wall, view: WallView, book: CameraBook
    ) -> None:
        super().__init__(window)
        self._window = window
        self._stage = stage
        self._masks = services.masks
        self._wall = wall
        self._view = view
        self._book = book
        self._selected = SelectedCamera(stage, wall, view)
        listen(self._masks.changed, lambda _none: view.masks.show(), self)

    def handlers(self) -> dict[ActionId, Callable[[], None]]:
        return {ActionId.MASK_CAMERA: self.begin}

    def fill_menu(self, menu: QMenu, actions: BoundActions) -> None:
        """For who may; others need not wonder what it is."""
        if self._wall.selected_camera is not None and actions.allowed(ActionId.MASK_CAMERA):
            actions.fill_menu(menu, (None, ActionId.MASK_CAMERA))

    def begin(self) -> None:
        camera = self._selected.or_notice()
        if camera is None:
            return
        entry = self._book.entry(camera)
        name = f"{entry.camera.number}  {entry.camera.name}" if entry else str(camera)
        dialog = MaskDialog(
            self._window,
            self._stage,
            name,
            lambda: self._picture(camera),
            self._masks.of(camera),
            lambda polygons, reason: self._masks.put(camera, polygons, reason),
        )
        dialog.open()

    def _picture(self, camera: CameraId) -> QImage:
        """Of that camera alone, whatever the wall shows behind the dialog by then."""
        return self._view.masks.selected_picture() if self._wall.selected_camera == camera else QImage()

"""What every window with a wall lets people do with the selected tile: look, replay, save its picture, hear it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from console.ui.actions.bound import BoundActions
from console.ui.actions.table import ActionId
from console.ui.camera_book import CameraBook
from console.ui.stage import Services, Stage
from console.ui.windows.board_intents import BoardIntents
from console.ui.windows.closure_intents import ClosureIntents
from console.ui.windows.controller_intents import ControllerIntents
from console.ui.windows.mask_intents import MaskIntents
from console.ui.windows.move_intents import MoveIntents
from console.ui.windows.next_camera_intents import NextCameraIntents
from console.ui.windows.replay_intents import ReplayIntents
from console.ui.windows.restricted_cameras import RestrictedCameras
from console.ui.windows.snapshot_intents import SnapshotIntents
from console.ui.windows.sound_intents import SoundIntents
from console.ui.windows.terms_intents import TermsIntents
from console.ui.windows.tile_menu import MenuPart, open_tile_menu
from console.ui.windows.view_intents import ViewIntents
from console.wall.wall import Wall
from console.widgets.wall.wall_view import WallView


class TileIntents:
    """For one window. Main thread."""

    def __init__(
        self, window: QWidget, stage: Stage, services: Services, wall: Wall, view: WallView, book: CameraBook
    ) -> None:
        self._window = window
        self._view = view
        self._services = services
        self._wall = wall
        pictures = services.pictures
        self.looking = ViewIntents(stage.translator, view.looking)
        self.replay = ReplayIntents(stage, services, wall, view)
        self.moving = MoveIntents(window, stage, services, wall, view, book)
        self.boards = BoardIntents(window, stage, services, wall, view, book)
        RestrictedCameras(window, stage, services, wall, book)
        self._parts = (
            self.looking,
            self.replay,
            SoundIntents(window, stage, pictures.sound, pictures.replay, wall, view),
            SnapshotIntents(window, stage, services, wall, view, book),
            ClosureIntents(window, stage, services, wall, view, book),
            TermsIntents(window, stage, services, wall, view, book),
            MaskIntents(window, stage, services, wall, view, book),
            self.moving,
            NextCameraIntents(window, stage, services, wall, view, book),
            self.boards,
        )

    def handlers(self) -> dict[ActionId, Callable[[], None]]:
        return {action: handler for part in self._parts for action, handler in part.handlers().items()}

    def offer(self, actions: BoundActions, *more: MenuPart) -> None:
        """In the bar of a replay and in the menu of the tile; ``more`` is what one window alone has for it."""
        self.replay.fill_bar(actions)
        ControllerIntents(self._window, self._services, self._wall, actions, self.moving.input)

        def open_menu(point: QPoint) -> None:
            open_tile_menu(self._window, actions, point, *more, *self._parts)

        self._view.menu_asked.connect(open_menu)

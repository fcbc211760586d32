"""What controllers do in the window that is worked at: the stick moves its camera, the cross chooses tiles, buttons are keys."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from console.domain.key_map import button_key
from console.domain.ptz_speed import PtzSpeed
from console.qt.relay import listen
from console.ui.actions.bound import BoundActions
from console.ui.dialogs.keys import KeysDialog
from console.ui.stage import Services
from console.wall.wall import Direction, Wall
from console.widgets.wall.moving_input import MovingInput

_WAYS = {(1, 0): Direction.RIGHT, (-1, 0): Direction.LEFT, (0, 1): Direction.DOWN, (0, -1): Direction.UP}


class ControllerIntents(QObject):
    """For one window. Main thread."""

    def __init__(
        self, window: QWidget, services: Services, wall: Wall, actions: BoundActions, moving: MovingInput
    ) -> None:
        super().__init__(window)
        self._window = window
        self._wall = wall
        self._actions = actions
        self._moving = moving
        desk = services.controllers
        listen(desk.steered, self._on_steered, self)
        listen(desk.pressed, self._on_pressed, self)
        listen(desk.pointed, self._on_pointed, self)

    def _on_steered(self, speed: PtzSpeed) -> None:
        # What is pushed while people work elsewhere, or in a dialog, moves nothing here.
        self._moving.steer(speed, is_meant=self._window.isActiveWindow())

    def _on_pressed(self, button: int) -> None:
        active, key = QApplication.activeWindow(), button_key(button)
        if isinstance(active, KeysDialog) and active.parent() is self._window:
            active.catcher.take(key)
        elif active is self._window:
            self._actions.press(key)

    def _on_pointed(self, way: tuple[int, int]) -> None:
        direction = _WAYS.get(way)
        if direction is not None and self._window.isActiveWindow():
            self._wall.move_selection(direction)

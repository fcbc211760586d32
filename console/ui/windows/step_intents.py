"""Undo and redo of what was done to the walls, back and forward on one tile, and the lock."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from console.ui.actions.table import ActionId
from console.ui.notices import NoticeAction, Severity
from console.ui.stage import Services, Stage
from console.wall.wall import Wall

_STEPS = "wall-steps"
_LOCK = "wall-lock"


class StepIntents:
    """For one window; the history is that of all windows. Main thread."""

    def __init__(self, window: QWidget, stage: Stage, services: Services, wall: Wall) -> None:
        self._stage = stage
        self._walls = services.walls
        self._wall = wall
        window.destroyed.connect(wall.refused.connect(lambda _none: self._on_refused()))

    def handlers(self) -> dict[ActionId, Callable[[], None]]:
        return {
            ActionId.UNDO: self.undo,
            ActionId.REDO: self.redo,
            ActionId.TILE_BACK: self.back,
            ActionId.TILE_FORWARD: self.forward,
            ActionId.LOCK_WALL: self.toggle_lock,
        }

    def undo(self) -> None:
        if self._walls.steps.undo():
            self._say(_STEPS, Severity.DONE, "steps-undone", self._offer("action-redo", self.redo))
        else:
            self._say(_STEPS, Severity.INFO, "steps-nothing-to-undo")

    def redo(self) -> None:
        if self._walls.steps.redo():
            self._say(_STEPS, Severity.DONE, "steps-redone", self._offer("fill-undo", self.undo))
        else:
            self._say(_STEPS, Severity.INFO, "steps-nothing-to-redo")

    def back(self) -> None:
        if not self._walls.steps.trails.back(self._wall, self._wall.selected):
            self._say(_STEPS, Severity.INFO, "steps-no-earlier")

    def forward(self) -> None:
        if not self._walls.steps.trails.forward(self._wall, self._wall.selected):
            self._say(_STEPS, Severity.INFO, "steps-no-later")

    def toggle_lock(self) -> None:
        self._wall.lock(not self._wall.locked)
        if self._wall.locked:
            self._say(_LOCK, Severity.DONE, "lock-on", self._offer("lock-open", self._unlock))
        else:
            self._say(_LOCK, Severity.DONE, "lock-off")

    def _unlock(self) -> None:
        self._wall.lock(False)
        self._say(_LOCK, Severity.DONE, "lock-off")

    def _on_refused(self) -> None:
        self._say(_LOCK, Severity.INFO, "lock-refused", self._offer("lock-open", self._unlock))

    def _offer(self, text_key: str, do: Callable[[], None]) -> NoticeAction:
        return NoticeAction(lambda: self._stage.translator.text(text_key), do)

    def _say(self, key: str, severity: Severity, text_key: str, action: NoticeAction | None = None) -> None:
        self._stage.notices.post(key, severity, lambda: self._stage.translator.text(text_key), action)

"""The wall alone on a screen, for ``ronda console --fullscreen``: no panels, only tiles and what must be said."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.qt.icons import icon
from console.qt.relay import listen
from console.qt.throttle import Throttle
from console.ui.actions.bound import BoundActions
from console.ui.actions.table import ActionId
from console.ui.camera_book import CameraBook
from console.ui.dialogs.keys import KeysDialog
from console.ui.panels.exercise_band import ExerciseBand, window_title
from console.ui.panels.notice_bar import NoticeBar
from console.ui.stage import Services, Stage
from console.ui.windows.call_up_intents import WALL_SCREEN, CallUpIntents
from console.ui.windows.layout_intents import LayoutIntents
from console.ui.windows.place_filling import PlaceFilling
from console.ui.windows.step_intents import StepIntents
from console.ui.windows.tile_intents import TileIntents
from console.ui.windows.wall_alarms import WallAlarms
from console.ui.windows.wall_intents import WallIntents
from console.wall.wall import Wall
from console.widgets.retranslation import keep_translated
from console.widgets.wall.look import TileWords
from console.widgets.wall.wall_view import WallView

_DIRECTORY_WINDOW_MS = 1000


class WallWindow(QWidget):
    """Everything about looking, by key and menu; what is done with a camera else is the main window's. Signals: ``closed()``."""

    closed = Signal()

    def __init__(self, stage: Stage, services: Services, wall: Wall) -> None:
        super().__init__()
        self._stage = stage
        services.walls.add(WALL_SCREEN, wall)
        self.setObjectName("ground")
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setWindowIcon(icon("ronda", stage.theme.colours.accent))
        self.book = CameraBook(self, services.directory, stage.background)
        words = TileWords(stage.translator, stage.reason)
        self.wall_view = WallView(
            wall,
            services.pictures,
            words,
            self.book.entry,
            stage.clock,
            stage.theme,
            rounds=services.rounds,
            masks_of=services.masks.of,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(ExerciseBand(self, stage, services))
        column.addWidget(self.wall_view, 1)
        self.alarms = WallAlarms(self, self.wall_view, stage, services, self.book)
        NoticeBar(self.wall_view, stage)
        PlaceFilling(stage, services, wall, self.wall_view, self.book)
        self._wall_intents = WallIntents(wall, self.book)
        self.call_up = CallUpIntents(self.wall_view, stage, services, self.book, WALL_SCREEN, services.walls.by_number)
        self._tile_intents = TileIntents(self, stage, services, wall, self.wall_view, self.book)
        self._steps = StepIntents(self, stage, services, wall)
        self._layouts = LayoutIntents(self, self.wall_view, stage, services, wall, self.book, lambda: self.actions_of)
        role, colours = services.person.role, stage.theme.colours
        self.actions_of = BoundActions(self, stage.translator, colours, role, self._handlers())
        self._tile_intents.offer(self.actions_of)
        self.book.changed.connect(self.wall_view.look_again)
        read_again = Throttle(self, "directory-news", _DIRECTORY_WINDOW_MS, self.book.read_again)
        listen(services.news.changed, lambda _none: read_again(), self)
        translator = stage.translator
        keep_translated(self, translator, lambda: self.setWindowTitle(window_title(stage, services)))
        self.wall_view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _handlers(self) -> dict[ActionId, Callable[[], None]]:
        translator = self._stage.translator
        return {
            ActionId.FULL_TILE: self._wall_intents.toggle_full_tile,
            ActionId.REMOVE: self._wall_intents.remove,
            **self._tile_intents.handlers(),
            **self._steps.handlers(),
            **self._layouts.handlers(),
            ActionId.LANGUAGE: lambda: translator.set_language(translator.language.other),
            ActionId.KEYS: lambda: KeysDialog(self, self._stage, self.actions_of).open(),
            ActionId.DISMISS: self._stage.notices.dismiss,
            ActionId.QUIT: self._quit,
        }

    def _quit(self) -> None:
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  Qt's name
        super().closeEvent(event)
        self.closed.emit()

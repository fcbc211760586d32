"""The wall alone on a screen, by itself (``--fullscreen``) or beside the operator's window: only tiles and what must be said."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QCloseEvent, QMoveEvent, QResizeEvent, QScreen
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
from console.ui.windows.cause_intents import CauseTips
from console.ui.windows.follow_intents import FollowIntents
from console.ui.windows.intents import Intents
from console.ui.windows.layout_intents import LayoutIntents
from console.ui.windows.look_intents import LookIntents
from console.ui.windows.place_filling import PlaceFilling
from console.ui.windows.seen_tiles import SeenTiles
from console.ui.windows.step_intents import StepIntents
from console.ui.windows.tile_intents import TileIntents
from console.ui.windows.tour_intents import TourIntents
from console.ui.windows.wall_alarms import WallAlarms
from console.ui.windows.wall_intents import WallIntents
from console.wall.wall import Wall
from console.widgets.retranslation import keep_translated
from console.widgets.wall.look import TileWords
from console.widgets.wall.wall_view import WallView

_DIRECTORY_WINDOW_MS = 1000


class WallDesk(Protocol):
    """Who looks after all wall windows."""

    def move_on(self, number: int) -> None:
        """To the next screen."""

    def identify(self) -> None: ...

    def open_next(self) -> None: ...


class WallWindow(QWidget):
    """Everything about looking, by key and menu; what is done with a camera else is the main window's.

    Signals: ``closed()``; ``moved()``, also when it has another size.
    """

    closed = Signal()
    moved = Signal()

    def __init__(
        self, stage: Stage, services: Services, wall: Wall, number: int = WALL_SCREEN, desk: WallDesk | None = None
    ) -> None:
        """``desk``: there are other windows beside it, and it closes alone."""
        super().__init__()
        self._stage = stage
        self._services = services
        self._number = number
        self._desk = desk
        services.walls.add(number, wall)
        self.setObjectName("ground")
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setWindowIcon(icon("ronda", stage.theme.colours.accent, for_window=True))
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
            walls=services.walls,
        )
        self.wall_view.watermark.words = services.watermark
        self.alarms = WallAlarms(self, self.wall_view, stage, services, self.book)
        NoticeBar(self.wall_view, stage)
        self.tips = CauseTips(stage, services, wall, self.wall_view)
        PlaceFilling(stage, services, wall, self.wall_view, self.book)
        self._wall_intents = WallIntents(wall, self.book)
        self.call_up = CallUpIntents(self.wall_view, stage, services, self.book, number, services.walls.by_number)
        self._tile_intents = TileIntents(self, stage, services, wall, self.wall_view, self.book)
        self._steps = StepIntents(self, stage, services, wall)
        self._layouts = LayoutIntents(self, self.wall_view, stage, services, wall, self.book, lambda: self.actions_of)
        flagging = Intents(self, stage, services, wall, self.wall_view, self.book)
        self.follow = FollowIntents(self, self.wall_view, stage, services, wall, self.book, flagging)
        self.tours = self._made_tours(wall)
        self._lay_out()
        role, colours = services.person.role, stage.theme.colours
        self.actions_of = BoundActions(self, stage.translator, colours, role, self._handlers(), keys=services.keys)
        self._tile_intents.offer(self.actions_of, self.follow)
        self.follow.offer(self.actions_of)
        self.tours.offer(self.actions_of)
        self.book.changed.connect(self.wall_view.look_again)
        read_again = Throttle(self, "directory-news", _DIRECTORY_WINDOW_MS, self.book.read_again)
        listen(services.news.changed, lambda _none: read_again(), self)
        keep_translated(self, stage.translator, self._retranslate)
        self.wall_view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _made_tours(self, wall: Wall) -> TourIntents:
        seen = SeenTiles(self.wall_view, wall, self.book).seen
        tours = TourIntents(self, self.wall_view, self._stage, self._services, wall, None, seen, self._number)
        tours.before_going = self.follow.end
        self.alarms.mine_read.connect(tours.alarms.set_mine)
        return tours

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(ExerciseBand(self, self._stage, self._services))
        column.addWidget(self.wall_view, 1)
        column.addWidget(self.tours.bar)
        column.addWidget(self.follow.bar)

    def _handlers(self) -> dict[ActionId, Callable[[], None]]:
        translator = self._stage.translator
        return {
            ActionId.FULL_TILE: self._wall_intents.toggle_full_tile,
            ActionId.REMOVE: self._wall_intents.remove,
            **self._tile_intents.handlers(),
            **self._steps.handlers(),
            **self._layouts.handlers(),
            **self.follow.handlers(),
            **self.tours.handlers(),
            ActionId.LANGUAGE: lambda: translator.set_language(translator.language.other),
            **LookIntents(self._stage).handlers(),
            ActionId.KEYS: lambda: KeysDialog(self, self._stage, self.actions_of).open(),
            ActionId.DISMISS: self._stage.notices.dismiss,
            **self._handlers_of_window(),
        }

    def _handlers_of_window(self) -> dict[ActionId, Callable[[], None]]:
        desk = self._desk
        if desk is None:
            return {ActionId.QUIT: self._close}
        return {
            ActionId.NEW_WINDOW: desk.open_next,
            ActionId.IDENTIFY: desk.identify,
            ActionId.NEXT_SCREEN: lambda: desk.move_on(self._number),
            ActionId.FULL_SCREEN: self._toggle_whole,
            ActionId.CLOSE_WINDOW: self._close,
        }

    @property
    def is_whole(self) -> bool:
        """It fills its screen."""
        return self.isFullScreen()

    def place(self, screen: QScreen, rect: QRect, *, whole: bool) -> None:
        """Shows it there, without a frame when it fills the screen."""
        was_active = self.isActiveWindow()
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint, whole)
        self.setScreen(screen)
        self.setGeometry(rect)
        if whole:
            self.showFullScreen()
        else:
            self.showNormal()
        if was_active:
            self.activateWindow()
        self.moved.emit()

    def moveEvent(self, event: QMoveEvent) -> None:  # noqa: N802  Qt's name
        super().moveEvent(event)
        self.moved.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        super().resizeEvent(event)
        self.moved.emit()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  Qt's name
        super().closeEvent(event)
        self.follow.leave()
        self.tours.keeping.leave()
        if self._desk is not None:
            self.wall_view.leave()
            self._services.walls.remove(self._number)
        self.closed.emit()

    def _toggle_whole(self) -> None:
        screen = self.screen()
        if self.is_whole:
            free = screen.availableGeometry()
            width, height = free.width() * 2 // 3, free.height() * 2 // 3
            self.place(screen, QRect(free.x() + width // 4, free.y() + height // 4, width, height), whole=False)
        else:
            self.place(screen, screen.geometry(), whole=True)

    def _close(self) -> None:
        self.close()

    def _retranslate(self) -> None:
        title = window_title(self._stage, self._services)
        if self._desk is not None:
            title = f"{self._stage.translator.text('screen-title', number=str(self._number))} · {title}"
        self.setWindowTitle(title)

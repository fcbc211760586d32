"""The wall alone on a screen, for ``ronda console --fullscreen``: no panels, only tiles and what must be said."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.qt.icons import icon
from console.qt.relay import listen
from console.qt.throttle import Throttle
from console.ui.camera_book import CameraBook
from console.ui.panels.notice_bar import NoticeBar
from console.ui.stage import Services, Stage
from console.wall.wall import Wall
from console.widgets.retranslation import keep_translated
from console.widgets.wall.look import TileWords
from console.widgets.wall.wall_view import WallView

_DIRECTORY_WINDOW_MS = 1000


class WallWindow(QWidget):
    """Keys: those of the wall, Ctrl+L for the language, Ctrl+Q to end. Signals: ``closed()``."""

    closed = Signal()

    def __init__(self, stage: Stage, services: Services, wall: Wall) -> None:
        super().__init__()
        self.setObjectName("ground")
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setWindowIcon(icon("ronda", stage.theme.colours.accent))
        self.book = CameraBook(self, services.directory, stage.background)
        words = TileWords(stage.translator, stage.reason)
        self.wall_view = WallView(
            wall, services.pictures, words, self.book.entry, stage.clock, stage.theme, rounds=services.rounds
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.wall_view, 1)
        NoticeBar(self.wall_view, stage)
        self.book.changed.connect(self.wall_view.look_again)
        read_again = Throttle(self, "directory-news", _DIRECTORY_WINDOW_MS, self.book.read_again)
        listen(services.news.changed, lambda _none: read_again(), self)
        QShortcut(QKeySequence("Ctrl+Q"), self, self.close)
        translator = stage.translator
        QShortcut(QKeySequence("Ctrl+L"), self, lambda: translator.set_language(translator.language.other))
        keep_translated(self, translator, lambda: self.setWindowTitle(translator.text("window-title")))
        self.wall_view.setFocus(Qt.FocusReason.OtherFocusReason)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  Qt's name
        super().closeEvent(event)
        self.closed.emit()

"""Makes the widget of a board, with what one window has for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from PySide6.QtWidgets import QWidget

from console.domain.camera import CameraId
from console.domain.roles import Permission, may
from console.domain.tile_content import Board, ClockBoard, FlagsBoard, MapBoard, MessageBoard, PlotBoard
from console.qt.background import Background
from console.ui.boards.flag_list import FlagList
from console.ui.boards.recent_plot import RecentPlot
from console.ui.boards.wall_map import WallMap
from console.ui.camera_book import CameraBook
from console.ui.city_book import CityBook
from console.ui.ports import CityDirectory, DirectoryNews
from console.ui.stage import Services, Stage
from console.wall.wall import Wall
from console.widgets.boards.clock_face import ClockFace
from console.widgets.boards.words_board import WordsBoard
from console.widgets.retranslation import keep_translated


class BoardMaker:
    """For one window. ``services`` is None at a wall machine, which reads no flags and keeps no book of itself to show."""

    def __init__(
        self,
        stage: Stage,
        wall: Wall,
        book: CameraBook,
        city_book: Callable[[], CityBook],
        news: DirectoryNews,
        services: Services | None = None,
    ) -> None:
        self._stage = stage
        self._wall = wall
        self._book = book
        self._city_book = city_book
        self._news = news
        self._services = services
        self.on_camera: Callable[[CameraId], None] = lambda _camera: None
        """A camera was pressed on a map."""

    def make(self, board: Board, parent: QWidget) -> QWidget:
        stage, services = self._stage, self._services
        match board:
            case ClockBoard():
                return ClockFace(parent, stage.theme, stage.translator, stage.clock)
            case MessageBoard(text):
                return WordsBoard(parent, stage.theme, text)
            case MapBoard():
                shown = WallMap(
                    parent, stage, self._wall, self._book, self._city_book(), self._news, by_hand=services is not None
                )
                shown.chosen.connect(lambda camera: self.on_camera(CameraId(camera)))
                return shown
            case FlagsBoard():
                if services is None:
                    return self._sentence(parent, "flag-board-not-here")
                if not may(services.person.role, Permission.READ_FLAGS):
                    return self._sentence(parent, "flag-board-not-allowed")
                return FlagList(parent, stage, services, self._book)
            case PlotBoard(plot):
                if services is None:
                    return self._sentence(parent, "plot-board-not-here")
                return RecentPlot(parent, stage, services.health, plot)
            case _:
                assert_never(board)

    def _sentence(self, parent: QWidget, key: str) -> WordsBoard:
        said = WordsBoard(parent, self._stage.theme, calm=True)
        keep_translated(said, self._stage.translator, lambda: said.say(self._stage.translator.text(key)))
        return said


def own_city_book(owner: QWidget, city: CityDirectory, background: Background) -> Callable[[], CityBook]:
    """Made when the first map is shown: most windows never need one."""
    made: list[CityBook] = []

    def book() -> CityBook:
        if not made:
            made.append(CityBook(owner, city, background))
        return made[0]

    return book

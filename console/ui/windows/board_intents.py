"""Puts the hotspot and boards on the selected tile, by key and menu, and makes the boards of one window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from console.domain.camera import CameraId
from console.domain.tile_content import (
    ClockBoard,
    FlagsBoard,
    Hotspot,
    MapBoard,
    MessageBoard,
    OtherContent,
    PlotBoard,
    TilePlot,
)
from console.ui.actions.bound import BoundActions
from console.ui.actions.table import ActionId
from console.ui.boards.board_maker import BoardMaker, own_city_book
from console.ui.camera_book import CameraBook
from console.ui.dialogs.message_board import MessageBoardDialog
from console.ui.stage import Services, Stage
from console.wall.wall import Wall, here
from console.widgets.wall.content_words import content_words
from console.widgets.wall.wall_view import WallView

_MENU = (
    ActionId.SHOW_HOTSPOT,
    ActionId.SHOW_CLOCK,
    ActionId.SHOW_MESSAGE,
    ActionId.SHOW_FLAGS,
    ActionId.SHOW_MAP,
    ActionId.SHOW_PLOT,
)


class BoardIntents:
    """For one window. Main thread."""

    def __init__(
        self, window: QWidget, stage: Stage, services: Services, wall: Wall, view: WallView, book: CameraBook
    ) -> None:
        self._window = window
        self._stage = stage
        self._wall = wall
        self._view = view
        maker = BoardMaker(
            stage, wall, book, own_city_book(window, services.city, stage.background), services.news, services
        )
        maker.on_camera = self._show_camera
        view.boards.offer(maker.make)

    def handlers(self) -> dict[ActionId, Callable[[], None]]:
        return {
            ActionId.SHOW_HOTSPOT: lambda: self.put(Hotspot()),
            ActionId.SHOW_CLOCK: lambda: self.put(ClockBoard()),
            ActionId.SHOW_MESSAGE: self.ask_words,
            ActionId.SHOW_FLAGS: lambda: self.put(FlagsBoard()),
            ActionId.SHOW_MAP: lambda: self.put(MapBoard()),
            ActionId.SHOW_PLOT: self.ask_plot,
        }

    def fill_menu(self, menu: QMenu, actions: BoundActions) -> None:
        """Under the tile's menu."""
        menu.addSeparator()
        actions.fill_menu(menu.addMenu(self._stage.translator.text("menu-show-here")), _MENU)

    def put(self, content: OtherContent) -> None:
        """On the selected tile, instead of what is there."""
        self._wall.put(content, self._wall.selected)

    def ask_words(self) -> None:
        """Those of a message that is there already can be changed."""
        wall, tile = self._wall, self._wall.selected
        if wall.locked:
            wall.refused.emit(None)
            return
        shown = wall.tiles[tile]
        dialog = MessageBoardDialog(self._window, self._stage, shown.text if isinstance(shown, MessageBoard) else "")
        dialog.given.connect(lambda words: self._put_words(tile, words))
        dialog.open()

    def ask_plot(self) -> None:
        """A menu at the tile; it goes by itself."""
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for plot in TilePlot:
            board = PlotBoard(plot)
            action = menu.addAction(content_words(self._stage.translator.text, board))
            action.triggered.connect(lambda _checked=False, board=board: self.put(board))
        tile = self._view.tiles[self._wall.selected]
        menu.popup(tile.mapToGlobal(tile.picture_rect().center()))

    def _put_words(self, tile: int, words: str) -> None:
        """The layout may have become a smaller one behind the dialog."""
        if tile < len(self._wall.tiles):
            self._wall.put(MessageBoard(words), tile)

    def _show_camera(self, camera: CameraId) -> None:
        """Selects it where it is; else it comes onto the wall."""
        if camera in self._wall.tiles:
            self._wall.select(self._wall.tiles.index(camera))
        else:
            self._wall.put(camera, here(self._wall))

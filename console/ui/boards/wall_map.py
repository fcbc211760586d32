"""The board of the map: the cameras of the wall marked, the whole of them in sight, each to be pressed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPoint, QPointF, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from console.citymap.projection import WorldPoint
from console.domain.camera import CameraId
from console.qt.relay import listen
from console.qt.throttle import Throttle
from console.ui.camera_book import CameraBook
from console.ui.city_book import CityBook
from console.ui.panels.map_words import MapWords
from console.ui.ports import DirectoryNews
from console.ui.stage import Stage
from console.wall.wall import Wall
from console.widgets.boards.words_board import WordsBoard
from console.widgets.map.map_view import MapView
from console.widgets.map.over import Marks
from console.widgets.retranslation import keep_translated

_NEWS_WINDOW_MS = 2000
_NEAREST_SHARE = 0.7


class WallMap(QWidget):
    """Signals: ``chosen(CameraId)``: its sign was pressed. The tile under it gives it presses and the wheel."""

    chosen = Signal(str)

    def __init__(
        self,
        parent: QWidget,
        stage: Stage,
        wall: Wall,
        book: CameraBook,
        city_book: CityBook,
        news: DirectoryNews,
        *,
        by_hand: bool = True,
    ) -> None:
        """``by_hand``: somebody sits before it, and has one tile selected."""
        super().__init__(parent)
        self._stage = stage
        self._wall = wall
        self._city_book = city_book
        self._by_hand = by_hand
        self._error: Exception | None = None
        self._shown: frozenset[CameraId] | None = None
        """The cameras that the map was last turned to; a person's zoom holds until they are others."""
        self.view = MapView(self, stage.theme, MapWords(stage.translator, book.entry).length)
        self.view.setMinimumSize(1, 1)
        self._words = WordsBoard(self, stage.theme, calm=True)
        self._pages = QStackedLayout(self)
        for page in (self._words, self.view):
            self._pages.addWidget(page)
        city_book.changed.connect(self._on_city)
        city_book.failed.connect(self._on_failed)
        self.destroyed.connect(wall.changed.connect(lambda _none: self._mark()))
        read_later = Throttle(self, "map-board", _NEWS_WINDOW_MS, self._read)
        listen(news.changed, lambda _none: read_later(), self)
        keep_translated(self, stage.translator, self._say)
        self._on_city()
        city_book.read()

    def press(self, point: QPoint) -> None:
        """On a camera: it is meant. On many: nearer."""
        cameras = self.view.at(point.x(), point.y())
        if len(cameras) == 1:
            self.chosen.emit(cameras[0])
        elif cameras:
            places = self._places(cameras)
            nearer = self.view.viewport.fitted(*_corners(places))
            if nearer.zoom > self.view.viewport.zoom:
                self.view.move_to(nearer)

    def turn_wheel(self, point: QPointF, notches: float) -> None:
        """Nearer or farther, round the point."""
        self.view.move_to(self.view.viewport.zoomed(notches, point.x(), point.y()))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        super().resizeEvent(event)
        self._shown = None
        self._mark()

    def _read(self) -> None:
        if self.isVisible():
            self._city_book.read()

    def _on_city(self) -> None:
        city = self._city_book.city
        self._error = None
        if city is not None:
            self.view.set_city(city)
            self._mark()
        self._say()

    def _on_failed(self, error: Exception) -> None:
        self._error = error
        self._say()

    def _mark(self) -> None:
        """Also turns to the cameras of the wall whenever they have become others."""
        cameras = frozenset(camera for camera in self._wall.state.cameras if camera is not None)
        selected = self._wall.selected_camera if self._by_hand else None
        self.view.set_marks(Marks(self._places(cameras), self._places([selected] if selected else [])))
        city = self._city_book.city
        if city is None or cameras == self._shown:
            return
        self._shown = cameras
        places = self._places(cameras)
        # The map inside has its new size only after this has its own.
        window = self.view.viewport.resized(max(1, self.width()), max(1, self.height()))
        self.view.move_to(window.fitted(*_corners(places), _NEAREST_SHARE) if places else city.whole(window))

    def _places(self, cameras: Iterable[CameraId]) -> tuple[WorldPoint, ...]:
        city = self._city_book.city
        found = () if city is None else map(city.place_of, cameras)
        return tuple(place for place in found if place is not None)

    def _say(self) -> None:
        text, city = self._stage.translator.text, self._city_book.city
        self.view.over.north_letter = text("map-north")
        self.view.setAccessibleName(text("map-title"))
        if city is not None and len(city.points):
            self._pages.setCurrentWidget(self.view)
            return
        code = getattr(self._error, "code", None)
        if code is not None:
            self._words.say(self._stage.reason(code))
        else:
            self._words.say(text("map-reading" if city is None else "map-empty"))
        self._pages.setCurrentWidget(self._words)


def _corners(places: Sequence[WorldPoint]) -> tuple[WorldPoint, WorldPoint]:
    low = min(x for x, _ in places), min(y for _, y in places)
    return low, (max(x for x, _ in places), max(y for _, y in places))

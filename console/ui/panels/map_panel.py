"""The map beside the wall, from this machine's directory alone: how the city's cameras are, and where."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from console.citymap.projection import WorldPoint
from console.domain.camera import CameraId
from console.domain.map_camera import MapStatus
from console.domain.roles import Permission, may
from console.qt.relay import listen
from console.qt.throttle import Throttle
from console.ui.camera_book import CameraBook
from console.ui.city_book import CityBook
from console.ui.pages.answer_area import AnswerArea
from console.ui.panels.base_map_line import BaseMapLine
from console.ui.panels.map_words import STATUS_KEYS, MapWords
from console.ui.stage import Services, Stage
from console.wall.wall import Wall
from console.widgets.map.map_input import MapInput
from console.widgets.map.map_view import MapView
from console.widgets.map.over import Marks
from console.widgets.map.symbols import Symbols
from console.widgets.retranslation import keep_translated

_NEWS_WINDOW_MS = 2000


class MapPanel(QWidget):
    """Signals: ``unplaced_asked()``: the list of cameras without a place."""

    unplaced_asked = Signal()

    def __init__(
        self, parent: QWidget, stage: Stage, services: Services, wall: Wall, book: CameraBook, city_book: CityBook
    ) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._stage = stage
        self._wall = wall
        self._city_book = city_book
        self._may_repair = may(services.person.role, Permission.OPEN_REPAIRS)
        self._flagged: frozenset[CameraId] = frozenset()
        self._cameras: list[CameraId] = []
        self.words = MapWords(stage.translator, book.entry)
        self.view = MapView(self, stage.theme, self.words.length)
        self.input = MapInput(self.view)
        self.answer = AnswerArea(self, stage, self.view)
        self._title, self._about, self._hint = QLabel(self), QLabel(self), QLabel(self)
        self._title.setObjectName("title")
        self.base_line = BaseMapLine(self, stage, services)
        self.base_line.opened.connect(self.view.set_base)
        self._legend = {status: QLabel(self) for status in MapStatus}
        self.unplaced = QPushButton(self)
        self.unplaced.setAutoDefault(False)
        self.unplaced.clicked.connect(lambda _checked=False: self.unplaced_asked.emit())
        self._lay_out()
        self.view.pointed.connect(self._on_pointed)
        book.changed.connect(self._say)
        city_book.changed.connect(self._on_city)
        city_book.failed.connect(lambda error: self.answer.show_error(error, city_book.read))
        self.destroyed.connect(wall.changed.connect(lambda _none: self._mark()))
        read_later = Throttle(self, "map-news", _NEWS_WINDOW_MS, self._read)
        listen(services.news.changed, lambda _none: read_later(), self)
        text = stage.translator.text
        self.answer.show_words(lambda: text("map-reading"))
        keep_translated(self, stage.translator, self._retranslate)
        if city_book.city is not None:
            self._on_city()
        city_book.read()

    def set_flagged(self, cameras: Iterable[CameraId]) -> None:
        """Cameras with a flag that is open."""
        self._flagged = frozenset(cameras)
        self._mark()

    def show_camera(self, camera: CameraId) -> bool:
        """False for a camera without a place."""
        place = self._place_of(camera)
        if place is not None:
            self.view.show_place(place)
            self.view.point(self.view.width() / 2, self.view.height() / 2, by_keys=True)
        return place is not None

    def _read(self) -> None:
        """Nobody looks at a map that is not shown; it is read again when it is."""
        if self.isVisible():
            self._city_book.read()

    def _on_city(self) -> None:
        city = self._city_book.city
        if city is None:
            return
        self.view.set_city(city)
        if len(city.points):
            self.answer.show_answer()
        else:
            text = self._stage.translator.text
            self.answer.show_words(lambda: text("map-empty"))
        self._mark()
        self._cameras = [camera for camera in self._cameras if camera in city.index_of]
        self._say()
        self._retranslate()

    def _mark(self) -> None:
        shown = [camera for camera in self._wall.cameras if camera is not None]
        selected = self._wall.selected_camera
        self.view.set_marks(
            Marks(self._places(shown), self._places([selected] if selected else []), self._places(self._flagged))
        )

    def _places(self, cameras: Iterable[CameraId]) -> tuple[WorldPoint, ...]:
        return tuple(place for place in map(self._place_of, cameras) if place is not None)

    def _place_of(self, camera: CameraId) -> WorldPoint | None:
        city = self._city_book.city
        return city.place_of(camera) if city is not None else None

    def _on_pointed(self, cameras: list[CameraId]) -> None:
        self._cameras = cameras
        self._say()

    def _say(self) -> None:
        city = self._city_book.city
        known = city is not None and self._cameras
        said = self.words.of(city, self._cameras, self._wall.selected_camera) if city and known else ()
        self.view.hand.words = said
        self.view.update()

    def _lay_out(self) -> None:
        px = self._stage.theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(*[px(2)] * 4)
        column.setSpacing(px(1.5))
        top = QHBoxLayout()
        top.addWidget(self._title)
        top.addStretch(1)
        top.addWidget(self.unplaced)
        column.addLayout(top)
        column.addWidget(self.answer, 1)
        column.addLayout(self._legend_grid())
        column.addWidget(self.base_line)
        for label in (self._about, self._hint):
            label.setObjectName("small")
            label.setWordWrap(True)
            column.addWidget(label)

    def _legend_grid(self) -> QGridLayout:
        """The signs with their words and counts, two beside each other."""
        signs = Symbols(self._stage.theme, self.devicePixelRatioF())
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._stage.theme.px(1.5))
        for place, status in enumerate(MapStatus):
            sign = QLabel(self)
            sign.setPixmap(signs.sign(status))
            row, column = divmod(place, 2)
            grid.addWidget(sign, row, 2 * column)
            grid.addWidget(self._legend[status], row, 2 * column + 1)
            grid.setColumnStretch(2 * column + 1, 1)
        return grid

    def _retranslate(self) -> None:
        text, formats = self._stage.translator.text, self._stage.translator.formats
        self._title.setText(text("map-title"))
        self.view.setAccessibleName(text("map-title"))
        self.view.over.north_letter = text("map-north")
        self._about.setText(text("map-about"))
        self._hint.setText(text("map-hint") if not self._may_repair else text("map-hint-repair"))
        city = self._city_book.city
        counts = city.counts() if city is not None else {}
        for status, label in self._legend.items():
            count = f" {formats.count(counts[status])}" if status in counts else ""
            label.setText(f"{text(STATUS_KEYS[status])}{count}")
        without = len(city.points.unplaced) if city is not None else 0
        self.unplaced.setText(text("map-unplaced", count=formats.count(without)))
        self.unplaced.setVisible(without > 0)
        self.view.update()
        self._say()

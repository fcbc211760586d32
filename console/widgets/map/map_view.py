"""The map of the city as a widget: shows, moves and says what is meant; what is done with it is for who owns it."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.citymap.city import CityMap
from console.citymap.projection import Viewport, WorldPoint, to_world
from console.domain.camera import CameraId
from console.domain.whereabouts import Position
from console.qt.timer import Timer
from console.widgets.map.hit import members_at, middle_of
from console.widgets.map.over import Hand, Marks, OverPainter
from console.widgets.map.square import BaseMap, SquarePainter
from console.widgets.map.squares import Squares
from console.widgets.map.symbols import Symbols
from console.widgets.theme.theme import Theme

_INDONESIA = Position(-2.5, 118.0)
_FIRST_ZOOM = 5.0
_CAMERA_ZOOM = 17.0
_IDLE_MS = 8


class MapView(QWidget):
    """Signals: ``moved()``; ``pointed(cameras)``: those under the mouse or the cross, maybe none."""

    moved = Signal()
    pointed = Signal(object)

    def __init__(self, parent: QWidget, theme: Theme, say_length: Callable[[float], str]) -> None:
        super().__init__(parent)
        self._theme = theme
        self._symbols = Symbols(theme, self.devicePixelRatioF())
        self._squares = Squares(lambda: time.perf_counter() * 1000, theme.scale, self.devicePixelRatioF())
        self.over = OverPainter(theme, say_length)
        self.hand = Hand()
        self.marks = Marks()
        self.city: CityMap | None = None
        self.base: BaseMap | None = None
        self.viewport = Viewport(*to_world(_INDONESIA), _FIRST_ZOOM, max(1, self.width()), max(1, self.height()))
        self.is_complete = False
        """Everything in the window is drawn, and as the city is now."""
        self._ahead = Timer(self, "map-squares", _IDLE_MS, self._on_idle, single_shot=True)
        self.setMouseTracking(True)
        self.setMinimumSize(theme.px(80), theme.px(50))
        self.destroyed.connect(theme.changed.connect(lambda _look: self._draw_anew()))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def level_shift(self) -> float:
        """Larger signs on a larger screen need larger cells."""
        return math.log2(self._theme.scale)

    def set_city(self, city: CityMap) -> None:
        """The first one is shown whole; a newer one where the window is."""
        is_first = self.city is None or not len(self.city.points)
        self.city = city
        self._symbols.forget()
        self._draw_anew()
        if is_first:
            self.show_whole()

    def set_base(self, base: BaseMap | None) -> None:
        self.base = base
        self._draw_anew()

    def set_marks(self, marks: Marks) -> None:
        self.marks = marks
        self.update()

    def show_whole(self) -> None:
        if self.city is not None:
            self.move_to(self.city.whole(self.viewport))

    def show_place(self, point: WorldPoint) -> None:
        """In the middle, near enough to tell cameras apart."""
        viewport = self.viewport.centred(point)
        self.move_to(viewport.zoomed(max(0.0, _CAMERA_ZOOM - viewport.zoom), self.width() / 2, self.height() / 2))

    def move_to(self, viewport: Viewport) -> None:
        if viewport != self.viewport:
            self.viewport = viewport
            self.moved.emit()
            self.update()

    def at(self, x_px: float, y_px: float) -> Sequence[CameraId]:
        """The camera, or those of the cluster, whose sign is there; the nearest one."""
        return [self.city.points.ids[index] for index in self._members_at(x_px, y_px)] if self.city else ()

    def point(self, x_px: float, y_px: float, *, by_keys: bool) -> None:
        """What is under the mouse or the cross is meant from now on."""
        members = self._members_at(x_px, y_px)
        self.hand.by_keys = by_keys
        self.hand.pointed = middle_of(self.city.points, members) if self.city and members else None
        cameras = [self.city.points.ids[index] for index in members] if self.city else []
        self.pointed.emit(cameras)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        super().resizeEvent(event)
        was_whole = self.city is not None and self.viewport == self.city.whole(self.viewport)
        self.viewport = self.viewport.resized(max(1, self.width()), max(1, self.height()))
        if was_whole:
            self.show_whole()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  Qt's name
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colours.ground)
        self.is_complete = self._squares.paint(painter, self.viewport)
        if not self.is_complete:
            self.update()
        elif not self._ahead.isActive():
            self._ahead.start()
        self.over.paint(painter, self.viewport, self.marks, self.hand)
        painter.end()

    def _on_idle(self) -> None:
        if self.isVisible() and not self._squares.make_ahead(self.viewport):
            self._ahead.start()

    def _draw_anew(self) -> None:
        self._symbols.follow_look()
        self._squares.set_scale(self._theme.scale)
        if self.city is not None:
            self._squares.set_painter(SquarePainter(self.city, self._theme, self._symbols, self.level_shift, self.base))
        self.update()

    def _members_at(self, x_px: float, y_px: float) -> range:
        if self.city is None:
            return range(0)
        clusters = self.city.clusters(self.viewport.zoom - self.level_shift)
        return members_at(clusters, self.viewport, self._symbols, x_px, y_px)

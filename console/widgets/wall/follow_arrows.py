"""Arrows on a picture: where the cameras around it lie, which they are and how far; pressed, they lead there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QWidget

from console.domain.neighbourhood import Sector
from console.widgets.plain_tip import plain_tip
from console.widgets.theme.theme import Theme

_GROUND_ALPHA = 205
_ARROW = ((0.0, -0.5), (0.38, 0.42), (0.0, 0.2), (-0.38, 0.42))
"""Points up, in a square of 1."""
_PLACES = {
    Sector.NORTH_WEST: (0.0, 0.0), Sector.NORTH: (0.5, 0.0), Sector.NORTH_EAST: (1.0, 0.0), Sector.WEST: (0.0, 0.5),
    Sector.EAST: (1.0, 0.5), Sector.SOUTH_WEST: (0.0, 1.0), Sector.SOUTH: (0.5, 1.0), Sector.SOUTH_EAST: (1.0, 1.0),
}  # fmt: skip


@dataclass(frozen=True)
class ArrowLook:
    """What one arrow says; without a bearing it is no arrow."""

    title: str
    detail: str
    bearing_deg: float | None
    spoken: str


class FollowArrow(QAbstractButton):
    """One of them; never takes the keyboard."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._theme = theme
        self.look: ArrowLook | None = None
        self.hide()

    def show_look(self, look: ArrowLook) -> None:
        if look != self.look:
            self.look = look
            self.setAccessibleName(look.spoken)
            self.setToolTip(plain_tip(look.spoken))
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        px, look = self._theme.px, self.look
        if look is None:
            return QSize()
        title, detail = self._fonts()
        words = max(
            QFontMetrics(title).horizontalAdvance(look.title), QFontMetrics(detail).horizontalAdvance(look.detail)
        )
        height = QFontMetrics(title).height() + (QFontMetrics(detail).height() if look.detail else 0)
        return QSize(self._left_px(look) + words + px(2), max(px(6), height + px(1.5)))

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802  Qt's name
        super().enterEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        look, px, colours = self.look, self._theme.px, self._theme.colours
        if look is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor(colours.accent_ground if self.underMouse() else colours.tile)
        ground.setAlpha(_GROUND_ALPHA)
        colour = QColor(colours.caution if look.bearing_deg is None else colours.accent)
        painter.setPen(QPen(colour, max(1.0, 0.25 * px(1))))
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), px(1), px(1))
        if look.bearing_deg is not None:
            side = px(4)
            box = QRectF(px(1.5), (self.height() - side) / 2, side, side)
            self._paint_mark(painter, box, look.bearing_deg, colour)
        self._paint_words(painter, look)
        painter.end()

    def _paint_mark(self, painter: QPainter, box: QRectF, bearing_deg: float, colour: QColor) -> None:
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.translate(box.center())
        painter.rotate(bearing_deg)
        painter.drawPolygon(QPolygonF([QPointF(x * box.width(), y * box.height()) for x, y in _ARROW]))
        painter.restore()

    def _paint_words(self, painter: QPainter, look: ArrowLook) -> None:
        px, (title, detail) = self._theme.px, self._fonts()
        room = self.rect().adjusted(self._left_px(look), px(0.75), -px(1), -px(0.75))
        lines = [(title, look.title, self._theme.colours.text), (detail, look.detail, self._theme.colours.text_dim)]
        top, spare = room.top(), room.height() - sum(QFontMetrics(font).height() for font, words, _c in lines if words)
        top += max(0, spare // 2)
        for font, words, colour in lines:
            metrics = QFontMetrics(font)
            painter.setFont(font)
            painter.setPen(QColor(colour))
            line = QRect(room.left(), top, room.width(), metrics.height())
            painter.drawText(
                line,
                Qt.AlignmentFlag.AlignVCenter,
                metrics.elidedText(words, Qt.TextElideMode.ElideRight, line.width()),
            )
            top += metrics.height()

    def _left_px(self, look: ArrowLook) -> int:
        """Where the words begin."""
        return self._theme.px(1.5 if look.bearing_deg is None else 6.5)

    def _fonts(self) -> tuple[QFont, QFont]:
        title, detail = QFont(self.font()), QFont(self.font())
        title.setPixelSize(self._theme.font_px)
        title.setBold(True)
        detail.setPixelSize(self._theme.small_font_px)
        return title, detail


class FollowArrows(QObject):
    """Over one wall. Signals: ``pressed(Sector)``."""

    pressed = Signal(object)

    def __init__(self, view: QWidget, theme: Theme) -> None:
        super().__init__(view)
        self._theme = theme
        self.arrows = {sector: FollowArrow(view, theme) for sector in Sector}
        for sector, arrow in self.arrows.items():
            arrow.clicked.connect(lambda _checked=False, sector=sector: self.pressed.emit(sector))
        self._looks: Mapping[Sector, ArrowLook] = {}

    def show_looks(self, looks: Mapping[Sector, ArrowLook]) -> None:
        self._looks = looks
        for sector, look in looks.items():
            self.arrows[sector].show_look(look)

    def place(self, box: QRect) -> None:
        """At the edges of the picture, each on its side of the compass; an empty box hides them."""
        gap = self._theme.px(1)
        room = box.adjusted(gap, gap, -gap, -gap)
        for sector, arrow in self.arrows.items():
            if sector not in self._looks or room.isEmpty():
                arrow.hide()
                continue
            size = arrow.sizeHint()
            width = min(size.width(), max(1, (room.width() - 2 * gap) // 3))
            size.setWidth(width)
            arrow.setGeometry(QRect(_corner(sector, room, size), size))
            arrow.show()
            arrow.raise_()


def _corner(sector: Sector, room: QRect, size: QSize) -> QPoint:
    """The upper left one of an arrow of this size."""
    across, down = _PLACES[sector]
    spare = room.size() - size
    return QPoint(room.left() + round(across * spare.width()), room.top() + round(down * spare.height()))

"""The signs of the map, those of the lists: a shape and a colour for each status; and its clusters."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap

from console.domain.condition import Condition
from console.domain.map_camera import MapStatus
from console.widgets.theme.apply import font
from console.widgets.theme.colours import Colours
from console.widgets.theme.signs import CONDITION_SIGNS, condition_colour, paint_sign
from console.widgets.theme.theme import Theme

_CIRCLE_DEG_16 = 360 * 16
_SIGN_UNITS = 2.0
_DISC_UNITS, _DISC_GROWTH_UNITS = 3.2, 0.9
_RING_SHARE = 0.72
_THOUSAND = 1000
_APPROXIMATE_SHARE = 0.8


_CONDITIONS = {
    MapStatus.WORKING: Condition.WORKING,
    MapStatus.OFFLINE: Condition.OFFLINE,
    MapStatus.UNKNOWN: Condition.UNKNOWN,
    MapStatus.NEVER: Condition.NEVER,
    MapStatus.STALE: Condition.STALE,
}


def status_colour(colours: Colours, status: MapStatus) -> QColor:
    return QColor(condition_colour(_CONDITIONS[status], colours))


class Symbols:
    """Made once for a theme and a screen."""

    def __init__(self, theme: Theme, ratio: float) -> None:
        self._theme = theme
        self._ratio = ratio
        self._discs: dict[tuple[int, ...], QPixmap] = {}
        self._draw()

    def follow_look(self) -> None:
        """Draws them anew where the theme has changed its look since."""
        if self._theme.look != self._drawn_for:
            self._draw()

    def _draw(self) -> None:
        theme = self._theme
        self._drawn_for = theme.look
        self.sign_px = theme.px(_SIGN_UNITS)
        self._signs = {
            (status, approximate): self._sign(status, approximate)
            for status in MapStatus
            for approximate in (False, True)
        }
        self._font: QFont = font(theme, theme.small_font_px, bold=True)
        self._metrics = QFontMetrics(self._font)
        self._colours = [status_colour(theme.colours, status) for status in MapStatus]
        self._discs.clear()

    def paint_camera(self, painter: QPainter, at: QPointF, status: MapStatus, *, approximate: bool) -> None:
        _paint_middle(painter, at, self._signs[status, approximate])

    def paint_cluster(self, painter: QPainter, at: QPointF, counts: Sequence[int]) -> None:
        """A disc with its number; the ring is shared out among the statuses."""
        key = tuple(counts)
        disc = self._discs.get(key)
        if disc is None:
            disc = self._discs[key] = self._disc(counts)
        _paint_middle(painter, at, disc)

    def forget(self) -> None:
        """The counts have changed, so the discs that were kept will hardly be needed again."""
        self._discs.clear()

    def disc_px(self, count: int) -> int:
        """Its radius: it grows with the digits."""
        return self._theme.px(_DISC_UNITS + _DISC_GROWTH_UNITS * math.log10(max(1, count)))

    def sign(self, status: MapStatus) -> QPixmap:
        """For the legend."""
        return self._signs[status, False]

    def _blank(self, side_px: int) -> QPixmap:
        pixmap = QPixmap(round(side_px * self._ratio), round(side_px * self._ratio))
        pixmap.setDevicePixelRatio(self._ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        return pixmap

    def _sign(self, status: MapStatus, approximate: bool) -> QPixmap:
        """Smaller, and within a broken ring, where the place is no survey but about there."""
        side_px = 4 * self.sign_px
        pixmap = self._blank(side_px)
        colour, colours = status_colour(self._theme.colours, status), self._theme.colours
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(side_px / 2, side_px / 2)
        radius = self.sign_px * (_APPROXIMATE_SHARE if approximate else 1.0)
        if approximate:
            painter.setPen(QPen(colour, self._theme.scale, Qt.PenStyle.DotLine))
            painter.drawEllipse(QPointF(0, 0), self.sign_px * 1.6, self.sign_px * 1.6)
        box = QRectF(-radius, -radius, 2 * radius, 2 * radius)
        paint_sign(painter, box, CONDITION_SIGNS[_CONDITIONS[status]][0], colour.name(), colours.ground)
        painter.end()
        return pixmap

    def _disc(self, counts: Sequence[int]) -> QPixmap:
        total = sum(counts)
        radius = self.disc_px(total)
        pixmap = self._blank(2 * radius + 4)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(radius + 2, radius + 2)
        painter.setPen(Qt.PenStyle.NoPen)
        around = QRectF(-radius, -radius, 2 * radius, 2 * radius)
        begin = _CIRCLE_DEG_16 // 4
        for count, colour in zip(counts, self._colours, strict=True):
            span = round(_CIRCLE_DEG_16 * count / total)
            painter.setBrush(colour)
            if span:
                painter.drawPie(around, begin, -span)
            begin -= span
        painter.setBrush(QColor(self._theme.colours.raised))
        painter.drawEllipse(QPointF(0, 0), radius * _RING_SHARE, radius * _RING_SHARE)
        painter.setPen(QColor(self._theme.colours.text))
        painter.setFont(self._font)
        painter.drawText(around, Qt.AlignmentFlag.AlignCenter, short_count(total))
        painter.end()
        return pixmap


def short_count(count: int) -> str:
    """Four signs at most: ``999``, ``1k``, ``12k``, ``100k``; the exact number is said on hover."""
    return str(count) if count < _THOUSAND else f"{count // _THOUSAND}k"


def _paint_middle(painter: QPainter, at: QPointF, pixmap: QPixmap) -> None:
    side = pixmap.deviceIndependentSize()
    painter.drawPixmap(QPointF(round(at.x() - side.width() / 2), round(at.y() - side.height() / 2)), pixmap)

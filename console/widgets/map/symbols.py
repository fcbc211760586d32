"""The signs of the map: a shape and a colour for each status, so that nobody needs the colour to tell them apart."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap, QPolygonF

from console.domain.map_camera import MapStatus
from console.widgets.theme.apply import font
from console.widgets.theme.theme import Colours, Theme

_CIRCLE_DEG_16 = 360 * 16
_SIGN_UNITS = 2.0
_DISC_UNITS, _DISC_GROWTH_UNITS = 3.2, 0.9
_RING_SHARE = 0.72
_THOUSAND = 1000


def status_colour(colours: Colours, status: MapStatus) -> QColor:
    """Green, orange-red, amber, grey and violet; the shape tells them apart as well."""
    names = {
        MapStatus.WORKING: colours.live,
        MapStatus.OFFLINE: colours.alarm,
        MapStatus.UNKNOWN: colours.caution,
        MapStatus.NEVER: colours.text_dim,
        MapStatus.STALE: colours.replay,
    }
    return QColor(names[status])


def outline(status: MapStatus, radius: float) -> QPolygonF | None:
    """None is a circle: it works. A triangle is offline, one on its point stale, a square unknown, a diamond never seen."""
    corners = {
        MapStatus.OFFLINE: (3, 0.0),
        MapStatus.UNKNOWN: (4, 45.0),
        MapStatus.NEVER: (4, 0.0),
        MapStatus.STALE: (3, 180.0),
    }.get(status)
    if corners is None:
        return None
    count, turn_deg = corners
    reach = radius * (1.25 if count == 3 else 1.1)  # noqa: PLR2004  a triangle looks smaller than it is
    angles = [math.radians(turn_deg - 90 + 360 * corner / count) for corner in range(count)]
    return QPolygonF([QPointF(reach * math.cos(angle), reach * math.sin(angle)) for angle in angles])


class Symbols:
    """Made once for a theme and a screen."""

    def __init__(self, theme: Theme, ratio: float) -> None:
        self._theme = theme
        self._ratio = ratio
        self.sign_px = theme.px(_SIGN_UNITS)
        self._signs = {
            (status, approximate): self._sign(status, approximate)
            for status in MapStatus
            for approximate in (False, True)
        }
        self._font: QFont = font(theme, theme.small_font_px, bold=True)
        self._metrics = QFontMetrics(self._font)
        self._colours = [status_colour(theme.colours, status) for status in MapStatus]
        self._discs: dict[tuple[int, ...], QPixmap] = {}

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
        """Filled where the place is surveyed; hollow within a broken ring where it is only about there."""
        side_px = 4 * self.sign_px
        pixmap = self._blank(side_px)
        colour, colours = status_colour(self._theme.colours, status), self._theme.colours
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(side_px / 2, side_px / 2)
        thick = self._theme.scale * 2.0
        if approximate:
            painter.setPen(QPen(colour, thick / 2, Qt.PenStyle.DotLine))
            painter.drawEllipse(QPointF(0, 0), self.sign_px * 1.6, self.sign_px * 1.6)
        painter.setPen(QPen(colour if approximate else QColor(colours.ground), thick if approximate else thick / 2))
        painter.setBrush(QColor(colours.ground) if approximate else colour)
        radius = self.sign_px * (0.8 if approximate else 1.0)
        shape = outline(status, radius)
        if shape is None:
            painter.drawEllipse(QPointF(0, 0), radius, radius)
        else:
            painter.drawPolygon(shape)
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

"""Paints the number of a tile large over its picture, while somebody types where a camera shall go."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from console.widgets.theme.apply import font
from console.widgets.theme.theme import Theme

_HEIGHT_SHARE = 4
"""The number is a quarter of the picture's height, between the large font and four times that."""
_GROUND_ALPHA = 205


class NumberPainter:
    """One for all tiles of a theme."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def paint(self, painter: QPainter, box: QRect, number: str, *, chosen: bool) -> None:
        """At the lower left, which no badge uses; ``chosen``: the tile that is meant."""
        colours, pad_px = self._theme.colours, self._theme.px(1)
        large_px = self._theme.large_font_px
        height_px = min(max(large_px, box.height() // _HEIGHT_SHARE), 4 * large_px)
        letters = font(self._theme, height_px, bold=True)
        metrics = QFontMetrics(letters)
        size = QSize(metrics.horizontalAdvance(number) + 3 * pad_px, metrics.ascent() + 2 * pad_px)
        place = QRect(box.left(), box.bottom() + 1 - size.height(), size.width(), size.height())
        ground = QColor(colours.accent if chosen else colours.ground)
        ground.setAlpha(255 if chosen else _GROUND_ALPHA)
        painter.save()
        painter.setClipRect(box)
        painter.fillRect(place, ground)
        painter.setFont(letters)
        painter.setPen(QColor(colours.on_accent if chosen else colours.text))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, number)
        painter.restore()

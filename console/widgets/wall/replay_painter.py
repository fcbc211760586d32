"""Marks a replayed picture on the picture itself: a coloured frame and a badge, so that nobody takes it for live."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from console.widgets.theme.apply import font
from console.widgets.theme.theme import Theme
from console.widgets.wall.look import TileLook

_BADGE_SHARE = 22
"""The badge's letters are a 22nd of the picture's height, where that is more than the theme's small font."""


class ReplayPainter:
    """One for all tiles of a theme."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    @property
    def _frame_px(self) -> int:
        return max(3, self._theme.px(0.9))

    def paint(self, painter: QPainter, box: QRect, look: TileLook) -> None:
        """Over the picture in ``box``, with the longest badge that fits whole: half a number would be a wrong one."""
        colours = self._theme.colours
        self._paint_frame(painter, box, QColor(colours.replay))
        letters = font(self._theme, max(self._theme.small_font_px, box.height() // _BADGE_SHARE), bold=True)
        metrics = QFontMetrics(letters)
        pad_px = self._theme.px(1)
        room_px = box.width() - 2 * self._frame_px - 2 * pad_px
        fitting = (words for words in look.badges if metrics.horizontalAdvance(words) <= room_px)
        words = next(fitting, "")
        size = QSize(metrics.horizontalAdvance(words) + 2 * pad_px, metrics.height() + pad_px)
        badge = QRect(box.topLeft(), size).translated(self._frame_px, self._frame_px)
        painter.fillRect(badge, QColor(colours.replay))
        painter.setFont(letters)
        painter.setPen(QColor(colours.on_accent))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_frame(self, painter: QPainter, box: QRect, colour: QColor) -> None:
        width, height, thick = box.width(), box.height(), self._frame_px
        for side in (
            QRect(0, 0, width, thick),
            QRect(0, height - thick, width, thick),
            QRect(0, 0, thick, height),
            QRect(width - thick, 0, thick, height),
        ):
            painter.fillRect(side.translated(box.topLeft()), colour)

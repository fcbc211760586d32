"""Marks a tile that a rule has put there: a broad frame, and in words what it is about, for eyes that see no red."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from console.widgets.theme.apply import font
from console.widgets.theme.theme import Theme

_HEIGHT_SHARE = 12
"""The words are a twelfth of the picture's height, between the small font and twice the large one."""


class AlarmPainter:
    """One for all tiles of a theme."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def paint(self, painter: QPainter, box: QRect, words: str) -> None:
        """Within the picture, at its foot; the words are smaller in a narrow tile, and cut off at last."""
        colours, frame_px = self._theme.colours, self._theme.px(1)
        small_px, large_px = self._theme.small_font_px, self._theme.large_font_px
        height_px, room_px = min(max(small_px, box.height() // _HEIGHT_SHARE), 2 * large_px), box.width() - 4 * frame_px
        wide_px = QFontMetrics(font(self._theme, height_px, bold=True)).horizontalAdvance(words)
        # Rather smaller than cut off: the end of a number tells one flag from another.
        letters = font(self._theme, max(small_px, min(height_px, height_px * room_px // max(1, wide_px))), bold=True)
        metrics = QFontMetrics(letters)
        band = QRect(box.left(), 0, box.width(), metrics.height() + self._theme.px(1))
        band.moveBottom(box.bottom())
        colour, inner = QColor(colours.alarm), box.adjusted(frame_px, frame_px, -frame_px, -frame_px)
        painter.save()
        painter.setClipRect(box)
        for side in (
            QRect(box.left(), box.top(), box.width(), frame_px),
            QRect(box.left(), box.top(), frame_px, box.height()),
            QRect(inner.right() + 1, box.top(), frame_px, box.height()),
            band,
        ):
            painter.fillRect(side, colour)
        painter.setFont(letters)
        painter.setPen(QColor(colours.ground))
        room = band.adjusted(2 * frame_px, 0, -2 * frame_px, 0)
        text = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.restore()

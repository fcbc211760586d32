"""The last minute of a tile's feed, small at the foot of its picture: a bar for each second, a mark where none came."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from console.widgets.theme.apply import font
from console.widgets.theme.theme import Theme

SECONDS = 60
_GROUND_ALPHA = 190
_LEAST_PX = 14
_HEIGHT_SHARE = 7
_WORDS = Qt.AlignmentFlag.AlignVCenter.value | Qt.AlignmentFlag.AlignRight.value | Qt.TextFlag.TextSingleLine.value


@dataclass(frozen=True)
class TileSpark:
    """``shown``: pictures of each of the last seconds, oldest first; None where nobody looked."""

    shown: tuple[int | None, ...]
    words: str
    """The newest second."""
    short: str
    """For small tiles."""


class SparkPainter:
    """One for all tiles of a theme."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    @property
    def _font(self) -> QFont:
        return font(self._theme, self._theme.small_font_px)

    def paint(self, painter: QPainter, box: QRect, spark: TileSpark) -> None:
        height = min(box.height(), max(_LEAST_PX, box.height() // _HEIGHT_SHARE))
        strip = QRect(box.left(), box.bottom() + 1 - height, box.width(), height)
        ground = QColor(self._theme.colours.ground)
        ground.setAlpha(_GROUND_ALPHA)
        painter.fillRect(strip, ground)
        metrics, pad_px = QFontMetrics(self._font), self._theme.px(1)
        words = spark.words if metrics.horizontalAdvance(spark.words) < strip.width() // 2 else spark.short
        words_px = metrics.horizontalAdvance(words) + 2 * pad_px
        self._bars(painter, strip.adjusted(0, 1, -words_px, 0), spark.shown)
        painter.setFont(self._font)
        painter.setPen(QColor(self._theme.colours.text))
        painter.drawText(strip.adjusted(0, 0, -pad_px, 0), _WORDS, words)

    def _bars(self, painter: QPainter, box: QRect, shown: tuple[int | None, ...]) -> None:
        """The newest at the right. Nothing is drawn where nobody looked; a mark on the ground where no picture came."""
        colours = self._theme.colours
        top = max([1, *(value for value in shown if value)])
        step = box.width() / SECONDS
        for place, value in enumerate(reversed(shown)):
            left = box.right() + 1 - (place + 1) * step
            if value is None:
                continue
            height = max(2.0, box.height() * value / top) if value else 2.0
            colour = QColor(colours.live if value else colours.alarm)
            painter.fillRect(QRectF(left, box.bottom() + 1 - height, max(1.0, step - 1), height), colour)

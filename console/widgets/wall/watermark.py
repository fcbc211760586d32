"""Who looks at this screen, where and when, faintly over its pictures: a photograph of the screen names where it was taken."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QImage, QPainter, QPainterPath, QPixmap

from console.widgets.marks.mark_painter import as_jpeg
from console.widgets.theme.apply import font
from console.widgets.theme.colours import DARK
from console.widgets.theme.theme import Theme

_TURN_DEG = -24.0
_LIGHT_ALPHA, _EDGE_ALPHA = 62, 70
"""To be read on a photograph, and looked through by who works: white within black, so that no ground hides it."""
_LETTER_SHARE = 22
"""Letters are a 22nd of the picture's shorter side, between the small font and twice the large one."""
_LARGEST = QSize(1920, 1080)
"""Larger pictures repeat it: to draw it for a whole large screen would hold up the room."""
_KEPT = 12
"""Pictures of so many sizes; a wall has one or two."""


class WatermarkPainter:
    """One for all tiles of a wall. ``words`` gives the mark of this minute, empty for none."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.words: Callable[[], str] = lambda: ""
        self._drawn: OrderedDict[tuple[int, int, float], QPixmap] = OrderedDict()
        self._drawn_words = ""

    def has_changed(self) -> bool:
        """What was painted last is not the mark of now: a picture that stands still is to have that of this minute, too."""
        return self.words() != self._drawn_words

    def paint(self, painter: QPainter, box: QRect) -> None:
        """Within the picture; drawn once a minute for each size of tile, else only copied."""
        words = self.words()
        if words != self._drawn_words:
            self._drawn.clear()
            self._drawn_words = words
        if not words or box.isEmpty():
            return
        ratio = painter.device().devicePixelRatio()
        key = (box.width(), box.height(), ratio)
        drawn = self._drawn.get(key)
        if drawn is None:
            drawn = self._drawn[key] = self._draw(box.size().boundedTo(_LARGEST), ratio, words)
            if len(self._drawn) > _KEPT:
                self._drawn.popitem(last=False)
        self._drawn.move_to_end(key)
        if drawn.deviceIndependentSize().toSize() == box.size():
            painter.drawPixmap(box.topLeft(), drawn)
        else:
            painter.drawTiledPixmap(box, drawn)

    def _draw(self, size: QSize, ratio: float, words: str) -> QPixmap:
        pixmap = QPixmap(round(size.width() * ratio), round(size.height() * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        least_px, most_px = self._theme.small_font_px, 2 * self._theme.large_font_px
        letters = font(self._theme, _letters_px(size, least_px, most_px), bold=True)
        painter = QPainter(pixmap)
        write_over(painter, QRectF(0, 0, size.width(), size.height()), words, letters)
        painter.end()
        return pixmap


def marked_jpeg(jpeg: bytes, words: str) -> bytes:
    """A picture that a person saves. Any thread. Raises KnownError ``evidence.unreadable``."""
    image = QImage.fromData(jpeg) if words else QImage()
    if image.isNull():
        return jpeg
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    letters = QFont()
    letters.setPixelSize(_letters_px(image.size(), 11, image.height()))
    letters.setBold(True)
    painter = QPainter(image)
    write_over(painter, QRectF(image.rect()), words, letters)
    painter.end()
    return as_jpeg(image)


def write_over(painter: QPainter, box: QRectF, words: str, letters: QFont) -> None:
    """Slanting lines of it, each shifted against the one before: no part of the picture is without."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setClipRect(box)
    painter.translate(box.center())
    painter.rotate(_TURN_DEG)
    reach = math.hypot(box.width(), box.height()) / 2
    painter.fillRect(QRectF(-reach, -reach, 2 * reach, 2 * reach), QBrush(_pattern(words, letters)))
    painter.restore()


def _pattern(words: str, letters: QFont) -> QImage:
    """Two lines of it, which are repeated: letters are outlined once, and not a thousand times on a large screen."""
    metrics = QFontMetricsF(letters)
    line, below = metrics.horizontalAdvance(words) + 3 * metrics.height(), 3.2 * metrics.height()
    pattern = QImage(math.ceil(line), math.ceil(2 * below), QImage.Format.Format_ARGB32_Premultiplied)
    pattern.fill(Qt.GlobalColor.transparent)
    path = QPainterPath()
    for left, top in ((0.0, below * 0.7), (-line / 2, below * 1.7), (line / 2, below * 1.7)):
        path.addText(QPointF(left, top), letters, words)
    light, edge = QColor(DARK.pen_edge_light), QColor(DARK.pen_edge)
    light.setAlpha(_LIGHT_ALPHA)
    edge.setAlpha(_EDGE_ALPHA)
    painter = QPainter(pattern)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.strokePath(path, edge)
    painter.fillPath(path, light)
    painter.end()
    return pattern


def _letters_px(size: QSize, least_px: int, most_px: int) -> int:
    return max(least_px, min(most_px, min(size.width(), size.height()) // _LETTER_SHARE))

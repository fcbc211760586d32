"""Draws over a tile that its camera is moved: who by, and for who steers it the frame, the ring and the arrow."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPolygonF

from console.domain.ptz_speed import DEAD_SHARE
from console.widgets.theme.apply import font
from console.widgets.theme.theme import Theme
from console.widgets.wall.moving_look import MovingLook, MovingTone

_WORDS_SHARE = 24
"""The letters are a 24th of the picture's height, where that is more than the theme's small font."""
_GROUND_ALPHA = 215
_HINT_SHARE = 4
"""A hint may cover this part of the picture's height, and no more."""
_BETWEEN = " · "
_REACH_SHARE = 0.42
_LEAST_RING_PX = 40


def reach_of(box: QRect) -> float:
    """How far from the middle of a picture the hand gives full speed."""
    return _REACH_SHARE * min(box.width(), box.height())


def in_lines(hint: str, fits: Callable[[str], bool]) -> list[str]:
    """The parts of a hint, as many in each line as fit; none at all when one of them does not fit alone."""
    lines: list[str] = []
    for part in hint.split(_BETWEEN) if hint else ():
        longer = f"{lines[-1]}{_BETWEEN}{part}" if lines else part
        if lines and fits(longer):
            lines[-1] = longer
        elif fits(part):
            lines.append(part)
        else:
            return []
    return lines


class MovingPainter:
    """One for all tiles of a theme."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    @property
    def _frame_px(self) -> int:
        return max(3, self._theme.px(0.9))

    @property
    def _pen_px(self) -> int:
        return max(2, self._theme.px(0.6))

    def paint(self, painter: QPainter, box: QRect, look: MovingLook) -> None:
        painter.save()
        painter.setClipRect(box)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = QColor(self._colour(look.tone))
        if look.is_steered:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            self._paint_frame(painter, box, colour)
            if look.tone is not MovingTone.OTHER:
                self._paint_ring(painter, box, look, colour)
        self._paint_words(painter, box, look, colour)
        painter.restore()

    def _colour(self, tone: MovingTone) -> str:
        colours = self._theme.colours
        return {
            MovingTone.OTHER: colours.caution,
            MovingTone.MINE: colours.accent,
            MovingTone.TROUBLE: colours.alarm,
        }[tone]

    def _paint_frame(self, painter: QPainter, box: QRect, colour: QColor) -> None:
        half = self._frame_px / 2
        pen = QPen(colour, self._frame_px)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.drawRect(QRectF(box).adjusted(half, half, -half, -half))

    def _paint_ring(self, painter: QPainter, box: QRect, look: MovingLook, colour: QColor) -> None:
        """Where the hand moves nothing, how far it can go, and the arrow: light on dark, over whatever picture."""
        reach = reach_of(box)
        if reach < _LEAST_RING_PX:
            return
        middle = QRectF(box).center()
        for pen in self._pens(colour):
            painter.setPen(pen)
            painter.drawEllipse(middle, DEAD_SHARE * reach, DEAD_SHARE * reach)
            if look.right or look.down:
                painter.drawLine(middle, middle + QPointF(look.right, look.down) * reach)
        if look.right or look.down:
            self._paint_head(painter, middle, QPointF(look.right, look.down) * reach, colour)
        if look.nearer:
            self._paint_zoom(painter, middle, look.nearer, reach, colour)

    def _pens(self, colour: QColor) -> tuple[QPen, QPen]:
        around = QPen(QColor(self._theme.colours.ground), 2 * self._pen_px + 1)
        within = QPen(colour, self._pen_px)
        for pen in (around, within):
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        return around, within

    def _paint_head(self, painter: QPainter, middle: QPointF, way: QPointF, colour: QColor) -> None:
        angle = math.atan2(way.y(), way.x())
        size = 5.0 * self._pen_px
        tip = middle + way
        corners = [tip + QPointF(math.cos(angle + turn), math.sin(angle + turn)) * size for turn in (0.0, 2.4, -2.4)]
        painter.setPen(QPen(QColor(self._theme.colours.ground), 1.5))
        painter.setBrush(colour)
        painter.drawPolygon(QPolygonF(corners))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_zoom(self, painter: QPainter, middle: QPointF, nearer: float, reach: float, colour: QColor) -> None:
        """A plus or a minus in the ring."""
        arm = 0.6 * DEAD_SHARE * reach
        for pen in self._pens(colour):
            painter.setPen(pen)
            painter.drawLine(middle - QPointF(arm, 0), middle + QPointF(arm, 0))
            if nearer > 0:
                painter.drawLine(middle - QPointF(0, arm), middle + QPointF(0, arm))

    def _paint_words(self, painter: QPainter, box: QRect, look: MovingLook, colour: QColor) -> None:
        """At the lower edge, with the longest words that fit whole; the hint above them where it fits too."""
        size_px = max(self._theme.small_font_px, box.height() // _WORDS_SHARE)
        bold = font(self._theme, size_px, bold=True)
        pad_px = self._theme.px(1)
        room_px = box.width() - 2 * self._frame_px - 2 * pad_px
        fitting = (words for words in look.words if QFontMetrics(bold).horizontalAdvance(words) <= room_px)
        words = next(fitting, "")
        if not words:
            return
        bottom = box.bottom() + 1 - (self._frame_px if look.is_steered else 0)
        top = self._paint_line(painter, box, bottom, words, bold, (colour, QColor(self._theme.colours.on_accent)))
        plain = font(self._theme, size_px)
        ground = QColor(self._theme.colours.ground)
        ground.setAlpha(_GROUND_ALPHA)
        lines = in_lines(look.hint, lambda line: QFontMetrics(plain).horizontalAdvance(line) <= room_px)
        if _HINT_SHARE * len(lines) * (QFontMetrics(plain).height() + pad_px) > box.height():
            return
        for line in reversed(lines):
            top = self._paint_line(painter, box, top, line, plain, (ground, QColor(self._theme.colours.text)))

    def _paint_line(
        self, painter: QPainter, box: QRect, bottom: int, words: str, letters: QFont, colours: tuple[QColor, QColor]
    ) -> int:
        """On a ground of its own, in the middle; returns where it begins."""
        metrics, pad_px = QFontMetrics(letters), self._theme.px(1)
        size = QSize(metrics.horizontalAdvance(words) + 2 * pad_px, metrics.height() + pad_px)
        place = QRect(box.center().x() - size.width() // 2, bottom - size.height(), size.width(), size.height())
        painter.fillRect(place, colours[0])
        painter.setFont(letters)
        painter.setPen(colours[1])
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)
        return place.top()

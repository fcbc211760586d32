"""What lies over the map and moves with every frame: marks of cameras, the line of a lasso, scale, north, words on hover."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from console.citymap.projection import Viewport, WorldPoint, scale_length
from console.widgets.theme.apply import font
from console.widgets.theme.theme import Theme

_SCALE_UNITS = 40
_KILOMETRE_M = 1000


@dataclass(frozen=True)
class Marks:
    """Places of cameras that something is to be said of."""

    shown: tuple[WorldPoint, ...] = ()
    """On the tiles of the wall."""
    selected: tuple[WorldPoint, ...] = ()
    """On the selected tile."""
    flagged: tuple[WorldPoint, ...] = ()
    """With a flag that is open."""


@dataclass
class Hand:
    """What the mouse or the keys are at."""

    pointed: WorldPoint | None = None
    """The camera or cluster under it."""
    words: Sequence[str] = ()
    by_keys: bool = False
    """The middle of the window is what is meant."""
    lasso: list[WorldPoint] = field(default_factory=list)


class OverPainter:
    """Draws in the window's own pixels."""

    def __init__(self, theme: Theme, say_length: Callable[[float], str]) -> None:
        self._theme = theme
        self._say_length = say_length
        self.north_letter = ""

    @property
    def _font(self) -> QFont:
        return font(self._theme, self._theme.small_font_px)

    @property
    def _metrics(self) -> QFontMetricsF:
        return QFontMetricsF(self._font)

    def paint(self, painter: QPainter, viewport: Viewport, marks: Marks, hand: Hand) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font)
        colours, px = self._theme.colours, self._theme.px
        self._rings(painter, viewport, marks.shown, colours.accent, px(3.2), 2.0)
        self._rings(painter, viewport, marks.selected, colours.text, px(4.2), 3.0)
        self._flags(painter, viewport, marks.flagged)
        if hand.pointed is not None:
            self._rings(painter, viewport, (hand.pointed,), colours.text, px(3.6), 1.5)
        self._lasso(painter, viewport, hand.lasso)
        if hand.by_keys:
            self._cross(painter, viewport)
        self._scale(painter, viewport)
        self._north(painter, viewport)
        if hand.pointed is not None and hand.words:
            self._words(painter, viewport, hand.pointed, hand.words)

    def _rings(
        self,
        painter: QPainter,
        viewport: Viewport,
        points: Iterable[WorldPoint],
        colour: str,
        radius: float,
        thick: float,
    ) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for point in points:
            at = QPointF(*viewport.screen(point))
            for pen_colour, width in ((self._theme.colours.ground, thick + 2), (colour, thick)):
                painter.setPen(QPen(QColor(pen_colour), width * self._theme.scale))
                painter.drawEllipse(at, radius, radius)

    def _flags(self, painter: QPainter, viewport: Viewport, points: Iterable[WorldPoint]) -> None:
        """A pennant over the camera."""
        tall, wide = self._theme.px(6), self._theme.px(3.5)
        painter.setPen(QPen(QColor(self._theme.colours.ground), self._theme.scale))
        painter.setBrush(QColor(self._theme.colours.flag))
        for point in points:
            x, y = viewport.screen(point)
            painter.drawPolygon(
                QPolygonF([QPointF(x, y - tall), QPointF(x + wide, y - tall * 0.75), QPointF(x, y - tall / 2)])
            )
            painter.drawRect(QRectF(x - self._theme.scale, y - tall, 2 * self._theme.scale, tall))

    def _lasso(self, painter: QPainter, viewport: Viewport, corners: Sequence[WorldPoint]) -> None:
        if corners:
            fill = QColor(self._theme.colours.accent)
            painter.setPen(QPen(fill, 2 * self._theme.scale, Qt.PenStyle.DashLine))
            fill.setAlpha(40)
            painter.setBrush(fill)
            painter.drawPolygon(QPolygonF([QPointF(*viewport.screen(corner)) for corner in corners]))

    def _cross(self, painter: QPainter, viewport: Viewport) -> None:
        x, y, arm = viewport.width_px / 2, viewport.height_px / 2, self._theme.px(3)
        painter.setPen(QPen(QColor(self._theme.colours.text), 1.5 * self._theme.scale))
        painter.drawLine(QPointF(x - arm, y), QPointF(x + arm, y))
        painter.drawLine(QPointF(x, y - arm), QPointF(x, y + arm))

    def _scale(self, painter: QPainter, viewport: Viewport) -> None:
        px = self._theme.px
        length_m = scale_length(viewport.metres_per_px, px(_SCALE_UNITS))
        wide = length_m / viewport.metres_per_px
        words = self._say_length(length_m)
        left, bottom, tall = px(4), viewport.height_px - px(4), px(1.5)
        size = self._metrics.boundingRect(words)
        self._plate(
            painter, QRectF(left - px(2), bottom - px(7), max(wide, size.width()) + px(4), px(7) + px(2)), alpha=190
        )
        painter.setPen(QPen(QColor(self._theme.colours.text), 1.5 * self._theme.scale))
        ends = [QPointF(left, bottom - tall), QPointF(left, bottom), QPointF(left + wide, bottom)]
        painter.drawPolyline(QPolygonF([*ends, QPointF(left + wide, bottom - tall)]))
        painter.drawText(QPointF(left, bottom - tall - px(0.75)), words)

    def _north(self, painter: QPainter, viewport: Viewport) -> None:
        px = self._theme.px
        middle, top = viewport.width_px - px(6), px(4)
        self._plate(painter, QRectF(middle - px(3.5), top - px(1.5), px(7), px(13)), alpha=190)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.colours.text))
        arrow = (QPointF(middle, top), QPointF(middle + px(1.5), top + px(5)), QPointF(middle, top + px(4)))
        painter.drawPolygon(QPolygonF([*arrow, QPointF(middle - px(1.5), top + px(5))]))
        painter.setPen(QColor(self._theme.colours.text))
        letter = QRectF(middle - px(3), top + px(5), px(6), px(5))
        painter.drawText(letter, Qt.AlignmentFlag.AlignCenter, self.north_letter)

    def _words(self, painter: QPainter, viewport: Viewport, at: WorldPoint, words: Sequence[str]) -> None:
        """Beside the camera, inside the window."""
        px = self._theme.px
        line = self._metrics.lineSpacing()
        most = viewport.width_px - px(2)
        wide = min(most, max(self._metrics.horizontalAdvance(one) for one in words) + px(4))
        tall = line * len(words) + px(3)
        x, y = viewport.screen(at)
        if x + px(5) + wide < viewport.width_px:
            left, top = x + px(5), y - tall / 2
        elif x - px(5) - wide > 0:
            left, top = x - px(5) - wide, y - tall / 2
        else:
            # A narrow map: over or under the camera, never on it.
            left, top = min(max(px(1), x - wide / 2), most - wide + px(1)), y + px(6)
            top = top if top + tall < viewport.height_px else y - px(6) - tall
        top = min(max(px(1), top), viewport.height_px - tall - px(1))
        self._plate(painter, QRectF(left, top, wide, tall), alpha=235)
        for index, one in enumerate(words):
            painter.setPen(QColor(self._theme.colours.text if index == 0 else self._theme.colours.text_dim))
            rect = QRectF(left + px(2), top + px(1.5) + index * line, wide - px(4) + 1, line)
            short = self._metrics.elidedText(one, Qt.TextElideMode.ElideRight, rect.width())
            painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, short)

    def _plate(self, painter: QPainter, rect: QRectF, *, alpha: int) -> None:
        ground = QColor(self._theme.colours.raised)
        ground.setAlpha(alpha)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(rect, self._theme.px(1), self._theme.px(1))


def rounded_length(length_m: float, share: Callable[[float], str]) -> str:
    """``250 m``, ``1,5 km``; ``share`` writes a number in the language in use."""
    if length_m < _KILOMETRE_M:
        return f"{share(round(length_m, 1) if length_m < 1 else round(length_m))} m"
    return f"{share(round(length_m / _KILOMETRE_M, 1))} km"

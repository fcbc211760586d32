"""The one set of signs of how a camera is: on tiles, in lists and on the map. A shape each, so that nobody needs the colour."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from console.domain.condition import Condition
from console.domain.feed_state import FeedState
from console.widgets.theme.colours import Colours

_STROKE_SHARE = 0.18
_LEAST_STROKE_PX = 1.2


class Sign(Enum):
    """A shape, by its name."""

    DISC = "disc"
    TRIANGLE = "triangle"
    FRAMES = "frames"
    SQUARE = "square"
    CROSS = "cross"
    CLOCK = "clock"
    RING = "ring"
    DIAMOND = "diamond"
    ARROWS_BACK = "arrows-back"
    NONE = "none"


STATE_SIGNS: Mapping[FeedState, tuple[Sign, str]] = {
    FeedState.EMPTY: (Sign.NONE, "text_dim"),
    FeedState.CONNECTING: (Sign.RING, "text_dim"),
    FeedState.LIVE: (Sign.DISC, "live"),
    FeedState.SUSPECT: (Sign.TRIANGLE, "caution"),
    FeedState.SAME_PICTURE: (Sign.FRAMES, "caution"),
    FeedState.STALE: (Sign.SQUARE, "alarm"),
    FeedState.WAITING: (Sign.CLOCK, "caution"),
    FeedState.FAILED: (Sign.CROSS, "alarm"),
    FeedState.REPLAY: (Sign.ARROWS_BACK, "replay"),
}
"""Of what a tile shows: the sign and the name of its colour."""
CONDITION_SIGNS: Mapping[Condition, tuple[Sign, str]] = {
    Condition.WORKING: (Sign.DISC, "live"),
    Condition.STALE: (Sign.SQUARE, "caution"),
    Condition.OFFLINE: (Sign.CROSS, "alarm"),
    Condition.UNKNOWN: (Sign.RING, "text_dim"),
    Condition.NEVER: (Sign.DIAMOND, "text_dim"),
}
"""Of how a camera is, in lists and on the map."""


def state_colour(state: FeedState, colours: Colours) -> str:
    found: str = getattr(colours, STATE_SIGNS[state][1])
    return found


def condition_colour(condition: Condition, colours: Colours) -> str:
    found: str = getattr(colours, CONDITION_SIGNS[condition][1])
    return found


def paint_sign(painter: QPainter, box: QRectF, sign: Sign, colour: str, edge: str = "") -> None:
    """As large as ``box``; with an ``edge`` it can be told from any ground."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    thick = max(_LEAST_STROKE_PX, box.width() * _STROKE_SHARE)
    if edge:
        _paint(painter, box, sign, QColor(edge), thick * 1.9)
    _paint(painter, box, sign, QColor(colour), thick)
    painter.restore()


def _paint(painter: QPainter, box: QRectF, sign: Sign, colour: QColor, thick: float) -> None:
    pen = QPen(colour, thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    stroke = max(_LEAST_STROKE_PX, box.width() * _STROKE_SHARE)
    drawn = _DRAWN.get(sign)
    if drawn is not None:
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        drawn(painter, box.adjusted(stroke / 2, stroke / 2, -stroke / 2, -stroke / 2))
        return
    filled = _FILLED.get(sign)
    if filled is not None:
        over = thick - stroke
        painter.setPen(QPen(colour, over) if over > 0 else QPen(Qt.PenStyle.NoPen))
        painter.setBrush(colour)
        filled(painter, box)


def _disc(painter: QPainter, box: QRectF) -> None:
    inset = box.width() * 0.08
    painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset))


def _triangle(painter: QPainter, box: QRectF) -> None:
    painter.drawPolygon(QPolygonF([QPointF(box.center().x(), box.top()), box.bottomRight(), box.bottomLeft()]))


def _square(painter: QPainter, box: QRectF) -> None:
    inset = box.width() * 0.08
    painter.drawRect(box.adjusted(inset, inset, -inset, -inset))


def _arrows_back(painter: QPainter, box: QRectF) -> None:
    middle = box.center()
    for left, right in ((box.left(), middle.x()), (middle.x(), box.right())):
        painter.drawPolygon([QPointF(left, middle.y()), QPointF(right, box.top()), QPointF(right, box.bottom())])


def _frames(painter: QPainter, box: QRectF) -> None:
    side = box.width() * 0.66
    painter.drawRect(QRectF(box.left(), box.top(), side, side))
    painter.drawRect(QRectF(box.right() - side, box.bottom() - side, side, side))


def _cross(painter: QPainter, box: QRectF) -> None:
    painter.drawLine(box.topLeft(), box.bottomRight())
    painter.drawLine(box.topRight(), box.bottomLeft())


def _ring(painter: QPainter, box: QRectF) -> None:
    painter.drawEllipse(box)


def _clock(painter: QPainter, box: QRectF) -> None:
    painter.drawEllipse(box)
    painter.drawLine(box.center(), QPointF(box.center().x(), box.top()))
    painter.drawLine(box.center(), QPointF(box.right(), box.center().y()))


def _diamond(painter: QPainter, box: QRectF) -> None:
    middle, reach = box.center(), box.width() * 0.6
    corners = ((0, -reach), (reach, 0), (0, reach), (-reach, 0))
    painter.drawPolygon(QPolygonF([middle + QPointF(x, y) for x, y in corners]))


_Shape = Callable[[QPainter, QRectF], None]
_FILLED: Mapping[Sign, _Shape] = {
    Sign.DISC: _disc,
    Sign.TRIANGLE: _triangle,
    Sign.SQUARE: _square,
    Sign.ARROWS_BACK: _arrows_back,
}
_DRAWN: Mapping[Sign, _Shape] = {
    Sign.FRAMES: _frames,
    Sign.CROSS: _cross,
    Sign.RING: _ring,
    Sign.CLOCK: _clock,
    Sign.DIAMOND: _diamond,
}

"""The mark of each feed state: a shape of its own, so that nobody needs to tell colours apart."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from console.domain.feed_state import FeedState
from console.widgets.theme.theme import Colours

_STROKE_SHARE = 0.17


def state_colour(state: FeedState, colours: Colours) -> str:
    if state is FeedState.LIVE:
        return colours.live
    if state in (FeedState.SUSPECT, FeedState.SAME_PICTURE, FeedState.WAITING):
        return colours.caution
    if state in (FeedState.STALE, FeedState.FAILED):
        return colours.alarm
    if state is FeedState.REPLAY:
        return colours.replay
    return colours.text_dim


def paint_mark(painter: QPainter, box: QRectF, state: FeedState, colours: Colours) -> None:
    """Disc live, triangle suspect, two frames same picture, square stale, cross failed, clock waiting, ring connecting;
    two arrows back for a replay.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = QColor(state_colour(state, colours))
    pen = QPen(colour, max(1.2, box.width() * _STROKE_SHARE), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inner = box.adjusted(pen.widthF(), pen.widthF(), -pen.widthF(), -pen.widthF())
    if state in (FeedState.LIVE, FeedState.SUSPECT, FeedState.STALE, FeedState.REPLAY):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        _solid(painter, box, state)
    elif state is FeedState.SAME_PICTURE:
        side = inner.width() * 0.66
        painter.drawRect(QRectF(inner.left(), inner.top(), side, side))
        painter.drawRect(QRectF(inner.right() - side, inner.bottom() - side, side, side))
    elif state is FeedState.FAILED:
        painter.drawLine(inner.topLeft(), inner.bottomRight())
        painter.drawLine(inner.topRight(), inner.bottomLeft())
    elif state in (FeedState.CONNECTING, FeedState.WAITING):
        painter.drawEllipse(inner)
        if state is FeedState.WAITING:
            painter.drawLine(inner.center(), QPointF(inner.center().x(), inner.top()))
            painter.drawLine(inner.center(), QPointF(inner.right(), inner.center().y()))
    painter.restore()


def _solid(painter: QPainter, box: QRectF, state: FeedState) -> None:
    if state is FeedState.LIVE:
        inset = box.width() * 0.12
        painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset))
    elif state is FeedState.SUSPECT:
        top = QPointF(box.center().x(), box.top())
        painter.drawPolygon(QPolygonF([top, box.bottomRight(), box.bottomLeft()]))
    elif state is FeedState.REPLAY:
        middle = box.center()
        for left, right in ((box.left(), middle.x()), (middle.x(), box.right())):
            painter.drawPolygon([QPointF(left, middle.y()), QPointF(right, box.top()), QPointF(right, box.bottom())])
    else:
        painter.drawRect(box.adjusted(1, 1, -1, -1))


def paint_loudspeaker(painter: QPainter, box: QRectF, colour: QColor, *, audible: bool) -> None:
    """With waves, or crossed out where nothing can be heard."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    side, left, middle = box.width(), box.left(), box.center().y()
    outline = ((0.0, 0.18), (0.2, 0.18), (0.48, 0.42), (0.48, -0.42), (0.2, -0.18), (0.0, -0.18))
    painter.drawPolygon(QPolygonF([QPointF(left + x * side, middle + y * side) for x, y in outline]))
    pen = QPen(colour, max(1.2, side * _STROKE_SHARE * 0.7), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if audible:
        for share in (0.28, 0.55):
            wave = QRectF(left + (0.5 - share) * side, middle - share * side, 2 * share * side, 2 * share * side)
            painter.drawArc(wave.translated(0.1 * side, 0), -45 * 16, 90 * 16)
    else:
        painter.drawLine(QPointF(left + 0.64 * side, middle - 0.2 * side), QPointF(left + side, middle + 0.2 * side))
        painter.drawLine(QPointF(left + side, middle - 0.2 * side), QPointF(left + 0.64 * side, middle + 0.2 * side))
    painter.restore()

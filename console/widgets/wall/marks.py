"""The loudspeaker of the tile that is heard."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

_STROKE_SHARE = 0.17


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

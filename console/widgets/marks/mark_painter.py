"""Paints marks so that they can be read on any picture: yellow within black."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPainterPath, QPen

from console.base.errors import KnownError
from console.domain.still_mark import MarkKind, Point, StillMark
from console.widgets.theme.colours import DARK

_INNER, _OUTER = QColor(DARK.pen), QColor(DARK.pen_edge)
_LEAST_STROKE_PX = 2.0
_STROKE_SHARE = 1 / 130
"""Of the shorter side of the picture."""
_HEAD_STROKES = 7.0
_DISC_STROKES = 6.0
_HEAD_ANGLE = math.radians(28)
_QUALITY = 92


def paint_marks(painter: QPainter, picture: QRectF, marks: Iterable[StillMark]) -> None:
    """``picture`` is where the whole picture lies."""
    stroke_px = max(_LEAST_STROKE_PX, min(picture.width(), picture.height()) * _STROKE_SHARE)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for mark in marks:
        if mark.kind is MarkKind.NUMBER:
            _paint_number(painter, _placed(picture, mark.points[0]), mark.number, stroke_px)
        else:
            _paint_path(painter, _path(picture, mark, stroke_px), stroke_px)
    painter.restore()


def marked_jpeg(jpeg: bytes, marks: Sequence[StillMark]) -> bytes:
    """Another picture of the same size with the marks in it. Any thread. Raises KnownError ``evidence.unreadable``."""
    image = QImage.fromData(QByteArray(jpeg))
    if image.isNull():
        raise KnownError("evidence.unreadable")
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint_marks(painter, QRectF(image.rect()), marks)
    painter.end()
    return as_jpeg(image)


def as_jpeg(image: QImage, quality: int = _QUALITY) -> bytes:
    """Any thread. Raises KnownError ``evidence.unreadable``."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # The stub knows the format as bytes only, the binding as text only.
    if not image.save(buffer, "JPEG", quality):  # type: ignore[call-overload]
        raise KnownError("evidence.unreadable")
    return bytes(buffer.data().data())


def _placed(picture: QRectF, point: Point) -> QPointF:
    return QPointF(picture.left() + point[0] * picture.width(), picture.top() + point[1] * picture.height())


def _path(picture: QRectF, mark: StillMark, stroke_px: float) -> QPainterPath:
    first, *others = [_placed(picture, point) for point in mark.points]
    path = QPainterPath(first)
    if mark.kind is MarkKind.BOX:
        path.addRect(QRectF(first, others[-1]).normalized())
        return path
    for point in others:
        path.lineTo(point)
    if mark.kind is MarkKind.ARROW:
        _add_head(path, first, others[-1], stroke_px)
    return path


def _add_head(path: QPainterPath, tail: QPointF, tip: QPointF, stroke_px: float) -> None:
    back = math.atan2(tail.y() - tip.y(), tail.x() - tip.x())
    length_px = _HEAD_STROKES * stroke_px
    for angle in (back - _HEAD_ANGLE, back + _HEAD_ANGLE):
        path.moveTo(tip)
        path.lineTo(tip + QPointF(math.cos(angle), math.sin(angle)) * length_px)


def _paint_path(painter: QPainter, path: QPainterPath, stroke_px: float) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width_px in ((_OUTER, 2.4 * stroke_px), (_INNER, stroke_px)):
        pen = QPen(colour, width_px, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPath(path)


def _paint_number(painter: QPainter, at: QPointF, number: int, stroke_px: float) -> None:
    radius_px = _DISC_STROKES * stroke_px
    painter.setPen(QPen(_OUTER, stroke_px))
    painter.setBrush(_INNER)
    painter.drawEllipse(at, radius_px, radius_px)
    font = QFont(painter.font())
    font.setBold(True)
    font.setPixelSize(max(1, round(1.3 * radius_px)))
    painter.setFont(font)
    box = QRectF(at.x() - radius_px, at.y() - radius_px, 2 * radius_px, 2 * radius_px)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number))

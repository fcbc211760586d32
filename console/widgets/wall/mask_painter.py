"""Paints privacy masks over pictures, so that nothing beneath them is left to be seen."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF

from console.base.errors import KnownError
from console.domain.camera_mask import Polygons
from console.domain.picture_place import Area, Size, place, shown_point
from console.domain.picture_view import Fit, Hanging, PictureView
from console.widgets.marks.mark_painter import as_jpeg
from console.widgets.theme.colours import DARK
from console.widgets.wall.geometry import fitted

MASK_COLOUR = QColor(DARK.mask)
_EDGE_PX = 2.0
"""Around a mask: no rounding of a pixel leaves a line of the picture uncovered."""


def paint_masks(painter: QPainter, box: QRect, picture: QSize, view: PictureView, polygons: Polygons) -> None:
    """``picture`` is the size of the one that was painted into ``box`` with this view."""
    if not polygons or picture.isEmpty() or box.isEmpty():
        return
    painter.save()
    painter.setClipRect(box)
    _fill(painter, whole_rect(painter, box, picture, view), view.hanging, polygons)
    painter.restore()


def whole_rect(painter: QPainter, box: QRect, picture: QSize, view: PictureView) -> QRectF:
    """Where the whole picture lies, beyond the box too."""
    if view.hanging.fit is Fit.FIT and not view.zoom.is_zoomed:
        ratio = painter.device().devicePixelRatio()
        size = QSize(round(picture.width() / ratio), round(picture.height() / ratio))
        return QRectF(fitted(size.transposed() if view.hanging.sideways else size, box))
    drawn = place(Size(picture.width(), picture.height()), Size(box.width(), box.height()), view).drawn
    return _placed(drawn, box)


def masked(image: QImage, polygons: Polygons) -> QImage:
    """The picture as the camera sent it, without what is masked; itself where nothing is."""
    if not polygons or image.isNull():
        return image
    hidden = image.convertToFormat(QImage.Format.Format_RGB32)
    painter = QPainter(hidden)
    _fill(painter, QRectF(hidden.rect()), Hanging(), polygons)
    painter.end()
    return hidden


def masked_jpeg(jpeg: bytes, polygons: Polygons) -> bytes:
    """Any thread. Raises KnownError ``evidence.unreadable``."""
    if not polygons:
        return jpeg
    image = QImage.fromData(QByteArray(jpeg))
    if image.isNull():
        raise KnownError("evidence.unreadable")
    return as_jpeg(masked(image, polygons))


def _fill(painter: QPainter, whole: QRectF, hanging: Hanging, polygons: Polygons) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setOpacity(1.0)
    painter.setBrush(MASK_COLOUR)
    painter.setPen(
        QPen(MASK_COLOUR, _EDGE_PX, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    )
    for polygon in polygons:
        corners = [shown_point(point, hanging) for point in polygon]
        painter.drawPolygon(
            QPolygonF([QPointF(whole.x() + x * whole.width(), whole.y() + y * whole.height()) for x, y in corners]),
            Qt.FillRule.WindingFill,
        )


def _placed(drawn: Area, box: QRect) -> QRectF:
    return QRectF(box.x() + drawn.left, box.y() + drawn.top, drawn.width, drawn.height)

"""Draws a picture that is turned, mirrored, zoomed or made to fill, and where in it one is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPen

from console.domain.picture_place import Area, Size, part_of_source, place
from console.domain.picture_view import Fit, PictureView
from console.widgets.theme.apply import font
from console.widgets.theme.theme import Theme
from console.widgets.wall.geometry import fitted

ZoomWords = Callable[[float], str]
"""How a factor is written in the language in use."""

_GROUND_ALPHA = 190
_INSET_SHARE = 4
"""The inset takes at most a quarter of the tile each way."""
_LEAST_INSET_PX = 16


class ViewPainter:
    """The fonts and sizes of one theme; shared by all tiles of a wall."""

    def __init__(self, theme: Theme, zoom_words: ZoomWords) -> None:
        self._theme = theme
        self._zoom_words = zoom_words
        self._font: QFont = font(theme, theme.small_font_px, bold=True)
        self._metrics = QFontMetrics(self._font)

    def paint(self, painter: QPainter, box: QRect, image: QImage, view: PictureView) -> None:
        """``image`` is drawn once, straight from where it lies, and only the part of it that is seen."""
        if image.isNull() or box.isEmpty():
            return
        here = place(_size(image), Size(box.width(), box.height()), view)
        source = _in_pixels(part_of_source(here.seen, view.hanging), image.size())
        target = self._target(painter, box, image, view)
        painter.save()
        painter.setClipRect(box)
        ratio = painter.device().devicePixelRatio()
        along = target.height() if view.hanging.sideways else target.width()
        painter.setRenderHint(
            QPainter.RenderHint.SmoothPixmapTransform, abs(along * ratio - source.width()) > 1 or not _whole(target)
        )
        painter.translate(target.center())
        painter.rotate(90.0 * view.hanging.quarter_turns)
        painter.scale(-1.0 if view.hanging.mirrored else 1.0, 1.0)
        size = target.size().transposed() if view.hanging.sideways else target.size()
        upright = QRectF(QPointF(-size.width() / 2, -size.height() / 2), size)
        painter.drawImage(upright, image, source)
        painter.restore()

    def paint_whereabouts(self, painter: QPainter, box: QRect, picture: QSize, view: PictureView) -> None:
        """Over a zoomed picture: how much in words, and a small frame with the part that is seen."""
        if not view.zoom.is_zoomed or picture.isEmpty():
            return
        painter.save()
        painter.setClipRect(box)
        bottom = self._paint_badge(painter, box, self._zoom_words(view.zoom.factor))
        self._paint_inset(painter, box, bottom, picture, view)
        painter.restore()

    def _target(self, painter: QPainter, box: QRect, image: QImage, view: PictureView) -> QRectF:
        """Where the seen part is drawn; a whole fitted picture on whole pixels, so that nothing blurs it."""
        if view.hanging.fit is Fit.FIT and not view.zoom.is_zoomed:
            ratio = painter.device().devicePixelRatio()
            size = QSize(round(image.width() / ratio), round(image.height() / ratio))
            return QRectF(fitted(size.transposed() if view.hanging.sideways else size, box))
        here = place(_size(image), Size(box.width(), box.height()), view).target
        return QRectF(box.x() + here.left, box.y() + here.top, here.width, here.height)

    def _paint_badge(self, painter: QPainter, box: QRect, badge: str) -> int:
        """At the upper right; returns where it ends below."""
        pad_px = self._theme.px(1)
        width_px = self._metrics.horizontalAdvance(badge) + 3 * pad_px
        height_px = self._metrics.height() + pad_px
        place_px = QRect(box.right() - width_px - pad_px, box.top() + pad_px, width_px, height_px)
        if width_px + 2 * pad_px > box.width() or height_px + 2 * pad_px > box.height():
            return box.top()
        painter.fillRect(place_px, self._ground())
        painter.setFont(self._font)
        painter.setPen(QColor(self._theme.colours.text))
        painter.drawText(place_px, Qt.AlignmentFlag.AlignCenter, badge)
        return place_px.bottom()

    def _paint_inset(self, painter: QPainter, box: QRect, below: int, picture: QSize, view: PictureView) -> None:
        shown = picture.transposed() if view.hanging.sideways else picture
        pad_px = self._theme.px(1)
        room = QSize(min(box.width() // _INSET_SHARE, self._theme.px(40)), box.height() // _INSET_SHARE)
        size = shown.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        frame = QRect(box.right() - size.width() - pad_px, below + pad_px, size.width(), size.height())
        if min(size.width(), size.height()) < _LEAST_INSET_PX or frame.bottom() > box.bottom() - pad_px:
            return
        painter.fillRect(frame, self._ground())
        seen = place(Size(picture.width(), picture.height()), Size(box.width(), box.height()), view).seen
        part = _within(frame, seen)
        painter.fillRect(part, QColor(self._theme.colours.accent_ground))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._theme.colours.control_line), 1))
        painter.drawRect(frame)
        painter.setPen(QPen(QColor(self._theme.colours.accent), max(1, self._theme.px(0.4))))
        painter.drawRect(part)

    def _ground(self) -> QColor:
        colour = QColor(self._theme.colours.ground)
        colour.setAlpha(_GROUND_ALPHA)
        return colour


def _size(image: QImage) -> Size:
    return Size(image.width(), image.height())


def _in_pixels(area: Area, size: QSize) -> QRectF:
    width, height = size.width(), size.height()
    return QRectF(area.left * width, area.top * height, area.width * width, area.height * height)


def _within(frame: QRect, area: Area) -> QRectF:
    part = _in_pixels(area, frame.size())
    return part.translated(QPointF(frame.topLeft()))


def _whole(target: QRectF) -> bool:
    return target == QRectF(target.toAlignedRect())

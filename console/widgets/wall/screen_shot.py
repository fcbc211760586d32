"""A thumbnail of a wall's screen as it is drawn in the picture of the wall: always with its age, grey once that is old."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter

from console.widgets.theme.apply import font
from console.widgets.theme.theme import Theme


@dataclass(frozen=True)
class ScreenShot:
    """``image`` is grey already where ``is_old``; ``names_fit``: it shows the cameras that the wall wants now."""

    image: QImage
    age: str
    is_old: bool
    names_fit: bool


def greyed(image: QImage) -> QImage:
    """Nobody takes it for a picture of now."""
    return image.convertToFormat(QImage.Format.Format_Grayscale8).convertToFormat(QImage.Format.Format_RGB32)


def fitted(room: QRect, size: QSize) -> QRect:
    """The largest box of that shape in the middle of ``room``."""
    fit = size.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    left = room.x() + (room.width() - fit.width()) // 2
    return QRect(left, room.y() + (room.height() - fit.height()) // 2, fit.width(), fit.height())


def paint_shot(painter: QPainter, rect: QRect, shot: ScreenShot) -> None:
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(rect, shot.image)


def paint_age(painter: QPainter, theme: Theme, rect: QRect, shot: ScreenShot) -> None:
    """Small in a corner while it lives, large in the middle once it is old."""
    size = round(theme.font_px * 1.3) if shot.is_old else theme.small_font_px
    painter.setFont(font(theme, size, bold=shot.is_old))
    metrics, margin = QFontMetrics(painter.font()), theme.px(1)
    width, height = metrics.horizontalAdvance(shot.age) + 2 * margin, metrics.height()
    box = QRect(rect.right() - width + 1, rect.y(), width, height)
    if shot.is_old:
        box.moveCenter(rect.center())
    painter.fillRect(box, QColor(theme.colours.tile))
    painter.setPen(QColor(theme.colours.caution if shot.is_old else theme.colours.text_dim))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shot.age)
    painter.setFont(font(theme, theme.small_font_px))

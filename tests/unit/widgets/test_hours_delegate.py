"""The hours of a camera in a cell: how high tells the share, and what nobody measured looks like neither up nor down."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem

from console.widgets.lists.hours_delegate import HoursDelegate
from console.widgets.lists.row_painter import RowPainter
from console.widgets.theme.theme import Theme

_HEIGHT_PX, _HOUR_PX = 40, 10


def _painted(hours: list[float | None]) -> QImage:
    theme, owner = Theme(), QObject()
    edge_px = theme.px(1)
    image = QImage(_HOUR_PX * len(hours) + 2 * edge_px, _HEIGHT_PX, QImage.Format.Format_RGB32)
    image.fill(QColor("#000000"))
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, image.width(), _HEIGHT_PX)
    painter = QPainter(image)
    HoursDelegate(owner, RowPainter(theme), lambda _entry: hours).paint(painter, option, QModelIndex())
    painter.end()
    return image.copy(edge_px, 0, _HOUR_PX * len(hours), _HEIGHT_PX)


def _count(image: QImage, hour: int, colour: str) -> int:
    """Of the pixels in the middle of the hour's column."""
    x = hour * _HOUR_PX + _HOUR_PX // 2
    return sum(image.pixelColor(x, y) == QColor(colour) for y in range(_HEIGHT_PX))


def test_the_height_of_an_hour_is_its_share(qapp: QApplication) -> None:  # noqa: ARG001  fonts need it
    colours = Theme().colours
    image = _painted([1.0, 0.5, 0.0, None])
    full = _count(image, 0, colours.live)
    assert full > _HEIGHT_PX // 2
    assert abs(_count(image, 1, colours.live) - full / 2) <= 1
    assert _count(image, 2, colours.live) == 0
    assert 0 < _count(image, 2, colours.alarm) < full / 2
    assert (_count(image, 3, colours.live), _count(image, 3, colours.alarm)) == (0, 0)
    assert _count(image, 3, colours.control_line) == 1

"""A cell with the hours of some days in a row: as high as each was alive, dark above it, a grey line where nobody measured."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from console.widgets.lists.roles import ENTRY_ROLE
from console.widgets.lists.row_painter import RowPainter

Index = QModelIndex | QPersistentModelIndex
_DAY = 24
_HEIGHT_SHARE = 0.72
"""Of the row's height."""


class HoursDelegate(QStyledItemDelegate):
    """``hours_of`` gives the share of each hour, None where nobody measured; the height of a column tells it, not
    its colour alone."""

    def __init__(self, parent: QObject, rows: RowPainter, hours_of: Callable[[object], Sequence[float | None]]) -> None:
        super().__init__(parent)
        self._rows = rows
        self._hours_of = hours_of

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rows = self._rows
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(rows.colours.accent_ground))
        height_px = max(6, round(option.rect.height() * _HEIGHT_SHARE))
        room = option.rect.adjusted(rows.theme.px(1), 0, -rows.theme.px(1), 0)
        strip = QRect(room.left(), room.center().y() - height_px // 2, room.width(), height_px)
        self._paint_hours(painter, strip, self._hours_of(index.data(ENTRY_ROLE)))

    def _paint_hours(self, painter: QPainter, strip: QRect, hours: Sequence[float | None]) -> None:
        colours = self._rows.colours
        live, line = QColor(colours.live), QColor(colours.control_line)
        down, foot = QColor(colours.alarm_ground), QColor(colours.alarm)
        foot_px = max(2, strip.height() // 4)
        for place, share in enumerate(hours):
            left = strip.left() + strip.width() * place // len(hours)
            right = strip.left() + strip.width() * (place + 1) // len(hours)
            if place and place % _DAY == 0:
                # A gap between two days.
                left += 1
            if share is None:
                painter.fillRect(QRect(left, strip.center().y(), right - left, 1), line)
                continue
            alive_px = round(strip.height() * share)
            painter.fillRect(QRect(left, strip.top(), right - left, strip.height() - alive_px), down)
            if not alive_px:
                painter.fillRect(QRect(left, strip.bottom() + 1 - foot_px, right - left, foot_px), foot)
            painter.fillRect(QRect(left, strip.bottom() + 1 - alive_px, right - left, alive_px), live)

"""A cell with three shares as one bar, each in a colour and a pattern of its own, and the first of them in per cent."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from console.widgets.lists.roles import ENTRY_ROLE
from console.widgets.lists.row_painter import RowPainter

Index = QModelIndex | QPersistentModelIndex
_BAR_SHARE = 0.5
"""Of the row's height."""


class ShareDelegate(QStyledItemDelegate):
    """``shares_of`` gives the three of an entry, which fill the bar together; ``say`` its per cent."""

    def __init__(
        self,
        parent: QObject,
        rows: RowPainter,
        shares_of: Callable[[object], tuple[int, int, int]],
        say: Callable[[object], str],
    ) -> None:
        super().__init__(parent)
        self._rows = rows
        self._shares_of = shares_of
        self._say = say

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rows, entry = self._rows, index.data(ENTRY_ROLE)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(rows.colours.accent_ground))
        words = self._say(entry)
        widest_px = QFontMetrics(rows.plain).horizontalAdvance("100,0 %") + rows.theme.px(1.5)
        room = option.rect.adjusted(rows.theme.px(1), 0, -rows.theme.px(1), 0)
        rows.text_right(
            painter, QRect(room.left(), room.top(), widest_px, room.height()), words, rows.plain, rows.colours.text
        )
        height_px = max(4, round(rows.line_px(rows.plain) * _BAR_SHARE))
        left = room.left() + widest_px + rows.theme.px(1.5)
        bar = QRect(left, room.center().y() - height_px // 2, max(0, room.right() - left), height_px)
        self._paint_bar(painter, bar, self._shares_of(entry))

    def _paint_bar(self, painter: QPainter, bar: QRect, shares: tuple[int, int, int]) -> None:
        colours, whole = self._rows.colours, sum(shares)
        painter.save()
        if whole:
            first_px = round(bar.width() * shares[0] / whole)
            both_px = round(bar.width() * (shares[0] + shares[1]) / whole)
            painter.fillRect(QRect(bar.left(), bar.top(), first_px, bar.height()), QColor(colours.live))
            second = QRect(bar.left() + first_px, bar.top(), both_px - first_px, bar.height())
            painter.fillRect(second, QBrush(QColor(colours.alarm), Qt.BrushStyle.BDiagPattern))
        painter.setPen(QPen(QColor(colours.control_line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(bar.adjusted(0, 0, -1, -1))
        painter.restore()

"""Paints one incident category: its digit key, the name in the language in use, the other name, the priority."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from console.domain.event import IncidentCategory
from console.i18n.language import Language
from console.i18n.translator import Translator
from console.widgets.lists.roles import ENTRY_ROLE
from console.widgets.lists.row_painter import RowPainter

Index = QModelIndex | QPersistentModelIndex
LAST_DIGIT = 9


class CategoryDelegate(QStyledItemDelegate):
    """The first nine rows bear the digit that chooses them."""

    def __init__(self, parent: QObject, rows: RowPainter, translator: Translator) -> None:
        super().__init__(parent)
        self._rows = rows
        self._translator = translator

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002, N802  Qt's name
        return QSize(0, self._rows.line_px(self._rows.plain) + self._rows.theme.px(2.5))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        category = index.data(ENTRY_ROLE)
        if not isinstance(category, IncidentCategory):
            return
        rows = self._rows
        rows.ground(painter, option)
        px = rows.theme.px
        box = option.rect.adjusted(px(2), 0, -px(2), 0)
        if index.row() < LAST_DIGIT:
            rows.text(painter, box, str(index.row() + 1), rows.small_bold, rows.colours.accent)
        box = box.adjusted(px(4), 0, 0, 0)
        used_px = rows.text_right(painter, box, f"P{category.priority}", rows.small_bold, rows.colours.text_dim)
        first, second = category.name_id, category.name_en
        if self._translator.language is Language.ENGLISH:
            first, second = second, first
        room = box.adjusted(0, 0, -used_px - px(3), 0)
        left = room.left() + rows.text(painter, room, first, rows.plain, rows.colours.text) + px(3)
        rest = QRect(left, room.top(), max(0, room.right() - left), room.height())
        rows.text(painter, rest, second, rows.small, rows.colours.text_dim)

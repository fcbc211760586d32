"""Paints areas with their counts, and cameras with status, number, name and, where there is room, place."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from console.domain.camera import DirectoryStatus
from console.domain.directory_entry import AreaEntry, DirectoryEntry
from console.i18n.translator import Translator
from console.widgets.lists.roles import ENTRY_ROLE
from console.widgets.lists.row_painter import RowPainter

Index = QModelIndex | QPersistentModelIndex


class PlaceDelegate(QStyledItemDelegate):
    """``with_place``: two lines a camera, the second one says where it is."""

    def __init__(self, parent: QObject, rows: RowPainter, translator: Translator, *, with_place: bool) -> None:
        super().__init__(parent)
        self._rows = rows
        self._translator = translator
        self._with_place = with_place

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002, N802  Qt's name
        rows = self._rows
        second_px = rows.line_px(rows.small) + rows.theme.px(0.5) if self._with_place else 0
        return QSize(0, rows.line_px(rows.plain) + second_px + rows.theme.px(2))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rows = self._rows
        rows.ground(painter, option)
        pad_px = rows.theme.px(1.5)
        box = option.rect.adjusted(pad_px, 0, -pad_px, 0)
        entry = index.data(ENTRY_ROLE)
        if isinstance(entry, AreaEntry):
            self._paint_area(painter, box, entry)
        elif isinstance(entry, DirectoryEntry):
            self._paint_camera(painter, box, entry)

    def _paint_area(self, painter: QPainter, box: QRect, area: AreaEntry) -> None:
        rows = self._rows
        formats = self._translator.formats
        counts = f"{formats.count(area.online_count)} / {formats.count(area.camera_count)}"
        used_px = rows.text_right(painter, box, counts, rows.small, rows.colours.text_dim)
        rows.text(painter, box.adjusted(0, 0, -used_px - rows.theme.px(2), 0), area.name, rows.plain, rows.colours.text)

    def _paint_camera(self, painter: QPainter, box: QRect, entry: DirectoryEntry) -> None:
        rows = self._rows
        online = entry.status is DirectoryStatus.ONLINE
        side_px = rows.line_px(rows.plain) * 0.42
        line = QRect(box)
        if self._with_place:
            line = QRect(box.left(), box.top() + rows.theme.px(1), box.width(), rows.line_px(rows.plain))
        mark = QRectF(line.left(), line.center().y() - side_px / 2 + 0.5, side_px, side_px)
        rows.status(painter, mark, entry.status)
        left = line.left() + round(side_px) + rows.theme.px(1.75)
        number = QRect(left, line.top(), line.right() - left, line.height())
        left += rows.text(painter, number, str(entry.camera.number), rows.bold, rows.colours.text) + rows.theme.px(1.75)
        room = QRect(left, line.top(), max(0, line.right() - left), line.height())
        if not online and self._with_place:
            word = self._translator.text(f"directory-{entry.status.value}")
            room.setRight(room.right() - rows.text_right(painter, room, word, rows.small, rows.colours.text_dim) - 8)
        rows.text(painter, room, entry.camera.name, rows.plain, rows.colours.text if online else rows.colours.text_dim)
        if self._with_place:
            below = QRect(number.left(), line.bottom() + rows.theme.px(0.25), number.width(), rows.line_px(rows.small))
            rows.text(painter, below, place_words(entry), rows.small, rows.colours.text_dim)


def place_words(entry: DirectoryEntry) -> str:
    """Where it is, and what people also call that place: it may have been found by it."""
    return " · ".join((entry.place, *entry.camera.aliases))

"""Paints areas and sites with their counts, and cameras with condition, number, name and, where there is room, place."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from console.domain.condition import Condition
from console.domain.directory_entry import AreaEntry, DirectoryEntry, SiteEntry
from console.domain.own_cameras import FAVOURITES, RECENT
from console.domain.own_entry import GoneEntry, OwnListEntry
from console.qt.icons import icon_pixmap
from console.widgets.lists.condition_painter import paint_condition, paint_counts
from console.widgets.lists.place_words import Counted, PlaceWords, place_of
from console.widgets.lists.roles import ENTRY_ROLE
from console.widgets.lists.row_painter import RowPainter

Index = QModelIndex | QPersistentModelIndex
_LEAST_NAME_SHARE = 0.45
"""So much of a row belongs to the name of the area, however many the counts."""


class PlaceDelegate(QStyledItemDelegate):
    """``with_place``: two lines a camera, the second one says where it is."""

    def __init__(self, parent: QObject, rows: RowPainter, words: PlaceWords, *, with_place: bool) -> None:
        super().__init__(parent)
        self._rows = rows
        self._words = words
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
        if isinstance(entry, OwnListEntry | AreaEntry | SiteEntry):
            self._paint_counted(painter, box, entry)
        elif isinstance(entry, GoneEntry):
            self._paint_gone(painter, box, entry)
        elif isinstance(entry, DirectoryEntry):
            self._paint_camera(painter, box, entry)

    def _paint_counted(self, painter: QPainter, box: QRect, place: Counted) -> None:
        rows = self._rows
        gap_px, name = rows.theme.px(2), self._words.name(place)
        if isinstance(place, OwnListEntry):
            box = box.adjusted(self._paint_icon(painter, box, place), 0, 0, 0)
        name_px = min(QFontMetrics(rows.plain).horizontalAdvance(name), round(box.width() * _LEAST_NAME_SHARE))
        room = box.adjusted(name_px + gap_px, 0, 0, 0)
        used_px = paint_counts(painter, room, self._words.counts_of(place), self._words.translator.formats, rows)
        rows.text(painter, box.adjusted(0, 0, -used_px - gap_px, 0), name, rows.plain, rows.colours.text)

    def _paint_icon(self, painter: QPainter, box: QRect, place: OwnListEntry) -> int:
        """What kind of list it is; returns the width used."""
        rows = self._rows
        side_px = rows.line_px(rows.small)
        colour = rows.colours.flag if place.id == FAVOURITES else rows.colours.text_dim
        symbol = {FAVOURITES: "star", RECENT: "recent"}.get(place.id, "group")
        picture = icon_pixmap(symbol, colour, side_px, painter.device().devicePixelRatioF())
        painter.drawPixmap(QPoint(box.left(), box.center().y() - side_px // 2 + 1), picture)
        return side_px + rows.theme.px(1.25)

    def _paint_gone(self, painter: QPainter, box: QRect, place: GoneEntry) -> None:
        rows = self._rows
        words = self._words.translator.text("own-gone")
        used_px = rows.text_right(painter, box, words, rows.small, rows.colours.caution) + rows.theme.px(2)
        room = box.adjusted(0, 0, -used_px, 0)
        rows.text(painter, room, self._words.gone_name(place), rows.plain, rows.colours.text_dim)

    def _paint_camera(self, painter: QPainter, box: QRect, entry: DirectoryEntry) -> None:
        rows = self._rows
        condition = self._words.condition_of(entry)
        works = condition is Condition.WORKING
        side_px = rows.line_px(rows.plain) * 0.42
        line = QRect(box)
        if self._with_place:
            line = QRect(box.left(), box.top() + rows.theme.px(1), box.width(), rows.line_px(rows.plain))
        mark = QRectF(line.left(), line.center().y() - side_px / 2 + 0.5, side_px, side_px)
        paint_condition(painter, mark, condition, rows)
        left = line.left() + round(side_px) + rows.theme.px(1.75)
        number = QRect(left, line.top(), line.right() - left, line.height())
        left += rows.text(painter, number, str(entry.camera.number), rows.bold, rows.colours.text) + rows.theme.px(1.75)
        room = QRect(left, line.top(), max(0, line.right() - left), line.height())
        if not works and self._with_place:
            word = self._words.condition(condition)
            room.setRight(room.right() - rows.text_right(painter, room, word, rows.small, rows.colours.text_dim))
            room.setRight(room.right() - rows.theme.px(2))
        rows.text(painter, room, entry.camera.name, rows.plain, rows.colours.text if works else rows.colours.text_dim)
        if self._with_place:
            below = QRect(number.left(), line.bottom() + rows.theme.px(0.25), number.width(), rows.line_px(rows.small))
            rows.text(painter, below, place_of(entry), rows.small, rows.colours.text_dim)

"""Paints one bookmark or flag: what, where, when, and how far it has come."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from console.domain.event import EventEntry, EventKind, EventWay
from console.qt.icons import icon_pixmap
from console.widgets.lists.event_words import EventWords
from console.widgets.lists.roles import ENTRY_ROLE
from console.widgets.lists.row_painter import RowPainter
from console.widgets.lists.steps import paint_steps, steps_of

Index = QModelIndex | QPersistentModelIndex


class EventDelegate(QStyledItemDelegate):
    """Every event takes the same room, so that the list does not jump when one comes further."""

    def __init__(self, parent: QObject, rows: RowPainter, words: EventWords) -> None:
        super().__init__(parent)
        self._rows = rows
        self._words = words

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002, N802  Qt's name
        rows = self._rows
        small_px = rows.line_px(rows.small)
        return QSize(0, rows.line_px(rows.bold) + round(3.6 * small_px) + rows.theme.px(7))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = index.data(ENTRY_ROLE)
        if not isinstance(entry, EventEntry):
            return
        rows = self._rows
        rows.ground(painter, option)
        painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), _colour(rows))
        pad_px = rows.theme.px(2)
        box = option.rect.adjusted(pad_px, rows.theme.px(1.5), -pad_px, 0)
        top = self._paint_title(painter, box, entry)
        top = self._paint_place(painter, box, top, entry)
        steps_px = round(rows.line_px(rows.small) * 1.7)
        steps = steps_of(entry.kind, entry.way, self._words.steps(entry))
        refused = entry.way is EventWay.REFUSED
        paint_steps(painter, QRect(box.left(), top, box.width(), steps_px), steps, rows, refused=refused)
        top += steps_px + rows.theme.px(1)
        trouble = refused or bool(entry.last_error)
        colour = rows.colours.alarm if refused else rows.colours.caution if trouble else rows.colours.text_dim
        line = QRect(box.left(), top, box.width(), rows.line_px(rows.small))
        clock, late = self._words.clock(entry)
        used_px = 0
        if clock:
            clock_colour = rows.colours.alarm if late else rows.colours.text
            used_px = rows.text_right(painter, line, clock, rows.small_bold, clock_colour) + rows.theme.px(1.5)
        rows.text(painter, line.adjusted(0, 0, -used_px, 0), self._words.standing(entry), rows.small, colour)

    def _paint_title(self, painter: QPainter, box: QRect, entry: EventEntry) -> int:
        rows = self._rows
        line = QRect(box.left(), box.top(), box.width(), rows.line_px(rows.bold))
        flagged = entry.kind is EventKind.FLAG
        side_px = round(line.height() * 0.85)
        colour = rows.colours.flag if flagged else rows.colours.accent
        ratio = painter.device().devicePixelRatio()
        painter.drawPixmap(line.topLeft(), icon_pixmap("flag" if flagged else "bookmark", colour, side_px, ratio))
        used_px = rows.text_right(painter, line, self._words.time(entry), rows.small, rows.colours.text_dim)
        left = line.left() + side_px + rows.theme.px(1.25)
        room = QRect(left, line.top(), line.right() - used_px - rows.theme.px(1.5) - left, line.height())
        rows.text(painter, room, self._words.title(entry), rows.bold, rows.colours.text)
        return line.bottom() + rows.theme.px(0.5)

    def _paint_place(self, painter: QPainter, box: QRect, top: int, entry: EventEntry) -> int:
        rows = self._rows
        line = QRect(box.left(), top, box.width(), rows.line_px(rows.small))
        evidence = self._words.evidence(entry)
        used_px = rows.text_right(painter, line, evidence, rows.small, rows.colours.text_dim) if evidence else 0
        room = line.adjusted(0, 0, -used_px - rows.theme.px(1), 0)
        rows.text(painter, room, self._words.place(entry), rows.small, rows.colours.text_dim)
        return line.bottom() + rows.theme.px(1.25)


def _colour(rows: RowPainter) -> QColor:
    return QColor(rows.colours.line)

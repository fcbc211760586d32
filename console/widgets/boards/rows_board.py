"""Lines about open flags, one under the other, in letters that are read across the room; no reading of anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from console.widgets.theme.apply import font
from console.widgets.theme.theme import Theme

_LEFT = Qt.AlignmentFlag.AlignVCenter.value | Qt.AlignmentFlag.AlignLeft.value | Qt.TextFlag.TextSingleLine.value
_RIGHT = Qt.AlignmentFlag.AlignVCenter.value | Qt.AlignmentFlag.AlignRight.value | Qt.TextFlag.TextSingleLine.value
_CENTRED = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextWordWrap.value
_ROWS_WANTED = 6
"""In a tall tile the letters grow until so many flags are seen, and no further."""
_LINE_SHARE = 0.36
_MARK_SHARE = 0.14


@dataclass(frozen=True)
class BoardRow:
    """One flag: what and since when; its number and how it stands. ``waits``: nobody has answered."""

    title: str
    age: str
    number: str
    state: str
    priority: int = 0
    waits: bool = False
    late: bool = False


class RowsBoard(QWidget):
    """``show_rows`` gives the lines and what stands under them."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self._theme = theme
        self.rows: Sequence[BoardRow] = ()
        self.nothing = ""
        """Said in the middle where there are no rows."""
        self.about = ""
        """Said under the rows: what these are, or what is missing of them."""

    def show_rows(self, rows: Sequence[BoardRow], nothing: str, about: str) -> None:
        if (rows, nothing, about) != (self.rows, self.nothing, self.about):
            self.rows, self.nothing, self.about = rows, nothing, about
            said = (f"{row.title}, {row.state}, {row.age}, {row.number}" for row in rows)
            self.setAccessibleName("; ".join((*said, nothing if not rows else "", about)))
            self.update()

    def shown(self) -> int:
        """How many rows there is room for."""
        return max(1, self._room().height() // self._row_px())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._theme.colours.tile))
        room = self._room()
        if not self.rows:
            painter.setFont(self._letters(self._row_px()))
            painter.setPen(QColor(self._theme.colours.text_dim))
            painter.drawText(room, _CENTRED, self.nothing)
        row_px = self._row_px()
        for place, row in enumerate(self.rows[: self.shown()]):
            self._row(painter, QRect(room.left(), room.top() + place * row_px, room.width(), row_px), row)
        if self.about:
            self._foot(painter)
        painter.end()

    def _row(self, painter: QPainter, box: QRect, row: BoardRow) -> None:
        colours, row_px = self._theme.colours, box.height()
        gap_px = max(1, row_px // 16)
        inner = box.adjusted(0, 0, 0, -gap_px)
        painter.fillRect(inner, QColor(colours.panel))
        mark_px = max(3, round(row_px * _MARK_SHARE))
        colour = colours.alarm if row.late else colours.caution if row.waits else colours.control_line
        painter.fillRect(QRect(inner.left(), inner.top(), mark_px, inner.height()), QColor(colour))
        pad_px = mark_px * 2
        words = inner.adjusted(pad_px, 0, -mark_px, 0)
        upper, lower = self._halves(words)
        bold, plain = self._letters(row_px, bold=True), self._letters(row_px)
        used_px = self._right(painter, upper, row.age, bold, colours.alarm if row.late else colours.text)
        self._left(painter, upper.adjusted(0, 0, -used_px, 0), row.title, bold, colours.text)
        used_px = self._right(painter, lower, row.number, plain, colours.text_dim)
        state_colour = colours.caution if row.waits else colours.text_dim
        self._left(painter, lower.adjusted(0, 0, -used_px, 0), row.state, plain, state_colour)

    def _foot(self, painter: QPainter) -> None:
        letters = font(self._theme, self._theme.small_font_px)
        painter.setFont(letters)
        painter.setPen(QColor(self._theme.colours.text_dim))
        box = QRect(self._pad_px(), self.height() - self._foot_px(), self._room().width(), self._foot_px())
        words = QFontMetrics(letters).elidedText(self.about, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, _LEFT, words)

    @staticmethod
    def _halves(box: QRect) -> tuple[QRect, QRect]:
        half_px = box.height() // 2
        return QRect(box.left(), box.top(), box.width(), half_px), QRect(
            box.left(), box.top() + half_px, box.width(), box.height() - half_px
        )

    def _left(self, painter: QPainter, box: QRect, words: str, letters: QFont, colour: str) -> None:
        painter.setFont(letters)
        painter.setPen(QColor(colour))
        painter.drawText(
            box, _LEFT, QFontMetrics(letters).elidedText(words, Qt.TextElideMode.ElideRight, max(0, box.width()))
        )

    def _right(self, painter: QPainter, box: QRect, words: str, letters: QFont, colour: str) -> int:
        """How much room it took."""
        painter.setFont(letters)
        painter.setPen(QColor(colour))
        painter.drawText(box, _RIGHT, words)
        return QFontMetrics(letters).horizontalAdvance(words) + self._theme.px(2)

    def _letters(self, row_px: int, *, bold: bool = False) -> QFont:
        return font(self._theme, max(self._theme.small_font_px, round(row_px * _LINE_SHARE)), bold=bold)

    def _row_px(self) -> int:
        least_px = round(self._theme.small_font_px / _LINE_SHARE) + 2
        return max(least_px, min(self._room().height() // _ROWS_WANTED, 2 * least_px, max(least_px, self.width() // 9)))

    def _room(self) -> QRect:
        pad_px = self._pad_px()
        return self.rect().adjusted(pad_px, pad_px, -pad_px, -self._foot_px() if self.about else -pad_px)

    def _pad_px(self) -> int:
        return self._theme.px(1)

    def _foot_px(self) -> int:
        return round(self._theme.small_font_px * 1.7)

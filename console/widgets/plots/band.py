"""A band over time: how something was, from when to when; grey wherever nobody looked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from console.widgets.theme.theme import Theme


@dataclass(frozen=True)
class BandPiece:
    """From when to when, in which colour, and what is said of it."""

    begin_s: float
    end_s: float
    colour: str
    words: str


class BandView(QWidget):
    """Shows the pieces of the time that is in sight."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pieces: Sequence[BandPiece] = ()
        self._nobody = ""
        self._begin_s, self._end_s = 0.0, 1.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        return QSize(self._theme.px(60), self._theme.px(4))

    def set_pieces(self, pieces: Sequence[BandPiece], nobody: str) -> None:
        """``nobody``: what is said of a time between them."""
        self._pieces, self._nobody = pieces, nobody
        self.setAccessibleDescription("; ".join(piece.words for piece in pieces[-3:]))
        self.update()

    def show_time(self, begin_s: float, end_s: float) -> None:
        self._begin_s, self._end_s = begin_s, max(end_s, begin_s + 1.0)
        self.update()

    def words_at(self, x_px: float) -> str:
        at_s = self._begin_s + x_px / max(1, self.width()) * (self._end_s - self._begin_s)
        return next((piece.words for piece in self._pieces if piece.begin_s <= at_s < piece.end_s), self._nobody)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.words_at(event.pos().x()), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  Qt's name
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.colours.line))
        scale = self.width() / (self._end_s - self._begin_s)
        for piece in self._pieces:
            left = max(0.0, (piece.begin_s - self._begin_s) * scale)
            right = min(float(self.width()), (piece.end_s - self._begin_s) * scale)
            if right > left:
                # A moment of trouble in three months is seen, too.
                painter.fillRect(QRectF(left, 0, max(1.0, right - left), self.height()), QColor(piece.colour))

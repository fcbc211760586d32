"""A few words as large as the tile allows: a message, or a sentence that says why nothing else is here."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from console.widgets.boards.fitting import CENTRED_WORDS, fitted_font
from console.widgets.theme.apply import font
from console.widgets.theme.theme import Theme

_LARGEST_SHARE = 3
"""A short word is a third of the tile's height, not all of it."""


class WordsBoard(QWidget):
    """``calm``: small and dim, as what is said beside the work."""

    def __init__(self, parent: QWidget, theme: Theme, words: str = "", *, calm: bool = False) -> None:
        super().__init__(parent)
        self._theme = theme
        self._calm = calm
        self.words = words
        self.setAccessibleName(words)

    def say(self, words: str) -> None:
        if words != self.words:
            self.words = words
            self.setAccessibleName(words)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._theme.colours.tile))
        box = self._box()
        if self._calm:
            painter.setFont(font(self._theme))
            painter.setPen(QColor(self._theme.colours.text_dim))
        else:
            painter.setFont(fitted_font(self._theme, self.words, box, self.height() // _LARGEST_SHARE))
            painter.setPen(QColor(self._theme.colours.text))
        painter.drawText(box, CENTRED_WORDS, self.words)
        painter.end()

    def _box(self) -> QRect:
        pad_px = min(self._theme.px(4), self.width() // 16)
        return self.rect().adjusted(pad_px, pad_px, -pad_px, -pad_px)

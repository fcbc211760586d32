"""The largest letters that fit a box, so that a board is read across the room."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics

from console.widgets.theme.apply import font
from console.widgets.theme.theme import Theme

CENTRED_WORDS = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextWordWrap.value


def fitted_font(theme: Theme, words: str, box: QRect, most_px: int, *, bold: bool = True, wrap: bool = True) -> QFont:
    """At most ``most_px`` high, never smaller than the theme's small letters. With ``wrap`` it may take several lines."""
    low, high = theme.small_font_px, max(theme.small_font_px, most_px)
    while low < high:
        middle = (low + high + 1) // 2
        if _fits(font(theme, middle, bold=bold), words, box, wrap=wrap):
            low = middle
        else:
            high = middle - 1
    return font(theme, low, bold=bold)


def _fits(letters: QFont, words: str, box: QRect, *, wrap: bool) -> bool:
    metrics = QFontMetrics(letters)
    if not wrap:
        return metrics.horizontalAdvance(words) <= box.width() and metrics.height() <= box.height()
    needed = metrics.boundingRect(QRect(0, 0, box.width(), 100_000), CENTRED_WORDS, words)
    # A word that is wider than the box is not broken by the painter: it would be cut off.
    return needed.height() <= box.height() and needed.width() <= box.width()

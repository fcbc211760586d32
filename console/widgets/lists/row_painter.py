"""What every row of every list paints alike: its ground, its texts."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from console.widgets.theme.apply import font
from console.widgets.theme.theme import Theme

_LEFT = Qt.AlignmentFlag.AlignVCenter.value | Qt.AlignmentFlag.AlignLeft.value | Qt.TextFlag.TextSingleLine.value
_RIGHT = Qt.AlignmentFlag.AlignVCenter.value | Qt.AlignmentFlag.AlignRight.value | Qt.TextFlag.TextSingleLine.value


class RowPainter:
    """Fonts and measures of rows in one theme."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.colours = theme.colours

    @property
    def plain(self) -> QFont:
        return font(self.theme)

    @property
    def bold(self) -> QFont:
        return font(self.theme, bold=True)

    @property
    def small(self) -> QFont:
        return font(self.theme, self.theme.small_font_px)

    @property
    def small_bold(self) -> QFont:
        return font(self.theme, self.theme.small_font_px, bold=True)

    def line_px(self, line_font: QFont) -> int:
        return QFontMetrics(line_font).height()

    def ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        """Selected rows bear a bar at the left, so that colour alone does not say it."""
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if selected:
            painter.fillRect(option.rect, QColor(self.colours.accent_ground))
            active = bool(option.state & QStyle.StateFlag.State_HasFocus)
            bar = QRect(option.rect.left(), option.rect.top(), self.theme.px(0.75), option.rect.height())
            painter.fillRect(bar, QColor(self.colours.accent if active else self.colours.control_line))
        elif hovered:
            painter.fillRect(option.rect, QColor(self.colours.hover))

    def text(self, painter: QPainter, box: QRect, words: str, line_font: QFont, colour: str) -> int:
        """Elided to the box; returns the width used."""
        metrics = QFontMetrics(line_font)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        painter.setFont(line_font)
        painter.setPen(QColor(colour))
        painter.drawText(box, _LEFT, shown)
        return metrics.horizontalAdvance(shown)

    def fits(self, box: QRect, words: str) -> bool:
        """Small words, whole."""
        return QFontMetrics(self.small).horizontalAdvance(words) <= box.width()

    def text_right(self, painter: QPainter, box: QRect, words: str, line_font: QFont, colour: str) -> int:
        painter.setFont(line_font)
        painter.setPen(QColor(colour))
        painter.drawText(box, _RIGHT, words)
        return QFontMetrics(line_font).horizontalAdvance(words)

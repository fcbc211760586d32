"""The number of a screen, large in its middle, for some seconds: so that everybody calls it by the same one."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from console.qt.timer import Timer
from console.widgets.theme.apply import font
from console.widgets.theme.theme import Theme

SHOWN_MS = 5000
_SHARE = 0.42
_SMALL_SHARE = 0.045


class ScreenNumber(QWidget):
    """Goes by itself; lets clicks through."""

    def __init__(self, parent: QWidget, theme: Theme, screen: QRect, number: str, words: str) -> None:
        """``parent`` owns it; it lies over everything on ``screen``."""
        super().__init__(
            parent,
            Qt.WindowType.ToolTip
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint
            | Qt.WindowType.WindowTransparentForInput,
        )
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.number = number
        self.words = words
        self._theme = theme
        side = round(min(screen.width(), screen.height()) * 0.62)
        width = min(screen.width(), round(side * 1.6))
        self.setGeometry(
            screen.x() + (screen.width() - width) // 2, screen.y() + (screen.height() - side) // 2, width, side
        )
        self.setAccessibleName(f"{number} {words}")
        Timer(self, "screen-number", SHOWN_MS, self._go, single_shot=True).start()

    def _font_for(self, width_px: int) -> QFont:
        """As large as it goes; several numbers are smaller."""
        size_px = max(20, round(self.height() * _SHARE / 0.62))
        wanted_px = QFontMetrics(font(self._theme, size_px, bold=True)).horizontalAdvance(self.number)
        room_px = width_px * 0.86
        return font(self._theme, min(size_px, max(20, round(size_px * room_px / max(1, wanted_px)))), bold=True)

    def _go(self) -> None:
        self.close()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  Qt's name
        colours, height = self._theme.colours, self.height()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.accent))
        border = self._theme.px(1)
        painter.fillRect(self.rect().adjusted(border, border, -border, -border), QColor(colours.ground))
        painter.setPen(QColor(colours.text))
        upper = QRect(0, 0, self.width(), round(height * 0.78))
        painter.setFont(self._font_for(upper.width()))
        painter.drawText(upper, int(Qt.AlignmentFlag.AlignCenter), self.number)
        painter.setPen(QColor(colours.text_dim))
        painter.setFont(font(self._theme, max(12, round(height * _SMALL_SHARE / 0.62))))
        lower = QRect(border * 4, round(height * 0.76), self.width() - border * 8, round(height * 0.2))
        painter.drawText(lower, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), self.words)
        painter.end()

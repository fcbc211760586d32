"""The letters of a tile and where its parts lie, in the theme as it is now."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFont, QFontMetrics

from console.widgets.theme.apply import font
from console.widgets.theme.theme import Theme


class TileMeasures:
    """Shared by all tiles of a wall."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    @property
    def _font(self) -> QFont:
        return font(self._theme, self._theme.small_font_px)

    @property
    def _bold(self) -> QFont:
        return font(self._theme, self._theme.small_font_px, bold=True)

    @property
    def _frame_px(self) -> int:
        return max(2, self._theme.px(0.5))

    @property
    def strip_px(self) -> int:
        return QFontMetrics(self._bold).height() + self._theme.px(1.5)

    def strip_rect(self, size: QSize) -> QRect:
        return QRect(self._frame_px, self._frame_px, size.width() - 2 * self._frame_px, self.strip_px)

    def picture_rect(self, size: QSize) -> QRect:
        top = self._frame_px + self.strip_px
        return QRect(
            self._frame_px, top, size.width() - 2 * self._frame_px, max(0, size.height() - top - self._frame_px)
        )

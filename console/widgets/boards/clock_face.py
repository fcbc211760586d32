"""The time of the city, as large as the tile allows, and under it the whole date."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from console.base.clock import Clock
from console.i18n.translator import Translator
from console.i18n.whole_date import whole_date
from console.qt.timer import Timer
from console.widgets.boards.fitting import fitted_font
from console.widgets.theme.theme import Theme

_LOOK_EVERY_MS = 200
"""A second is told within a fifth of it; nothing is painted while the words are the same."""
_CENTRED = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextSingleLine.value


class ClockFace(QWidget):
    """Follows the console's clock and the language in use."""

    def __init__(self, parent: QWidget, theme: Theme, translator: Translator, clock: Clock) -> None:
        super().__init__(parent)
        self._theme = theme
        self._translator = translator
        self._clock = clock
        self.time, self.date = "", ""
        self.look()
        Timer(self, "clock-face", _LOOK_EVERY_MS, self.look).start()

    def look(self) -> None:
        now, formats = self._clock.now_utc(), self._translator.formats
        said = formats.clock_time(now), whole_date(formats.language, now)
        if said != (self.time, self.date):
            self.time, self.date = said
            self.setAccessibleName(f"{self.time}, {self.date}")
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._theme.colours.tile))
        pad_px = self.width() // 16
        width, height = self.width() - 2 * pad_px, self.height()
        upper = QRect(pad_px, height // 6, width, height * 5 // 12)
        lower = QRect(pad_px, upper.bottom(), width, height // 4)
        # The widest digits, so that the letters do not change their size every second.
        widest = "".join("0" if one.isdigit() else one for one in self.time)
        painter.setFont(fitted_font(self._theme, widest, upper, upper.height(), wrap=False))
        painter.setPen(QColor(self._theme.colours.text))
        painter.drawText(upper, _CENTRED, self.time)
        painter.setFont(fitted_font(self._theme, self.date, lower, lower.height() * 2 // 3, bold=False, wrap=False))
        painter.setPen(QColor(self._theme.colours.text_dim))
        painter.drawText(lower, _CENTRED, self.date)
        painter.end()

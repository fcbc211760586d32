"""Seven days of a camera as a chart of hours: filled as far as it was alive, a grey line where nobody looked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from console.base.clock import WIB
from console.domain.alive_hours import AliveHour
from console.i18n.translator import Translator
from console.widgets.theme.apply import font
from console.widgets.theme.theme import Theme

HOURS = 24
_LABELLED_EVERY = 3


class HeatStrip(QWidget):
    """A row for each day, a cell for each hour. The cell's height tells the share, so that nobody needs its colour."""

    def __init__(
        self, parent: QWidget, translator: Translator, theme: Theme, words_of: Callable[[AliveHour], str]
    ) -> None:
        super().__init__(parent)
        self._translator = translator
        self._theme = theme
        self._words_of = words_of
        self.hours: Sequence[AliveHour] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def _font(self) -> QFont:
        return font(self._theme, self._theme.small_font_px)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        rows = len(self.hours) // HOURS or 7
        return QSize(self._theme.px(120), rows * self._row_px() + QFontMetrics(self._font).height())

    def set_hours(self, hours: Sequence[AliveHour]) -> None:
        self.hours = hours
        self.updateGeometry()
        self.update()

    def hour_at(self, x_px: float, y_px: float) -> AliveHour | None:
        left_px, width_px = self._left_px(), self._cell_px()
        column, row = int((x_px - left_px) // width_px), int(y_px // self._row_px())
        place = row * HOURS + column
        return self.hours[place] if 0 <= column < HOURS and 0 <= place < len(self.hours) else None

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            hour = self.hour_at(event.pos().x(), event.pos().y())
            QToolTip.showText(event.globalPos(), self._words_of(hour) if hour is not None else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  Qt's name
        painter = QPainter(self)
        painter.setFont(self._font)
        left_px, width_px, row_px = self._left_px(), self._cell_px(), self._row_px()
        for place, hour in enumerate(self.hours):
            row, column = divmod(place, HOURS)
            cell = QRectF(left_px + column * width_px, row * row_px, width_px, row_px)
            if column == 0:
                painter.setPen(QColor(self._theme.colours.text_dim))
                day = self._translator.formats.day(
                    datetime.fromtimestamp(hour.begin_unix_s, WIB).date(), with_year=False
                )
                painter.drawText(QRectF(0, cell.top(), left_px, row_px), Qt.AlignmentFlag.AlignVCenter, day)
            self._paint_cell(painter, cell.adjusted(1, 1, -1, -1), hour)
        self._paint_clock(painter, left_px, width_px)

    def _paint_cell(self, painter: QPainter, cell: QRectF, hour: AliveHour) -> None:
        colours, share = self._theme.colours, hour.share
        if share is None:
            middle = QRectF(cell.left(), cell.center().y() - 0.5, cell.width(), 1.0)
            painter.fillRect(middle, QColor(colours.control_line))
            return
        painter.fillRect(cell, QColor(colours.alarm))
        alive = cell.adjusted(0, cell.height() * (1 - share), 0, 0)
        painter.fillRect(alive, QColor(colours.live))

    def _paint_clock(self, painter: QPainter, left_px: float, width_px: float) -> None:
        painter.setPen(QColor(self._theme.colours.text_dim))
        top = len(self.hours) // HOURS * self._row_px()
        for column in range(0, HOURS, _LABELLED_EVERY) if self.hours else ():
            at = datetime.fromtimestamp(self.hours[column].begin_unix_s, UTC)
            place = QRectF(left_px + column * width_px, top, _LABELLED_EVERY * width_px, self.height() - top)
            painter.drawText(place, Qt.AlignmentFlag.AlignTop, self._translator.formats.hour(at))

    def _row_px(self) -> int:
        return self._theme.px(3.25)

    def _left_px(self) -> int:
        return self._theme.px(14)

    def _cell_px(self) -> float:
        return max(1.0, (self.width() - self._left_px()) / HOURS)

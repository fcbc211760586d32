"""The events of a shift on a line of time: each a mark at its moment, the newest at the right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from console.base.clock import Clock
from console.domain.event import EventEntry, EventKind
from console.widgets.lists.event_words import EventWords
from console.widgets.theme.theme import Theme

SPAN = timedelta(hours=8)
"""A shift."""
_HOUR = timedelta(hours=1)
_NEAR_UNITS = 2.0


def place_of(at_utc: datetime, now_utc: datetime) -> float:
    """0 at the beginning of the span, 1 now; outside for what lies outside."""
    return 1 + (at_utc - now_utc) / SPAN


class EventTimeline(QWidget):
    """Signals: ``chosen(int)``: the number of the entry whose mark was clicked."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget, theme: Theme, clock: Clock, words: EventWords) -> None:
        super().__init__(parent)
        self._theme = theme
        self._clock = clock
        self._words = words
        self._entries: Sequence[EventEntry] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        return QSize(self._theme.px(60), self._theme.px(6.5))

    def set_entries(self, entries: Sequence[EventEntry]) -> None:
        self._entries = entries
        self.update()

    def entry_at(self, x_px: float) -> int | None:
        """The number of the nearest mark, None where none is near."""
        found = [(abs(place - x_px), number) for number, place in self._places()]
        return min(found)[1] if found and min(found)[0] <= self._theme.px(_NEAR_UNITS) else None

    def x_of(self, entry: EventEntry) -> float:
        line = self._line()
        return line.left() + place_of(entry.at_utc, self._clock.now_utc()) * line.width()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            number = self.entry_at(event.pos().x())
            entry = self._entries[number] if number is not None else None
            QToolTip.showText(event.globalPos(), self._told(entry) if entry else "", self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        number = self.entry_at(event.position().x())
        if number is not None and event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit(number)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line, colours = self._line(), self._theme.colours
        painter.fillRect(line, QColor(colours.line))
        self._paint_hours(painter, line)
        painter.setPen(Qt.PenStyle.NoPen)
        half = self._theme.px(1)
        # The newest last, so that it lies on top.
        for number, x_px in reversed(self._places()):
            entry = self._entries[number]
            flagged = entry.kind is EventKind.FLAG
            painter.setBrush(
                QColor(colours.alarm if entry.priority == 1 else colours.flag if flagged else colours.accent)
            )
            middle = QPointF(x_px, line.center().y())
            if flagged:
                painter.drawPolygon(_diamond(middle, half * 1.4))
            else:
                painter.drawEllipse(middle, half, half)

    def _paint_hours(self, painter: QPainter, line: QRectF) -> None:
        now_utc, formats = self._clock.now_utc(), self._words.formats
        painter.setPen(QColor(self._theme.colours.text_dim))
        font = painter.font()
        font.setPixelSize(self._theme.small_font_px)
        painter.setFont(font)
        height = painter.fontMetrics().height()
        hour = now_utc.replace(minute=0, second=0, microsecond=0)
        while now_utc - hour < SPAN:
            x_px = line.left() + place_of(hour, now_utc) * line.width()
            painter.drawLine(QPointF(x_px, line.top() - self._theme.px(0.5)), QPointF(x_px, line.bottom()))
            if hour.hour % 2 == 0:
                words = formats.hour(hour)
                width = painter.fontMetrics().horizontalAdvance(words)
                left = min(max(0.0, x_px - width / 2), self.width() - width - self._theme.px(1))
                painter.drawText(QRectF(left, self.height() - height, width + 1, height), words)
            hour -= _HOUR

    def _line(self) -> QRectF:
        px = self._theme.px
        return QRectF(px(2), px(1.75), max(1, self.width() - px(4)), px(0.5))

    def _places(self) -> list[tuple[int, float]]:
        now_utc = self._clock.now_utc()
        return [
            (number, self.x_of(entry))
            for number, entry in enumerate(self._entries)
            if 0 <= place_of(entry.at_utc, now_utc) <= 1
        ]

    def _told(self, entry: EventEntry) -> str:
        return "\n".join((self._words.title(entry), self._words.place(entry), self._words.time(entry)))


def _diamond(middle: QPointF, half: float) -> QPolygonF:
    return QPolygonF([middle + QPointF(*step) for step in ((0, -half), (half, 0), (0, half), (-half, 0))])

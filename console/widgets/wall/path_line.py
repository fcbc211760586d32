"""The path of who is followed as one line: the cameras with their times, the newest always in sight; pressed, one leads back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from console.widgets.theme.theme import Theme

_ARROW = "›"
_MORE = "…"


@dataclass(frozen=True)
class PathEntry:
    """One camera of the path in words."""

    name: str
    time: str
    spoken: str


class PathLine(QWidget):
    """What does not fit is left out at its beginning. Signals: ``chosen(int)``: the place of a camera in the path."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self._theme = theme
        self._entries: Sequence[PathEntry] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMouseTracking(True)

    @property
    def entries(self) -> Sequence[PathEntry]:
        return self._entries

    def show_entries(self, entries: Sequence[PathEntry]) -> None:
        if entries != self._entries:
            self._entries = tuple(entries)
            self.setAccessibleName(", ".join(entry.spoken for entry in entries))
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        return QSize(self._theme.px(60), QFontMetrics(self._font(bold=True)).height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        return QSize(self._theme.px(10), self.sizeHint().height())

    def boxes(self) -> dict[int, QRect]:
        """Where the entries that fit lie; the last one always does."""
        gap, metrics = self._theme.px(2), QFontMetrics(self._font(bold=True))
        arrow, more = metrics.horizontalAdvance(_ARROW), metrics.horizontalAdvance(_MORE)
        widths: list[int] = []
        used = 0
        for entry in reversed(self._entries):
            width = self._width(entry)
            needed = used + width + (gap + arrow + gap if widths else 0)
            is_first = len(widths) + 1 == len(self._entries)
            if widths and needed + (0 if is_first else more + gap) > self.width():
                break
            widths.append(width)
            used = needed
        found: dict[int, QRect] = {}
        left = 0 if len(widths) == len(self._entries) else more + gap
        for index, width in zip(
            range(len(self._entries) - len(widths), len(self._entries)), reversed(widths), strict=True
        ):
            found[index] = QRect(left, 0, width, self.height())
            left += width + gap + arrow + gap
        return found

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        colours, gap = self._theme.colours, self._theme.px(2)
        painter = QPainter(self)
        boxes, last = self.boxes(), len(self._entries) - 1
        for index, box in boxes.items():
            entry, is_last = self._entries[index], index == last
            name = self._font(bold=is_last)
            width = QFontMetrics(self._font(bold=True)).horizontalAdvance(entry.name)
            self._write(painter, name, colours.text, QRect(box.left(), 0, width, box.height()), entry.name)
            time = box.adjusted(width + self._theme.px(1), 0, 0, 0)
            self._write(painter, self._font(bold=False), colours.text_dim, time, entry.time)
            if not is_last:
                after = QRect(box.right() + 1 + gap, 0, self.width(), box.height())
                self._write(painter, name, colours.accent, after, _ARROW)
        if boxes and 0 not in boxes:
            self._write(painter, self._font(bold=False), colours.text_dim, self.rect(), _MORE)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        over = self._at(event.position().toPoint()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        index = self._at(event.position().toPoint())
        if index is not None and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(index)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self._at(event.pos())
            QToolTip.showText(event.globalPos(), "" if index is None else self._entries[index].spoken, self)
            return True
        return super().event(event)

    def _at(self, point: QPoint) -> int | None:
        return next((index for index, box in self.boxes().items() if box.contains(point)), None)

    def _width(self, entry: PathEntry) -> int:
        name, time = QFontMetrics(self._font(bold=True)), QFontMetrics(self._font(bold=False))
        return name.horizontalAdvance(entry.name) + self._theme.px(1) + time.horizontalAdvance(entry.time)

    def _font(self, *, bold: bool) -> QFont:
        font = QFont(self.font())
        font.setBold(bold)
        return font

    def _write(self, painter: QPainter, font: QFont, colour: str, box: QRect, words: str) -> None:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

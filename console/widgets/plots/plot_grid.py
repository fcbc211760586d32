"""Several plots over one time axis: pointed at together, moved together, copied together."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QWidget

from console.base.clock import WIB
from console.i18n.translator import Translator
from console.widgets.plots.curve_plot import CurvePlot, Line, PlotWords
from console.widgets.theme.theme import Theme

_COLUMNS = 2
_STEP_SHARE = 0.25
_ZOOM = 1.5


@dataclass(frozen=True)
class TimeFrame:
    """The whole time that there may be values of."""

    begin_s: float
    end_s: float


class PlotGrid(QWidget):
    """Keys: left and right move, + and - zoom, Home shows all again and follows the time.

    Signals: ``pointed(float | None)`` as of each plot; ``moved()``: another stretch of the time is in sight.
    """

    pointed = Signal(object)
    moved = Signal()

    def __init__(
        self, parent: QWidget, translator: Translator, theme: Theme, count: int, now_s: Callable[[], float]
    ) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.plots = tuple(CurvePlot(self, translator, theme, now_s) for _ in range(count))
        self._theme = theme
        self._frame = TimeFrame(0.0, 1.0)
        self.following = True
        """False once a person has chosen a part of the time."""
        grid = QGridLayout(self)
        grid.setContentsMargins(*[theme.px(1)] * 4)
        grid.setHorizontalSpacing(theme.px(3))
        grid.setVerticalSpacing(theme.px(1.5))
        for place, plot in enumerate(self.plots):
            grid.addWidget(plot, *divmod(place, _COLUMNS))
            plot.pointed.connect(self._on_pointed)
            plot.taken.connect(self._on_taken)
            if place:
                plot.follow(self.plots[0])

    def show_lines(self, frame: TimeFrame, plots: Sequence[tuple[Sequence[Line], PlotWords]]) -> None:
        """A frame of another length begins with all of it in sight."""
        if abs((frame.end_s - frame.begin_s) - (self._frame.end_s - self._frame.begin_s)) > 1.0:
            self.following = True
        self._frame = frame
        for plot, (lines, words) in zip(self.plots, plots, strict=True):
            plot.set_lines(lines, words)
        self._show(*((frame.begin_s, frame.end_s) if self.following else self.shown()))

    def shown(self) -> tuple[float, float]:
        return self.plots[0].shown()

    def show_all(self) -> None:
        self.following = True
        self._show(self._frame.begin_s, self._frame.end_s)

    def zoom(self, factor: float) -> None:
        """Around the middle; above 1 shows less time, larger."""
        begin_s, end_s = self.shown()
        middle, half = (begin_s + end_s) / 2, (end_s - begin_s) / 2 / factor
        self.following = False
        self._show(max(self._frame.begin_s, middle - half), min(self._frame.end_s, middle + half))

    def pan(self, share: float) -> None:
        """By a share of what is in sight, never beyond the frame."""
        begin_s, end_s = self.shown()
        step_s = (end_s - begin_s) * share
        step_s = min(max(step_s, self._frame.begin_s - begin_s), self._frame.end_s - end_s)
        self.following = False
        self._show(begin_s + step_s, end_s + step_s)

    def picture(self) -> QImage:
        """All plots as they stand there."""
        image = QImage(self.size() * self.devicePixelRatioF(), QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(self.devicePixelRatioF())
        image.fill(self.palette().color(self.backgroundRole()))
        painter = QPainter(image)
        self.render(painter, QPoint())
        painter.end()
        return image

    def table(self) -> str:
        """What is in sight as CSV: a row for each stretch, its beginning in ISO 8601, an empty cell where nobody looked."""
        begin_s, end_s = self.shown()
        lines = [line for plot in self.plots for line in plot.lines]
        times = np.unique(np.concatenate([line.curve.begins_s for line in lines] or [np.empty(0)]))
        titles = [f"{plot.title}: {line.label}" for plot in self.plots for line in plot.lines]
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow(["WIB", *titles])
        for at_s in times[(times >= begin_s) & (times <= end_s)]:
            cells = [line.curve.at(float(at_s)) for line in lines]
            moment = datetime.fromtimestamp(float(at_s), WIB).isoformat()
            writer.writerow([moment, *("" if cell is None else f"{cell:g}" for cell in cells)])
        return text.getvalue()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        act = {
            Qt.Key.Key_Left: lambda: self.pan(-_STEP_SHARE),
            Qt.Key.Key_Right: lambda: self.pan(_STEP_SHARE),
            Qt.Key.Key_Plus: lambda: self.zoom(_ZOOM),
            Qt.Key.Key_Equal: lambda: self.zoom(_ZOOM),
            Qt.Key.Key_Minus: lambda: self.zoom(1 / _ZOOM),
            Qt.Key.Key_Home: self.show_all,
        }.get(Qt.Key(event.key()))
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(QColor(self._theme.colours.accent), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _show(self, begin_s: float, end_s: float) -> None:
        for plot in self.plots:
            plot.show_time(begin_s, end_s, self._frame.begin_s, self._frame.end_s)
        self.moved.emit()

    def _on_pointed(self, unix_s: float | None) -> None:
        for plot in self.plots:
            plot.point_at(unix_s)
        self.pointed.emit(unix_s)

    def _on_taken(self) -> None:
        self.following = False
        self.moved.emit()

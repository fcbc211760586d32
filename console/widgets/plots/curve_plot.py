"""One plot: a few curves over time with their values in words, and a line at the moment that is pointed at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from console.health.curves import Curve, Numbers
from console.i18n.translator import Translator
from console.widgets.plots.plot_axes import dress_axes
from console.widgets.plots.plot_ground import PlotGround, dress_plot
from console.widgets.theme.theme import Theme

_ROOM_ABOVE = 1.12
_LATE_S = 3.0
_FILL = 0.55


@dataclass(frozen=True)
class Line:
    """A named curve; ``label`` is its name for people."""

    name: str
    label: str
    colour: str
    curve: Curve
    drawn: Curve | None = None
    """Where it is drawn, filled down to the axis, when it stands on other lines; those come after it."""


@dataclass(frozen=True)
class PlotWords:
    """What is said of a plot: its title with unit, and the values at a moment (by the lines' names; None: nobody looked)."""

    title: str
    say: Callable[[dict[str, float | None]], str]
    least_top: float = field(default=1.0)
    """So that almost nothing does not look like much."""


class CurvePlot(QWidget):
    """Signals: ``pointed(float | None)``: the moment under the pointer; ``taken()``: a person moves the time axis."""

    pointed = Signal(object)
    taken = Signal()

    def __init__(self, parent: QWidget, translator: Translator, theme: Theme, now_s: Callable[[], float]) -> None:
        super().__init__(parent)
        self._translator = translator
        self._theme = theme
        self._now_s = now_s
        self._lines: Sequence[Line] = ()
        self._words = PlotWords("", lambda _values: "")
        self._drawn: list[tuple[Any, Numbers, Numbers]] = []
        self._head = QLabel(self)
        self._head.setTextFormat(Qt.TextFormat.RichText)
        self._head.setObjectName("small")
        # Words that grow must not widen the window.
        self._head.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.view = pg.PlotWidget(self, background=theme.colours.ground)
        self._area = self.view.getPlotItem().getViewBox()
        self._pointer = pg.InfiniteLine()
        self._ground = PlotGround(self.view.getPlotItem(), theme.colours.raised)
        self._set_up()
        # The curves have the new colours with their next numbers, within seconds.
        dress = partial(dress_plot, self.view, self._pointer, self._ground, theme)
        axes = partial(dress_axes, self.view.getPlotItem(), translator, theme, now_s)
        dress()
        axes()
        self.destroyed.connect(theme.changed.connect(lambda _look: dress()))
        self.destroyed.connect(theme.changed.connect(lambda _look: axes()))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(0.5))
        column.addWidget(self._head)
        column.addWidget(self.view, 1)

    @property
    def words(self) -> str:
        """Title and values as they stand there, without their colours."""
        return f"{self._words.title}: {self._said(None)}"

    @property
    def title(self) -> str:
        return self._words.title

    @property
    def lines(self) -> Sequence[Line]:
        return self._lines

    def follow(self, other: CurvePlot) -> None:
        """Shares its time axis."""
        self._area.setXLink(other._area)

    def set_lines(self, lines: Sequence[Line], words: PlotWords) -> None:
        self._lines, self._words = lines, words
        item = self.view.getPlotItem()
        while len(self._drawn) > len(lines):
            item.removeItem(self._drawn.pop()[0])
        for place, line in enumerate(lines):
            x, y = (line.drawn or line.curve).steps()
            pen = pg.mkPen(line.colour, width=max(1, round(self._theme.scale)))
            if place == len(self._drawn):
                made = pg.PlotCurveItem(connect="finite")
                item.addItem(made)
                self._drawn.append((made, x, y))
            curve = self._drawn[place][0]
            curve.setData(x, y, pen=pen, connect="finite", **_filling(line, self._theme.colours.ground))
            self._drawn[place] = (curve, x, y)
        self._fit()
        self.point_at(None)

    def show_time(self, begin_s: float, end_s: float, least_s: float, most_s: float) -> None:
        """From when to when; a person may go from ``least_s`` to ``most_s``."""
        self._area.setLimits(xMin=least_s, xMax=most_s, minXRange=10.0)
        self._area.setXRange(begin_s, end_s, padding=0)

    def shown(self) -> tuple[float, float]:
        (begin_s, end_s), _values = self._area.viewRange()
        return float(begin_s), float(end_s)

    def point_at(self, unix_s: float | None) -> None:
        """The values of this moment; of the newest with None."""
        self._pointer.setVisible(unix_s is not None)
        if unix_s is not None:
            self._pointer.setPos(unix_s)
        dim = self._theme.colours.text_dim
        self._head.setText(f'<b>{self._words.title}</b> <span style="color: {dim}">{self._said(unix_s)}</span>')

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        if event.type() == QEvent.Type.Leave:
            self.pointed.emit(None)
        return super().eventFilter(watched, event)

    def _said(self, unix_s: float | None) -> str:
        at_s = self._newest_s() if unix_s is None else unix_s
        return self._words.say({line.name: line.curve.at(at_s) for line in self._lines})

    def _newest_s(self) -> float:
        """A moment within the newest stretch; now, when that is long over and its values are of no use any more."""
        ending = max((line.curve for line in self._lines if len(line.curve.ends_s)), key=_end_s, default=None)
        now_s = self._now_s()
        if ending is None:
            return now_s
        length_s = float(ending.ends_s[-1] - ending.begins_s[-1])
        return _end_s(ending) - length_s / 2 if now_s - _end_s(ending) <= length_s + _LATE_S else now_s

    def _set_up(self) -> None:
        item = self.view.getPlotItem()
        item.setMenuEnabled(False)
        item.hideButtons()
        item.setContentsMargins(0, 0, 0, 0)
        self._area.setMouseEnabled(x=True, y=False)
        self._area.disableAutoRange()
        self._area.sigXRangeChanged.connect(lambda *_: self._fit())
        self._area.sigRangeChangedManually.connect(lambda *_: self.taken.emit())
        item.addItem(self._ground, ignoreBounds=True)
        self._pointer.setVisible(False)
        item.addItem(self._pointer, ignoreBounds=True)
        self.view.setFrameShape(pg.PlotWidget.Shape.NoFrame)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.scene().sigMouseMoved.connect(self._on_moved)
        self.view.installEventFilter(self)

    def _on_moved(self, point: object) -> None:
        if self._area.sceneBoundingRect().contains(point):
            self.pointed.emit(float(self._area.mapSceneToView(point).x()))
        else:
            self.pointed.emit(None)

    def _fit(self) -> None:
        """From nothing to the highest value in sight."""
        begin_s, end_s = self.shown()
        top = self._words.least_top
        for _curve, x, y in self._drawn:
            seen = y[np.searchsorted(x, begin_s) : np.searchsorted(x, end_s, side="right")]
            seen = seen[np.isfinite(seen)]
            top = max(top, float(seen.max())) if len(seen) else top
        self._area.setYRange(0.0, top * _ROOM_ABOVE, padding=0)


def _end_s(curve: Curve) -> float:
    return float(curve.ends_s[-1])


def _filling(line: Line, ground: str) -> dict[str, Any]:
    """Opaque, as what belongs to the lines below is covered by theirs; dimmer than the line itself."""
    if line.drawn is None:
        return {"fillLevel": None, "brush": None}
    both = zip(pg.mkColor(line.colour).getRgb()[:3], pg.mkColor(ground).getRgb()[:3], strict=True)
    mixed = [round(_FILL * of_line + (1 - _FILL) * of_ground) for of_line, of_ground in both]
    return {"fillLevel": 0.0, "brush": pg.mkBrush(*mixed)}

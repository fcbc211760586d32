"""The board of a plot: the last 15 minutes of this console as one of its curves; loads the plots when there is one."""

from __future__ import annotations

import importlib
import sys

from PySide6.QtWidgets import QStackedLayout, QWidget

from console.base.errors import KnownError
from console.domain.tile_content import TilePlot
from console.health.curves import Curve
from console.health.reach import Reach
from console.health.reading import MachineHealth
from console.qt.timer import Timer
from console.ui.health_port import HealthDesk
from console.ui.stage import Stage
from console.widgets.boards.words_board import WordsBoard
from console.widgets.retranslation import keep_translated

_DRAWN = "console.ui.boards.drawn_plot"
_READ_EVERY_MS = 10_000
Found = Curve | MachineHealth


class RecentPlot(QWidget):
    """Main thread; reads in the background."""

    def __init__(self, parent: QWidget, stage: Stage, desk: HealthDesk, plot: TilePlot) -> None:
        super().__init__(parent)
        self._stage = stage
        self._desk = desk
        self._plot = plot
        self._found: Found | None = None
        self._fault = ""
        self._reading = False
        self._words = WordsBoard(self, stage.theme, calm=True)
        self.drawn: QWidget | None = None
        """None before there was anything to draw."""
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._words)
        self._timer = Timer(self, "plot-board", _READ_EVERY_MS, self.read)
        keep_translated(self, stage.translator, self._show)
        if _DRAWN in sys.modules:
            self._begin()
        else:
            # On the screen's thread the wall would stand still for half a second.
            stage.background.run(
                lambda: importlib.import_module(_DRAWN), lambda _module: self._begin(), name="plots", owner=self
            )

    def _begin(self) -> None:
        self._timer.start()
        self.read()

    def read(self) -> None:
        if self._reading:
            return
        self._reading = True
        desk, plot = self._desk, self._plot

        def read() -> Found:
            return desk.fresh() if plot is TilePlot.FRESH else desk.machine(Reach.QUARTER)

        self._stage.background.run(read, self._on_read, self._on_failed, name="plot-board", owner=self)

    def _on_read(self, found: Found) -> None:
        self._reading, self._fault = False, ""
        self._found = found
        self._show()

    def _on_failed(self, error: Exception) -> None:
        self._reading = False
        if not isinstance(error, KnownError):
            raise error
        self._found, self._fault = None, error.code
        self._show()

    def _show(self) -> None:
        """A curve that stands still would pass for one of now, so a failed reading takes it away."""
        text = self._stage.translator.text
        if self._found is None:
            self._words.say(self._stage.reason(self._fault) if self._fault else text("health-reading"))
            self._pages.setCurrentWidget(self._words)
            return
        from console.ui.boards.drawn_plot import DrawnPlot  # noqa: PLC0415  half a second: loaded by now

        if not isinstance(self.drawn, DrawnPlot):
            self.drawn = DrawnPlot(self, self._stage, self._plot)
            self._pages.addWidget(self.drawn)
        if self.drawn.show_found(self._found):
            self._pages.setCurrentWidget(self.drawn)
        else:
            self._words.say(text("plot-board-nothing"))
            self._pages.setCurrentWidget(self._words)

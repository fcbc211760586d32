"""Draws the plot of a board; loaded only where there is one, for its library takes half a second."""

from __future__ import annotations

import html

from PySide6.QtWidgets import QWidget

from console.domain.tile_content import TilePlot
from console.health.curves import Curve
from console.health.reach import Reach
from console.health.reading import MachineHealth
from console.ui.pages.machine_plots import machine_plots
from console.ui.stage import Stage
from console.widgets.plots.curve_plot import CurvePlot, Line, PlotWords

_MACHINE_PLACES = {TilePlot.PROCESSOR: 0, TilePlot.LAG: 2}
"""Of the page of this computer."""
_FRESH = "fresh"


class DrawnPlot(CurvePlot):
    """One plot over the last quarter of an hour."""

    def __init__(self, parent: QWidget, stage: Stage, plot: TilePlot) -> None:
        super().__init__(parent, stage.translator, stage.theme, lambda: stage.clock.now_utc().timestamp())
        self._stage = stage
        self._plot = plot
        margin_px = stage.theme.px(1)
        self.setContentsMargins(margin_px, margin_px, margin_px, margin_px)

    def show_found(self, found: Curve | MachineHealth) -> bool:
        """False where nobody looked."""
        end_s = self._stage.clock.now_utc().timestamp()
        begin_s = end_s - Reach.QUARTER.length_s
        lines, words = self._of_machine(found) if isinstance(found, MachineHealth) else self._of_feeds(found)
        if not any(len(line.curve.values) for line in lines):
            return False
        self.show_time(begin_s, end_s, begin_s, end_s)
        self.set_lines(lines, words)
        self.setAccessibleName(self.words)
        return True

    def _of_machine(self, found: MachineHealth) -> tuple[list[Line], PlotWords]:
        if not found.parts:
            return [], PlotWords("", lambda _values: "")
        lines, words = machine_plots(found, self._stage.translator, self._stage.theme.colours)[
            _MACHINE_PLACES[self._plot]
        ]
        return list(lines), words

    def _of_feeds(self, found: Curve) -> tuple[list[Line], PlotWords]:
        translator, colours = self._stage.translator, self._stage.theme.colours
        line = Line(_FRESH, translator.text("content-plot-fresh"), colours.live, found)

        def say(values: dict[str, float | None]) -> str:
            value = values.get(_FRESH)
            return html.escape(
                translator.text("health-nobody-looked") if value is None else translator.formats.measure(value)
            )

        return [line], PlotWords(translator.text("content-plot-fresh"), say, least_top=4.0)

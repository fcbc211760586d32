"""What this machine has to do for the wall: processor, memory, lag, threads and queues of the console and each worker."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from console.health.reach import Reach
from console.health.reading import MachineHealth
from console.qt.timer import Timer
from console.ui.health_port import HealthDesk
from console.ui.pages.answer_area import AnswerArea
from console.ui.pages.machine_plots import PLOTS, machine_plots
from console.ui.pages.page import Page
from console.ui.pages.plot_copying import PlotCopying
from console.ui.pages.reach_buttons import READ_EVERY_S, ReachButtons
from console.ui.stage import Stage
from console.widgets.plots.plot_grid import PlotGrid, TimeFrame
from console.widgets.retranslation import keep_translated

_LOOK_EVERY_MS = 1000
_FINEST_S = 10
"""A machine is looked at no oftener."""


class MachinePage(Page):
    """Follows the time while it is open."""

    def __init__(self, window: QWidget, stage: Stage, desk: HealthDesk) -> None:
        super().__init__(window, stage, "machine-title")
        self._desk = desk
        self._health: MachineHealth | None = None
        self._seconds = 0
        self._reading = False
        self._about = QLabel(self)
        self._about.setObjectName("small")
        self._about.setWordWrap(True)
        self.reaches = ReachButtons(self, stage)
        self.grid = PlotGrid(self, stage.translator, stage.theme, PLOTS, lambda: stage.clock.now_utc().timestamp())
        self.answer = AnswerArea(self, stage, self.grid)
        top = QHBoxLayout()
        top.addWidget(self._about, 1)
        top.addWidget(self.reaches)
        self.body.addLayout(top)
        self.body.addWidget(self.answer, 1)
        self.foot.addWidget(PlotCopying(self, stage, self.grid, self.answer))
        self.reaches.chosen.connect(self._on_reach)
        text = stage.translator.text
        self.answer.show_words(lambda: text("health-reading"))
        self._looks = Timer(self, "machine-health", _LOOK_EVERY_MS, self._tick)
        self._looks.start()
        keep_translated(self, stage.translator, self._retranslate)
        self._read()

    def _on_reach(self) -> None:
        self.grid.following = True
        self._read()

    def _tick(self) -> None:
        self._seconds += 1
        every_s = max(_FINEST_S, READ_EVERY_S[self.reaches.reach])
        if self._seconds % every_s == 0 and not self._reading:
            self._read()

    def _read(self) -> None:
        reach = self.reaches.reach
        self._reading = True
        self.stage.background.run(
            lambda: self._desk.machine(reach),
            lambda found: self._on_read(reach, found),
            self._on_failed,
            name="machine-health",
            owner=self,
        )

    def _on_read(self, reach: Reach, found: MachineHealth) -> None:
        self._reading = False
        if reach is not self.reaches.reach:
            return
        begins = self._health is None
        self._health = found
        self._show()
        if begins:
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_failed(self, error: Exception) -> None:
        self._reading = False
        self.answer.show_error(error, self._read)

    def _show(self) -> None:
        health, text = self._health, self.stage.translator.text
        if health is None:
            return
        if not health.parts:
            self.answer.show_words(lambda: text("machine-nothing"))
            return
        frame = TimeFrame(health.begin_unix_s, health.end_unix_s)
        self.grid.show_lines(frame, machine_plots(health, self.stage.translator, self.stage.theme.colours))
        self.answer.show_answer()

    def _retranslate(self) -> None:
        text = self.stage.translator.text
        self._about.setText(text("machine-about"))
        self.grid.setAccessibleName(text("machine-title"))
        self._show()

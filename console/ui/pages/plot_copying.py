"""Two buttons for a grid of plots: its picture and its numbers to the clipboard."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QWidget

from console.ui.pages.answer_area import AnswerArea
from console.ui.pages.page import Page
from console.ui.stage import Stage
from console.widgets.plots.plot_grid import PlotGrid
from console.widgets.retranslation import keep_translated


class PlotCopying(QWidget):
    """Says on the page what it has done."""

    def __init__(self, page: Page, stage: Stage, grid: PlotGrid, answer: AnswerArea) -> None:
        super().__init__(page)
        self._page = page
        self._stage = stage
        self._grid = grid
        self._answer = answer
        self.all_button, self.picture_button, self.table_button = (QPushButton(self) for _ in range(3))
        self.all_button.clicked.connect(lambda _checked=False: grid.show_all())
        self.picture_button.clicked.connect(lambda _checked=False: self._copy_picture())
        self.table_button.clicked.connect(lambda _checked=False: self._copy_table())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(stage.theme.px(2))
        for button in (self.all_button, self.picture_button, self.table_button):
            button.setAutoDefault(False)
            row.addWidget(button)
        grid.moved.connect(self._follow)
        answer.currentChanged.connect(lambda _place: self._follow())
        keep_translated(self, stage.translator, self._retranslate)

    def _copy_picture(self) -> None:
        QApplication.clipboard().setImage(self._grid.picture())
        self._page.say(lambda: self._stage.translator.text("plot-picture-copied"))

    def _copy_table(self) -> None:
        QApplication.clipboard().setText(self._grid.table())
        self._page.say(lambda: self._stage.translator.text("plot-table-copied"))

    def _follow(self) -> None:
        # Where words stand in place of the plots there is nothing to copy.
        shown = not self._answer.words
        self.all_button.setEnabled(shown and not self._grid.following)
        self.picture_button.setEnabled(shown)
        self.table_button.setEnabled(shown)

    def _retranslate(self) -> None:
        text = self._stage.translator.text
        self.all_button.setText(text("plot-show-all"))
        self.picture_button.setText(text("plot-copy-picture"))
        self.table_button.setText(text("plot-copy-table"))
        self._follow()

"""How far the city's RTs are covered by cameras that work: by kecamatan, kelurahan, RW or RT, sorted, entered, saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from console.domain.coverage import AreaCoverage, Coverage
from console.domain.roles import Permission, may
from console.proof.durable import PRIVATE_MODE, replace_whole
from console.qt.background import Lane
from console.qt.relay import listen
from console.qt.throttle import Throttle
from console.ui.coverage_file import DEFINITIONS, coverage_csv
from console.ui.dialogs.save_file import ask_file
from console.ui.models.rows_table import Column, RowsTable
from console.ui.pages.answer_area import AnswerArea
from console.ui.pages.coverage_choice import CoverageChoice
from console.ui.pages.page import Page
from console.ui.stage import Services, Stage
from console.widgets.lists.roles import ENTRY_ROLE
from console.widgets.lists.row_painter import RowPainter
from console.widgets.lists.share_delegate import ShareDelegate
from console.widgets.lists.table_view import TableView
from console.widgets.retranslation import keep_translated

_CHANGES_WINDOW_MS = 2000
_SHARES = (18, 24, 7, 9, 10, 11, 13, 30)
_KEYS: tuple[Callable[[AreaCoverage], float | str], ...] = (
    lambda area: area.code,
    lambda area: area.code,
    lambda area: area.rts,
    lambda area: area.working,
    lambda area: area.dead,
    lambda area: area.bare,
    lambda area: area.working_cameras,
    lambda area: area.share,
)
"""What each column sorts by: names in the order of the codes, which is that of the city."""
_FALLING_FIRST = range(2, 7)
"""Columns of which one wants the largest first."""


class CoveragePage(Page):
    """From the directory of this machine alone, so also while the centre is away; follows its news."""

    def __init__(self, window: QWidget, stage: Stage, services: Services) -> None:
        super().__init__(window, stage, "coverage-title")
        self._city = services.city
        self._news = services.news
        self._coverage = Coverage(())
        self._sorted_by, self._order = 0, Qt.SortOrder.AscendingOrder
        self.model: RowsTable[AreaCoverage] = RowsTable(self, stage.translator, self._columns())
        self.table = TableView(self, self.model, _SHARES)
        bars = ShareDelegate(self.table, RowPainter(stage.theme), _three_of, self._percent_of)
        self.table.setItemDelegateForColumn(len(_SHARES) - 1, bars)
        self.answer = AnswerArea(self, stage, self.table)
        self.choice = CoverageChoice(self, stage)
        self.save_button = QPushButton(self)
        self.summary, self.means = QLabel(self), QLabel(self)
        self._lay_out_parts()
        self.choice.changed.connect(self._show)
        self.table.activated.connect(self._on_activated)
        self.table.header().sectionClicked.connect(self._on_heading)
        self.save_button.clicked.connect(lambda _checked=False: self._ask_file())
        self.save_button.setVisible(may(services.person.role, Permission.EXPORT_COVERAGE))
        read_later = Throttle(self, "coverage", _CHANGES_WINDOW_MS, self.read)
        listen(services.news.changed, lambda _none: read_later(), self)
        text = stage.translator.text
        self.answer.show_words(lambda: text("coverage-reading"))
        keep_translated(self, stage.translator, self._retranslate)
        self.read()

    def read(self) -> None:
        self.stage.background.run(
            self._city.coverage,
            self._on_read,
            lambda error: self.answer.show_error(error, self.read),
            name="coverage",
            owner=self,
        )

    def save(self, path: Path) -> None:
        """The areas that are shown, as they are sorted."""
        text = self.stage.translator.text
        table = coverage_csv(self.stage.translator, self._coverage, self.model.rows, self._as_of()).encode()
        self.stage.background.run(
            lambda: replace_whole(path, table, PRIVATE_MODE),
            lambda _none: self.say(lambda: text("coverage-saved", path=str(path))),
            self.say_error,
            name="coverage-save",
            owner=self,
            lane=Lane.WRITE,
        )

    def sort_by(self, column: int, order: Qt.SortOrder) -> None:
        self._sorted_by, self._order = column, order
        self._show()

    def _ask_file(self) -> None:
        title = self.stage.translator.text("coverage-save")
        ask_file(self, title, f"ronda-{self.choice.level.value}.csv", self.save)

    def _on_read(self, coverage: Coverage) -> None:
        self._coverage = coverage
        self.choice.set_coverage(coverage)

    def _on_heading(self, column: int) -> None:
        """The same heading again turns the order round."""
        rising, falling = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
        first = falling if column in _FALLING_FIRST else rising
        turned = rising if self._order is falling else falling
        self.sort_by(column, turned if column == self._sorted_by else first)

    def _on_activated(self, index: QModelIndex) -> None:
        area = index.data(ENTRY_ROLE)
        if isinstance(area, AreaCoverage):
            self.choice.enter(area)

    def _show(self) -> None:
        chosen = self.table.currentIndex().data(ENTRY_ROLE)
        areas = self._coverage.at(self.choice.level, self.choice.inside)
        areas.sort(key=_KEYS[self._sorted_by], reverse=self._order is Qt.SortOrder.DescendingOrder)
        self.model.set_rows(areas)
        codes = [area.code for area in areas]
        if areas:
            kept = codes.index(chosen.code) if isinstance(chosen, AreaCoverage) and chosen.code in codes else 0
            self.table.setCurrentIndex(self.model.index(kept, 0))
            self.answer.show_answer()
        else:
            text = self.stage.translator.text
            self.answer.show_words(lambda: text("coverage-none"))
        self.table.header().setSortIndicator(self._sorted_by, self._order)
        self._retranslate()

    def _columns(self) -> tuple[Column[AreaCoverage], ...]:
        translator = self.stage.translator

        def cameras(area: AreaCoverage) -> str:
            text, count = translator.text, translator.formats.count
            return text("coverage-cameras", working=count(area.working_cameras), all=count(area.cameras))

        return (
            Column("coverage-column-name", lambda area: area.name),
            Column("coverage-column-place", lambda area: self._coverage.place(area.code)),
            Column("coverage-column-rts", lambda area: translator.formats.count(area.rts)),
            Column("coverage-column-working", lambda area: translator.formats.count(area.working)),
            Column("coverage-column-dead", lambda area: translator.formats.count(area.dead)),
            Column("coverage-column-bare", lambda area: translator.formats.count(area.bare)),
            Column("coverage-column-cameras", cameras),
            Column("coverage-column-share", self._percent_of),
        )

    def _percent_of(self, area: object) -> str:
        formats = self.stage.translator.formats
        return f"{formats.share(round(area.share * 100, 1))} %" if isinstance(area, AreaCoverage) else ""

    def _as_of(self) -> str:
        translator, synced = self.stage.translator, self._news.sync_state.last_synced_utc
        if synced is None:
            return translator.text("coverage-as-of-never")
        return translator.text("coverage-as-of", time=translator.formats.moment(synced))

    def _lay_out_parts(self) -> None:
        header = self.table.header()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        self.means.setObjectName("small")
        for label in (self.summary, self.means):
            label.setWordWrap(True)
        self.body.addWidget(self.choice)
        self.body.addWidget(self.summary)
        self.body.addWidget(self.answer, 1)
        self.body.addWidget(self.means)
        self.save_button.setAutoDefault(False)
        self.foot.addWidget(self.save_button)

    def _retranslate(self) -> None:
        translator = self.stage.translator
        text, count = translator.text, translator.formats.count
        whole = self._coverage.total(self.model.rows)
        self.summary.setText(
            text(
                "coverage-summary",
                rts=count(whole.rts),
                working=count(whole.working),
                share=self._percent_of(whole),
                dead=count(whole.dead),
                bare=count(whole.bare),
            )
        )
        self.summary.setVisible(bool(self.model.rows))
        lines = [text("coverage-down-hint"), *(text(key) for key in DEFINITIONS), self._as_of()]
        self.means.setText("\n".join(lines))
        self.table.setAccessibleName(text("coverage-title"))
        self.save_button.setText(text("coverage-save"))
        self.save_button.setEnabled(bool(self.model.rows))


def _three_of(area: object) -> tuple[int, int, int]:
    return (area.working, area.dead, area.bare) if isinstance(area, AreaCoverage) else (0, 0, 0)

"""Evidence asked for by the police: what waits, how each stands, and every step that an evidence officer takes."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QSplitter, QWidget

from console.domain.release_wait import waits_for_officer
from console.domain.roles import Permission, may
from console.qt.relay import listen
from console.qt.throttle import Throttle
from console.qt.timer import Timer
from console.ui.models.rows_table import Column, RowsTable
from console.ui.pages.answer_area import AnswerArea
from console.ui.pages.page import Page
from console.ui.pages.release_acts import ReleaseActs
from console.ui.pages.release_details import ReleaseDetails
from console.ui.pages.release_words import ReleaseWords
from console.ui.stage import Services, Stage
from console.widgets.lists.roles import ENTRY_ROLE
from console.widgets.lists.table_view import TableView
from console.widgets.retranslation import keep_translated
from console.wire.releases import ReleaseList, ReleaseRecord

_CHANGES_WINDOW_MS = 500
_CLOCKS_TICK_MS = 10_000
_SHARES = (32, 37, 31)
WAITING, OPEN, ALL = range(3)
_NOTHING = ReleaseList(releases=())


class ReleasesPage(Page):
    """Follows what the police and others do."""

    def __init__(self, window: QWidget, stage: Stage, services: Services) -> None:
        super().__init__(window, stage, "releases-title")
        self._desk = services.releases
        self._decides = may(services.person.role, Permission.DECIDE_RELEASES)
        self._found = _NOTHING
        self._older: Sequence[ReleaseRecord] = ()
        """Behind the first page, as far as somebody has gone back."""
        words = ReleaseWords(stage.translator, stage.clock)
        columns: tuple[Column[ReleaseRecord], ...] = (
            Column("releases-column-number", lambda one: one.number),
            Column("releases-column-state", words.state),
            Column("releases-column-clock", words.clock),
        )
        self.model: RowsTable[ReleaseRecord] = RowsTable(self, stage.translator, columns)
        self.table = TableView(self, self.model, _SHARES)
        self.details = ReleaseDetails(self, stage, services)
        self.acts = ReleaseActs(self, stage, services, self.details)
        self.shown = QComboBox(self)
        self.shown.addItems([""] * 3)
        self.older_button = QPushButton(self)
        self.count = QLabel(self)
        self.count.setObjectName("small")
        self.answer = self._lay_out_parts()
        self._connect(services)
        text = stage.translator.text
        self.answer.show_words(lambda: text("releases-reading"))
        keep_translated(self, stage.translator, self._retranslate)
        self.read()
        self.shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def read(self) -> None:
        """Anew; what somebody has gone back to stays."""
        chosen = self.shown.currentIndex()
        self.stage.background.run(
            self._desk.all if chosen == ALL else self._desk.open,
            lambda found: self._on_read(chosen, found),
            self._on_failed,
            name="releases",
            owner=self,
        )

    def read_older(self) -> None:
        rows = [*self._found.releases, *self._older]
        desk, last = self._desk, rows[-1].id if rows else None
        self.stage.background.run(
            lambda: desk.all(last),
            lambda found: self._on_older(last, found),
            self.say_error,
            name="older-releases",
            owner=self,
        )

    def _on_read(self, chosen: int, found: ReleaseList) -> None:
        if chosen != self.shown.currentIndex():
            return  # another list was asked for meanwhile
        first = {one.id for one in found.releases}
        self._older = [one for one in self._older if one.id not in first] if chosen == ALL else ()
        more = self._found.more if self._older else found.more
        self._found = found.model_copy(update={"more": more})
        self._show()

    def _on_older(self, last: UUID | None, found: ReleaseList) -> None:
        rows = [*self._found.releases, *self._older]
        if self.shown.currentIndex() == ALL and rows and rows[-1].id == last:
            self._older = [*self._older, *found.releases]
            self._found = self._found.model_copy(update={"more": found.more})
            self._show()

    def _on_failed(self, error: Exception) -> None:
        self._found, self._older = _NOTHING, ()
        self._show()
        self.answer.show_error(error, self.read)

    def _rows(self) -> list[ReleaseRecord]:
        rows = [*self._found.releases, *self._older]
        if self.shown.currentIndex() != WAITING:
            return rows
        now = self.stage.clock.now_utc()
        # Who has waited longest is first.
        return [
            one
            for one in reversed(rows)
            if waits_for_officer(one.state, one.retention_until_utc, now, held=one.hold is not None)
        ]

    def _show(self) -> None:
        before = self.details.record
        rows = self._rows()
        self.model.set_rows(rows)
        kept = [row for row, one in enumerate(rows) if before is not None and one.id == before.id]
        if rows:
            self.table.setCurrentIndex(self.model.index(kept[0] if kept else 0, 0))
            self.answer.show_answer()
        else:
            key = "releases-none-waiting" if self.shown.currentIndex() == WAITING else "releases-none"
            text = self.stage.translator.text
            self.answer.show_words(lambda: text(key))
            self.details.show_release(None)
        self._retranslate()

    def _on_current(self, index: QModelIndex) -> None:
        entry = index.data(ENTRY_ROLE)
        self.details.show_release(entry if isinstance(entry, ReleaseRecord) else None)

    def _on_shown(self) -> None:
        self._found, self._older = _NOTHING, ()
        text = self.stage.translator.text
        self.answer.show_words(lambda: text("releases-reading"))
        self.read()

    def _on_tick(self) -> None:
        """Clocks go on with time alone, and a package may have come to its time."""
        if [one.id for one in self._rows()] != [one.id for one in self.model.rows]:
            self._show()
        self.table.viewport().update()
        self.details.look_again()

    def _connect(self, services: Services) -> None:
        self.shown.currentIndexChanged.connect(lambda _index: self._on_shown())
        self.older_button.clicked.connect(lambda _checked=False: self.read_older())
        self.table.selectionModel().currentChanged.connect(lambda now, _before: self._on_current(now))
        read_later = Throttle(self, "releases", _CHANGES_WINDOW_MS, self.read)
        listen(services.releases.changed, lambda _none: read_later(), self)
        listen(services.holds.changed, lambda _none: read_later(), self)
        Timer(self, "release-clocks", _CLOCKS_TICK_MS, self._on_tick).start()

    def _lay_out_parts(self) -> AnswerArea:
        px = self.stage.theme.px
        both = QSplitter(Qt.Orientation.Horizontal, self)
        both.setChildrenCollapsible(False)
        both.setHandleWidth(px(2))
        both.addWidget(self.table)
        both.addWidget(self.details)
        both.setSizes([px(150), px(150)])
        answer = AnswerArea(self, self.stage, both)
        top = QHBoxLayout()
        top.setSpacing(px(2))
        for part in (self.shown, self.count):
            top.addWidget(part)
        top.addStretch(1)
        self.body.addLayout(top)
        self.body.addWidget(answer, 1)
        self.older_button.setAutoDefault(False)
        self.foot.addWidget(self.older_button)
        return answer

    def _retranslate(self) -> None:
        text, formats = self.stage.translator.text, self.stage.translator.formats
        waiting = "releases-waiting-me" if self._decides else "releases-waiting-officer"
        for index, key in enumerate((waiting, "releases-open", "releases-all")):
            self.shown.setItemText(index, text(key))
        self.shown.setAccessibleName(text("releases-shown"))
        self.table.setAccessibleName(text("releases-title"))
        more = "+" if self._found.more else ""
        self.count.setVisible(bool(self.model.rows))
        self.count.setText(text("releases-count", count=f"{formats.count(len(self.model.rows))}{more}"))
        self.older_button.setText(text("releases-older"))
        self.older_button.setVisible(self._found.more and self.shown.currentIndex() == ALL)

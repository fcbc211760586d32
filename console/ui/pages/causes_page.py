"""The disturbances: cameras that fell together as one line each, why they are one, and their cameras to look at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QSplitter, QWidget

from console.domain.roles import Permission, may
from console.qt.icons import icon
from console.qt.relay import listen
from console.qt.throttle import Throttle
from console.ui.cause_words import ICONS, CauseWords
from console.ui.models.rows_table import Column, RowsTable
from console.ui.pages.answer_area import AnswerArea
from console.ui.pages.cause_choice import CauseChoice
from console.ui.pages.cause_details import CauseDetails
from console.ui.pages.cause_saving import CauseSaving
from console.ui.pages.page import Page
from console.ui.stage import Services, Stage
from console.widgets.lists.roles import ENTRY_ROLE
from console.widgets.lists.table_view import TableView
from console.widgets.retranslation import keep_translated
from console.wire.causes import CauseList, CauseRecord

_CHANGES_WINDOW_MS = 1000
_SHARES = (62, 10, 11, 21)


class CausesPage(Page):
    """Follows the centre's news. Signals: ``wall_asked(list)``: cameras to be shown, from the selected tile on;
    ``repair_asked(CauseRecord)``; ``search_asked(str)``: the number of a camera to be found in the lists; the page stays open.
    """

    wall_asked = Signal(list)
    repair_asked = Signal(object)
    search_asked = Signal(str)

    def __init__(self, window: QWidget, stage: Stage, services: Services) -> None:
        super().__init__(window, stage, "causes-title")
        self._desk = services.causes
        self._words = CauseWords(stage.translator, stage.clock)
        self._found: CauseList | None = None
        self.model: RowsTable[CauseRecord] = RowsTable(self, stage.translator, self._columns())
        self.table = TableView(self, self.model, _SHARES)
        self.table.setIconSize(QSize(stage.theme.px(4), stage.theme.px(4)))
        self.details = CauseDetails(self, stage, services, self._words)
        self.choice = CauseChoice(self, stage)
        self.saving = CauseSaving(self, services, lambda: list(self.model.rows))
        self.wall_button, self.search_button, self.repair_button = (QPushButton(self) for _ in range(3))
        self.repair_button.setVisible(may(services.person.role, Permission.OPEN_REPAIRS))
        self.answer = self._lay_out_parts()
        self._connect(services)
        keep_translated(self, stage.translator, self._retranslate)
        self.read()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def read(self) -> None:
        """What is open is at hand; what has ended is asked for."""
        past = self.choice.past
        if past is None:
            self._show(self._desk.current())
            return
        self._wait_for_answer("causes-reading")
        desk, now = self._desk, self.stage.clock.now_utc()
        self.stage.background.run(
            lambda: desk.between(now - past, now),
            lambda found: self._show(found) if past is self.choice.past else None,
            self._on_failed,
            name="disturbances",
            owner=self,
        )

    def select(self, cause: CauseRecord) -> None:
        """The line of a camera that somebody has asked about."""
        ids = [one.id for one in self.model.rows]
        if cause.id in ids:
            self.table.setCurrentIndex(self.model.index(ids.index(cause.id), 0))

    def _columns(self) -> tuple[Column[CauseRecord], ...]:
        count, colour = self.stage.translator.formats.count, self.stage.theme.colours.text
        return (
            Column("causes-column-what", self._words.what, lambda cause: icon(ICONS[cause.kind], colour)),
            Column("causes-column-dead", lambda cause: count(cause.down) if cause.closed_utc is None else ""),
            Column("causes-column-all", lambda cause: count(len(cause.cameras))),
            Column("causes-column-since", self._words.since),
        )

    def _on_news(self) -> None:
        if self.choice.past is None:
            self.read()

    def _on_failed(self, error: Exception) -> None:
        self._found = None
        self._put(())
        self.answer.show_error(error, self.read)

    def _wait_for_answer(self, key: str) -> None:
        text = self.stage.translator.text
        self._put(())
        self.answer.show_words(lambda: text(key))

    def _show(self, found: CauseList | None) -> None:
        self._found = found
        if found is None:
            self._wait_for_answer("causes-not-told")
            return
        rows = [cause for cause in found.causes if self.choice.fits(f"{self._words.group(cause)} {cause.name}")]
        self._put(rows)
        if rows:
            self.answer.show_answer()
            return
        key = "causes-none" if self.choice.past is None else "causes-none-then"
        self._wait_for_answer("causes-none-fits" if found.causes else key)

    def _put(self, rows: Sequence[CauseRecord]) -> None:
        before = self.details.cause
        self.model.set_rows(rows)
        kept = [row for row, one in enumerate(rows) if before is not None and one.id == before.id]
        if rows:
            self.table.setCurrentIndex(self.model.index(kept[0] if kept else 0, 0))
        self._follow()

    def _follow(self) -> None:
        entry = self.table.currentIndex().data(ENTRY_ROLE)
        cause = entry if isinstance(entry, CauseRecord) else None
        self.details.show_cause(cause, self._found.rule if self._found is not None else None)
        for button in (self.wall_button, self.search_button, self.repair_button):
            button.setEnabled(cause is not None)
        self.saving.button.setEnabled(bool(self.model.rows))
        self.choice.show_count(self.model.rows, more=self._found is not None and self._found.more)

    def _ask_wall(self) -> None:
        if self.details.cause is not None:
            self.wall_asked.emit([camera.camera_id for camera in self.details.model.rows])

    def _ask_search(self) -> None:
        camera = self.details.camera()
        entry = self.details.entry(camera) if camera is not None else None
        if entry is not None:
            self.search_asked.emit(str(entry.camera.number))

    def _connect(self, services: Services) -> None:
        self.choice.time_changed.connect(self.read)
        self.choice.filter_changed.connect(lambda: self._show(self._found))
        self.table.selectionModel().currentChanged.connect(lambda _now, _before: self._follow())
        self.table.activated.connect(lambda _index: self._ask_wall())
        self.details.chosen.connect(lambda camera: self.wall_asked.emit([camera]))
        self.wall_button.clicked.connect(lambda _checked=False: self._ask_wall())
        self.repair_button.clicked.connect(lambda _checked=False: self.repair_asked.emit(self.details.cause))
        self.search_button.clicked.connect(lambda _checked=False: self._ask_search())
        read_later = Throttle(self, "causes", _CHANGES_WINDOW_MS, self._on_news)
        listen(services.causes.changed, lambda _none: read_later(), self)

    def _lay_out_parts(self) -> AnswerArea:
        px = self.stage.theme.px
        both = QSplitter(Qt.Orientation.Horizontal, self)
        both.setChildrenCollapsible(False)
        both.setHandleWidth(px(2))
        both.addWidget(self.table)
        both.addWidget(self.details)
        both.setSizes([px(160), px(140)])
        answer = AnswerArea(self, self.stage, both)
        self.body.addWidget(self.choice)
        self.body.addWidget(answer, 1)
        for button in (self.wall_button, self.search_button, self.repair_button, self.saving.button):
            button.setAutoDefault(False)
            self.foot.addWidget(button)
        return answer

    def _retranslate(self) -> None:
        text = self.stage.translator.text
        self.wall_button.setText(text("causes-to-wall"))
        self.wall_button.setToolTip(text("causes-to-wall-hint"))
        self.search_button.setText(text("causes-find"))
        self.repair_button.setText(text("repair-ask"))
        self.table.setAccessibleName(text("causes-title"))
        self._follow()

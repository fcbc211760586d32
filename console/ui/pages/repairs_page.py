"""What owners were asked to mend: what goes on, what is overdue, what has ended; each step with who took it."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QSplitter, QWidget

from console.domain.repair_state import RepairAction
from console.domain.roles import Permission, may
from console.proof.durable import PRIVATE_MODE, replace_whole
from console.qt.background import Lane
from console.qt.relay import listen
from console.qt.throttle import Throttle
from console.ui.dialogs.reason import ReasonDialog, ReasonWords
from console.ui.dialogs.save_file import ask_file
from console.ui.models.rows_table import Column, RowsTable
from console.ui.pages.answer_area import AnswerArea
from console.ui.pages.page import Page
from console.ui.pages.repair_details import RepairDetails
from console.ui.repair_file import repairs_csv
from console.ui.repair_order import OwnerCount, by_owner, is_overdue, owner_counts
from console.ui.repair_words import RepairWords
from console.ui.stage import Services, Stage
from console.widgets.lists.roles import ENTRY_ROLE
from console.widgets.lists.table_view import TableView
from console.widgets.retranslation import keep_translated
from console.wire.repairs import RepairList, RepairRecord

_CHANGES_WINDOW_MS = 1000
_SHARES = (25, 29, 22, 24)
_SHOWN = ("repairs-open", "repairs-overdue", "repairs-ended")
_OVERDUE, _ENDED = 1, 2
_ORDERS = ("repairs-order-time", "repairs-order-owner")
_BY_OWNER = 1


class RepairsPage(Page):
    """Follows the centre's news."""

    def __init__(self, window: QWidget, stage: Stage, services: Services) -> None:
        super().__init__(window, stage, "repairs-title")
        self._desk = services.repairs
        self._wanted: UUID | None = None
        self._found = RepairList(repairs=())
        self._words = RepairWords(stage.translator, stage.clock)
        self._counts: dict[str, OwnerCount] = {}
        """Told in the order by owner."""
        text = stage.translator.text
        columns: tuple[Column[RepairRecord], ...] = (
            Column("repairs-column-number", lambda one: one.number),
            Column("repairs-column-what", lambda one: text(f"causes-group-{one.kind.value}", name=one.label)),
            Column("repairs-column-owner", lambda one: self._words.owner(one, self._counts)),
            Column("repairs-column-state", self._words.state),
        )
        self.model: RowsTable[RepairRecord] = RowsTable(self, stage.translator, columns)
        self.table = TableView(self, self.model, _SHARES)
        self.details = RepairDetails(self, stage, services)
        self.shown, self.filter, self.count = QComboBox(self), QLineEdit(self), QLabel(self)
        self.order = QComboBox(self)
        self.order.addItems(list(_ORDERS))
        self.shown.addItems(list(_SHOWN))
        self.save_button = QPushButton(self)
        self.save_button.setVisible(may(services.person.role, Permission.EXPORT_COVERAGE))
        self.answer = self._lay_out_parts()
        self._connect(services)
        self.answer.show_words(lambda: text("repairs-reading"))
        keep_translated(self, stage.translator, self._retranslate)
        self.read()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def look_for(self, repair_id: UUID) -> None:
        """One that goes on."""
        self._wanted = repair_id
        self.filter.clear()
        self.shown.setCurrentIndex(0)
        self._show()
        self.read()

    def read(self) -> None:
        desk, ended = self._desk, self.shown.currentIndex() == _ENDED
        self.stage.background.run(
            lambda: desk.all(ended=ended),
            lambda found: self._on_read(found, ended=ended),
            self._on_failed,
            name="repairs",
            owner=self,
        )

    def save(self, path: Path) -> None:
        text, table = self.stage.translator.text, repairs_csv(self.model.rows, self.stage.clock.now_utc()).encode()
        self.stage.background.run(
            lambda: replace_whole(path, table, PRIVATE_MODE),
            lambda _none: self.say(lambda: text("repairs-saved", path=str(path))),
            self.say_error,
            name="repairs-save",
            owner=self,
            lane=Lane.WRITE,
        )

    def take(self, action: RepairAction) -> None:
        """Asks for the note of it first."""
        record = self.details.record
        if record is None:
            return
        words = ReasonWords(f"repair-step-{action.value}", "repair-step-explained", f"repair-step-{action.value}")
        dialog = ReasonDialog(self, self.stage, words, f"{record.number} · {record.label}")
        dialog.given.connect(lambda note: self._do(record.id, action, note))
        dialog.open()

    def _do(self, repair_id: UUID, action: RepairAction, note: str) -> None:
        desk = self._desk
        self.stage.background.run(
            lambda: desk.change(repair_id, action, note),
            lambda _record: self.read(),
            self.say_error,
            name="repair-step",
            owner=self,
            lane=Lane.WRITE,
        )

    def _on_read(self, found: RepairList, *, ended: bool) -> None:
        if ended == (self.shown.currentIndex() == _ENDED):
            self._found = found
            self._show()

    def _on_failed(self, error: Exception) -> None:
        self._found = RepairList(repairs=())
        self._show()
        self.answer.show_error(error, self.read)

    def _show(self) -> None:
        before = self.details.record
        wanted = self._wanted or (before.id if before is not None else None)
        rows = [one for one in self._found.repairs if self._fits(one)]
        self._counts = {}
        if self.order.currentIndex() == _BY_OWNER:
            self._counts = owner_counts(rows, self.stage.clock.now_utc())
            rows = by_owner(rows, self._counts)
        self.model.set_rows(rows)
        ids = [one.id for one in rows]
        if rows:
            self.table.setCurrentIndex(self.model.index(ids.index(wanted) if wanted in ids else 0, 0))
            self._wanted = None if self._wanted in ids else self._wanted
            self.answer.show_answer()
        else:
            text = self.stage.translator.text
            self.answer.show_words(lambda: text("repairs-none"))
        self._follow()

    def _fits(self, one: RepairRecord) -> bool:
        if self.shown.currentIndex() == _OVERDUE and not is_overdue(one, self.stage.clock.now_utc()):
            return False
        told = f"{one.number} {one.label} {one.owner} {self._words.state(one)}".casefold()
        return all(word in told for word in self.filter.text().casefold().split())

    def _follow(self) -> None:
        entry = self.table.currentIndex().data(ENTRY_ROLE)
        self.details.show_repair(entry if isinstance(entry, RepairRecord) else None)
        self.save_button.setEnabled(bool(self.model.rows))
        text, formats = self.stage.translator.text, self.stage.translator.formats
        late = sum(is_overdue(one, self.stage.clock.now_utc()) for one in self.model.rows)
        count = f"{formats.count(len(self.model.rows))}{'+' if self._found.more else ''}"
        self.count.setText(text("repairs-count", count=count, late=formats.count(late)) if self.model.rows else "")

    def _connect(self, services: Services) -> None:
        text = self.stage.translator.text

        def on_shown(_index: int) -> None:
            # What is shown is not of the other list for a moment.
            self._found = RepairList(repairs=())
            self._show()
            self.answer.show_words(lambda: text("repairs-reading"))
            self.read()

        self.shown.currentIndexChanged.connect(on_shown)
        self.order.currentIndexChanged.connect(lambda _index: self._show())
        self.filter.textChanged.connect(lambda _text: self._show())
        self.table.selectionModel().currentChanged.connect(lambda _now, _before: self._follow())
        self.details.step_asked.connect(self.take)
        self.save_button.clicked.connect(
            lambda _checked=False: ask_file(self, text("repairs-save"), "ronda-perbaikan.csv", self.save)
        )
        read_later = Throttle(self, "repairs", _CHANGES_WINDOW_MS, self.read)
        listen(services.repairs.changed, lambda _none: read_later(), self)

    def _lay_out_parts(self) -> AnswerArea:
        px = self.stage.theme.px
        both = QSplitter(Qt.Orientation.Horizontal, self)
        both.setChildrenCollapsible(False)
        both.setHandleWidth(px(2))
        both.addWidget(self.table)
        both.addWidget(self.details)
        both.setSizes([px(170), px(130)])
        answer = AnswerArea(self, self.stage, both)
        self.filter.setClearButtonEnabled(True)
        self.filter.setMinimumWidth(px(90))
        self.count.setObjectName("small")
        top = QHBoxLayout()
        top.setSpacing(px(2))
        for part in (self.shown, self.order, self.count):
            top.addWidget(part)
        top.addStretch(1)
        top.addWidget(self.filter)
        self.body.addLayout(top)
        self.body.addWidget(answer, 1)
        self.save_button.setAutoDefault(False)
        self.foot.addWidget(self.save_button)
        return answer

    def _retranslate(self) -> None:
        text = self.stage.translator.text
        for index, key in enumerate(_SHOWN):
            self.shown.setItemText(index, text(key))
        for index, key in enumerate(_ORDERS):
            self.order.setItemText(index, text(key))
        self.order.setAccessibleName(text("repairs-order"))
        self.shown.setAccessibleName(text("repairs-shown"))
        self.filter.setPlaceholderText(text("repairs-filter"))
        self.filter.setAccessibleName(text("repairs-filter"))
        self.table.setAccessibleName(text("repairs-title"))
        self.save_button.setText(text("repairs-save"))
        self._follow()

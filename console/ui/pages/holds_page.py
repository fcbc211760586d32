"""All legal holds: which flag, why, by whom and since when; lifted here, and set on any flag by its number."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from console.qt.relay import listen
from console.qt.throttle import Throttle
from console.ui.models.rows_table import Column, RowsTable
from console.ui.pages.answer_area import AnswerArea
from console.ui.pages.page import Page
from console.ui.stage import Services, Stage
from console.ui.windows.hold_intents import HoldIntents
from console.widgets.lists.roles import ENTRY_ROLE
from console.widgets.lists.table_view import TableView
from console.widgets.retranslation import keep_translated
from console.wire.holds import HeldFlag, HeldFlagList

_MOST_HOLDS = 500
_CHANGES_WINDOW_MS = 1000
_SHARES = (15, 14, 25, 18, 10, 18)
_SHOWN = ("holds-standing", "holds-all")
_LONGEST_NUMBER = 60


class HoldsPage(Page):
    """Follows what others set and lift."""

    def __init__(self, window: QWidget, stage: Stage, services: Services) -> None:
        super().__init__(window, stage, "holds-title")
        self._desk = services.holds
        self.intents = HoldIntents(self, stage, services)
        columns: tuple[Column[HeldFlag], ...] = (
            Column("holds-column-flag", lambda one: one.flag_number),
            Column("holds-column-camera", lambda one: f"{one.camera_number} · {one.camera_name}"),
            Column("holds-column-why", lambda one: one.hold.reason),
            Column("holds-column-since", self._since),
            Column("holds-column-by", lambda one: one.hold.by),
            Column("holds-column-end", self._end),
        )
        self.model: RowsTable[HeldFlag] = RowsTable(self, stage.translator, columns)
        self.table = TableView(self, self.model, _SHARES)
        self.answer = AnswerArea(self, stage, self.table)
        self.shown = QComboBox(self)
        self.shown.addItems(list(_SHOWN))
        self.number = QLineEdit(self)
        self.number.setMaxLength(_LONGEST_NUMBER)
        self.hold_button, self.lift_button = QPushButton(self), QPushButton(self)
        self.hold_button.setDefault(True)
        self._count = QLabel(self)
        self._count.setObjectName("small")
        self._found = HeldFlagList(held=())
        self._lay_out_parts()
        self.shown.currentIndexChanged.connect(lambda _index: self.read())
        self.number.textChanged.connect(lambda _text: self._follow())
        self.hold_button.clicked.connect(lambda _checked=False: self.intents.hold_number(self._typed()))
        self.lift_button.clicked.connect(self._lift)
        self.table.selectionModel().currentChanged.connect(lambda _now, _before: self._follow())
        read_later = Throttle(self, "holds", _CHANGES_WINDOW_MS, self.read)
        listen(services.holds.changed, lambda _none: read_later(), self)
        text = stage.translator.text
        self.answer.show_words(lambda: text("holds-reading"))
        keep_translated(self, stage.translator, self._retranslate)
        self.read()
        self.shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def read(self) -> None:
        desk, only_standing = self._desk, self.shown.currentIndex() == 0
        self.stage.background.run(
            lambda: desk.all(_MOST_HOLDS, only_standing=only_standing),
            self._on_read,
            self._on_failed,
            name="holds",
            owner=self,
        )

    def _on_read(self, found: HeldFlagList) -> None:
        chosen = self._chosen()
        self._found = found
        self.model.set_rows(found.held)
        rows = [row for row, one in enumerate(found.held) if chosen and one.flag_id == chosen.flag_id]
        if found.held:
            self.table.setCurrentIndex(self.model.index(rows[0] if rows else 0, 0))
            self.answer.show_answer()
        else:
            text = self.stage.translator.text
            self.answer.show_words(lambda: text("holds-none"))
        self._retranslate()

    def _on_failed(self, error: Exception) -> None:
        # What was true before may not be so any more: nothing is lifted by an old list.
        self._found = HeldFlagList(held=())
        self.model.set_rows(())
        self._retranslate()
        self.answer.show_error(error, self.read)

    def _lift(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.intents.lift(chosen.flag_id, chosen.flag_number)

    def _chosen(self) -> HeldFlag | None:
        entry = self.table.currentIndex().data(ENTRY_ROLE)
        return entry if isinstance(entry, HeldFlag) else None

    def _typed(self) -> str:
        return self.number.text().strip()

    def _follow(self) -> None:
        chosen = self._chosen()
        self.lift_button.setEnabled(chosen is not None and chosen.hold.ended_utc is None)
        self.hold_button.setEnabled(bool(self._typed()))

    def _since(self, one: HeldFlag) -> str:
        return self.stage.translator.formats.moment(one.hold.at_utc)

    def _end(self, one: HeldFlag) -> str:
        """When, by whom and why; empty while it stands."""
        if one.hold.ended_utc is None:
            return ""
        ended = self.stage.translator.formats.moment(one.hold.ended_utc)
        return f"{ended} · {one.hold.ended_by}: {one.hold.ended_why}"

    def _lay_out_parts(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(self.stage.theme.px(2))
        for part in (self.shown, self._count):
            top.addWidget(part)
        top.addStretch(1)
        self.number.setMinimumWidth(self.stage.theme.px(98))
        top.addWidget(self.number)
        top.addWidget(self.hold_button)
        self.body.addLayout(top)
        self.body.addWidget(self.answer, 1)
        self.lift_button.setAutoDefault(False)
        self.foot.addWidget(self.lift_button)

    def _retranslate(self) -> None:
        text, formats = self.stage.translator.text, self.stage.translator.formats
        for index, key in enumerate(_SHOWN):
            self.shown.setItemText(index, text(key))
        self.shown.setAccessibleName(text("holds-shown"))
        self.number.setPlaceholderText(text("audit-number-example"))
        self.number.setAccessibleName(text("audit-number"))
        self.hold_button.setText(text("hold-set"))
        self.lift_button.setText(text("hold-lift"))
        self.table.setAccessibleName(text("holds-title"))
        more = "+" if self._found.more else ""
        # Words stand in place of no rows, which may be for a centre that is away: "none" would not be known.
        self._count.setVisible(bool(self._found.held))
        self._count.setText(text("holds-count", count=f"{formats.count(len(self._found.held))}{more}"))
        self._follow()

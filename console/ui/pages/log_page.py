"""What this program has told of itself since it was started, and what is kept of crashes; for the IT staff."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QSplitter, QWidget

from console.base.log_lines import LogLine
from console.ui.log_port import CRASH, LogDesk
from console.ui.models.rows_table import Column, RowsTable
from console.ui.pages.answer_area import AnswerArea
from console.ui.pages.page import Page
from console.ui.spreadsheet import harmless
from console.ui.stage import Stage
from console.widgets.lists.roles import ENTRY_ROLE
from console.widgets.lists.table_view import TableView
from console.widgets.retranslation import keep_translated

_SHARES = (16, 10, 12, 62)
_TROUBLE = frozenset({"WARNING", "ERROR", "CRITICAL", CRASH})
_LEVEL_KEYS = {
    "DEBUG": "log-debug",
    "INFO": "log-info",
    "WARNING": "log-warning",
    "ERROR": "log-error",
    "CRITICAL": "log-bug",
    CRASH: "log-crash",
}


class LogPage(Page):
    """Reads once when it opens and again on request: lines that run on cannot be read."""

    def __init__(self, window: QWidget, stage: Stage, desk: LogDesk, *, at_crash: bool = False) -> None:
        """``at_crash`` begins at the newest report of a crash, among the lines of trouble."""
        super().__init__(window, stage, "log-title")
        self._desk = desk
        self._all: Sequence[LogLine] = ()
        self._at_crash = at_crash
        columns: tuple[Column[LogLine], ...] = (
            Column("log-time", lambda line: stage.translator.formats.recent(line.at_utc, stage.clock.now_utc())),
            Column("log-level", lambda line: stage.translator.text(_LEVEL_KEYS.get(line.level, "log-info"))),
            Column("log-concern", lambda line: line.concern),
            Column("log-words", lambda line: line.words.partition("\n")[0]),
        )
        self.model: RowsTable[LogLine] = RowsTable(self, stage.translator, columns)
        self.table = TableView(self, self.model, _SHARES)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.whole = QPlainTextEdit(self)
        self.whole.setReadOnly(True)
        self.words = QLineEdit(self)
        self.words.textChanged.connect(lambda _text: self._fill())
        self.only_trouble = QCheckBox(self)
        self.only_trouble.setChecked(at_crash)
        self.only_trouble.toggled.connect(lambda _on: self._fill())
        self._about = QLabel(self)
        self.copy_button, self.again_button = QPushButton(self), QPushButton(self)
        self.copy_button.clicked.connect(lambda _checked=False: self._copy())
        self.again_button.clicked.connect(lambda _checked=False: self._read())
        self.answer = AnswerArea(self, stage, self._lists())
        self._lay_out_rows()
        keep_translated(self, stage.translator, self._retranslate)
        text = stage.translator.text
        self.answer.show_words(lambda: text("health-reading"))
        self._read()

    def _lists(self) -> QWidget:
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.addWidget(self.table)
        split.addWidget(self.whole)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        return split

    def _lay_out_rows(self) -> None:
        self._about.setObjectName("small")
        self._about.setWordWrap(True)
        self._about.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        top = QHBoxLayout()
        top.setSpacing(self.stage.theme.px(3))
        top.addWidget(self.words, 1)
        top.addWidget(self.only_trouble)
        self.body.addWidget(self._about)
        self.body.addLayout(top)
        self.body.addWidget(self.answer, 1)
        for button in (self.again_button, self.copy_button):
            button.setAutoDefault(False)
            self.foot.addWidget(button)

    def _read(self) -> None:
        self.stage.background.run(
            self._desk.lines,
            self._on_read,
            lambda error: self.answer.show_error(error, self._read),
            name="program-log",
            owner=self,
        )

    def _on_read(self, lines: Sequence[LogLine]) -> None:
        self._all = lines
        self._fill()
        if any(line.level == CRASH for line in lines):
            # Shown: nobody needs to be told of them at the next start.
            self.stage.background.run(self._desk.mark_read, lambda _none: None, self.say_error, name="log", owner=self)

    def _fill(self) -> None:
        wanted = self.words.text().strip().casefold()
        rows = [
            line
            for line in self._all
            if (line.level in _TROUBLE or not self.only_trouble.isChecked())
            and wanted in f"{line.concern} {line.camera} {line.words}".casefold()
        ]
        self.model.set_rows(rows)
        self.copy_button.setEnabled(bool(rows))
        self.whole.clear()
        if not rows:
            text = self.stage.translator.text
            self.answer.show_words(lambda: text("log-nothing"))
            return
        self.answer.show_answer()
        crash = next((place for place, line in enumerate(rows) if line.level == CRASH), 0)
        self.table.setCurrentIndex(self.model.index(crash if self._at_crash else 0, 0))

    def _on_row(self, index: QModelIndex) -> None:
        line = index.data(ENTRY_ROLE)
        self.whole.setPlainText(line.words if line is not None else "")

    def _copy(self) -> None:
        """The lines in the list as CSV, whole."""
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow(["time_utc", "level", "concern", "camera", "message"])
        for line in self.model.rows:
            cells = (line.at_utc.isoformat(), line.level, line.concern, line.camera, line.words)
            writer.writerow([harmless(cell) for cell in cells])
        QGuiApplication.clipboard().setText(text.getvalue())
        said = self.stage.translator.text
        self.say(lambda: said("log-copied", count=len(self.model.rows)))

    def _retranslate(self) -> None:
        text = self.stage.translator.text
        self._about.setText(text("log-about", folder=str(self._desk.folder)))
        self.words.setPlaceholderText(text("log-search"))
        self.words.setAccessibleName(text("log-search"))
        self.only_trouble.setText(text("log-only-trouble"))
        self.copy_button.setText(text("log-copy"))
        self.again_button.setText(text("worst-again"))
        self.table.setAccessibleName(text("log-title"))
        self.whole.setAccessibleName(text("log-whole"))

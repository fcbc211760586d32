"""What was on a wall: from when to when which camera lay on which tile, who put it there, and how much of it was live."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from console.base.clock import WIB
from console.domain.wall_question import WallQuestion
from console.proof.durable import PRIVATE_MODE, replace_whole
from console.qt.background import Lane
from console.ui.dialogs.save_file import ask_file
from console.ui.models.rows_table import Column, RowsTable
from console.ui.pages.answer_area import AnswerArea
from console.ui.pages.page import Page
from console.ui.pages.wall_record_form import WallRecordForm
from console.ui.pages.wall_record_words import WallRecordWords
from console.ui.stage import Services, Stage
from console.widgets.lists.table_view import TableView
from console.widgets.retranslation import keep_translated
from console.wire.wall_record import KnownWall, WallSpellRecord, WallSpells

_SHARES = (17, 15, 10, 15, 15, 29)
_NOTHING = WallSpells(spells=(), total=0)


class WallRecordPage(Page):
    """Searched page by page, newest first; ``wall``: the one that is asked about first."""

    def __init__(self, window: QWidget, stage: Stage, services: Services, wall: str = "") -> None:
        super().__init__(window, stage, "wall-record-title")
        self._desk = services.wall_records
        self._first = wall
        self._asked: tuple[str, WallQuestion] | None = None
        """What the table answers, or is about to."""
        self._found = _NOTHING
        words = WallRecordWords(stage.translator, stage.clock)
        columns: tuple[Column[WallSpellRecord], ...] = (
            Column("wall-record-column-since", words.since),
            Column("wall-record-column-until", words.until),
            Column("wall-record-column-where", words.where),
            Column("wall-record-column-camera", words.camera),
            Column("wall-record-column-who", words.who),
            Column("wall-record-column-shown", words.shown),
        )
        self.model: RowsTable[WallSpellRecord] = RowsTable(self, stage.translator, columns)
        self.table = TableView(self, self.model, _SHARES)
        self.form = WallRecordForm(self, stage)
        self.answer = AnswerArea(self, stage, self.table)
        self.count, self.means = QLabel(self), QLabel(self)
        self.search_button, self.more_button, self.save_button = (QPushButton(self) for _ in range(3))
        self.search_button.setObjectName("primary")
        self.search_button.setDefault(True)
        self._lay_out_parts()
        self.form.changed.connect(self._follow)
        self.form.asked.connect(self.search)
        self.search_button.clicked.connect(self.search)
        self.more_button.clicked.connect(self.more)
        self.save_button.clicked.connect(self.ask_file)
        keep_translated(self, stage.translator, self._retranslate)
        self.read_walls()

    def read_walls(self) -> None:
        text = self.stage.translator.text
        self.answer.show_words(lambda: text("wall-record-reading"))
        self.stage.background.run(
            self._desk.walls,
            self._on_walls,
            lambda error: self.answer.show_error(error, self.read_walls),
            name="wall-names",
            owner=self,
        )

    def search(self) -> None:
        wall, question = self.form.wall, self.form.question
        if wall is None or question is None:
            return
        text = self.stage.translator.text
        self._asked = (wall.name, question)
        self._show(_NOTHING)
        self.answer.show_words(lambda: text("audit-searching"))
        self._read(None)

    def more(self) -> None:
        """The next page, below what is there."""
        if self._found.before is not None:
            self.more_button.setEnabled(False)
            self._read(self._found.before)

    def ask_file(self) -> None:
        """Where the table goes; it is then asked of the centre as a file, which is written down there."""
        if self._asked is None:
            return
        wall, question = self._asked
        now = self.stage.clock.now_utc().astimezone(WIB)
        title = self.stage.translator.text("audit-save")
        ask_file(self, title, f"{wall}-{now:%Y%m%d-%H%M}.csv", lambda path: self.save(wall, question, path))

    def save(self, wall: str, question: WallQuestion, path: Path) -> None:
        desk, text = self._desk, self.stage.translator.text
        self.stage.background.run(
            lambda: replace_whole(path, desk.table(wall, question), PRIVATE_MODE),
            lambda _none: self.say(lambda: text("audit-saved", path=str(path))),
            self.say_error,
            name="wall-record-save",
            owner=self,
            lane=Lane.WRITE,
        )

    def _read(self, before: UUID | None) -> None:
        asked, desk = self._asked, self._desk
        if asked is None:
            return
        self.stage.background.run(
            lambda: desk.page(*asked, before),
            lambda found: self._on_found(asked, found, is_first=before is None),
            lambda error: self._on_failed(asked, error, is_first=before is None),
            name="wall-record",
            owner=self,
        )

    def _on_walls(self, walls: tuple[KnownWall, ...]) -> None:
        text = self.stage.translator.text
        if not walls:
            self.answer.show_words(lambda: text("walls-none"))
        self.form.set_walls(walls, self._first)
        if walls:
            self.search()

    def _on_found(self, asked: tuple[str, WallQuestion], found: WallSpells, *, is_first: bool) -> None:
        if asked is not self._asked:
            return
        chosen = self.table.currentIndex().row()
        before = () if is_first else self._found.spells
        self._show(found.model_copy(update={"spells": (*before, *found.spells)}))
        if self._found.spells:
            self.answer.show_answer()
            self.table.setCurrentIndex(self.model.index(0 if is_first else chosen, 0))
            return
        text = self.stage.translator.text
        self.answer.show_words(lambda: text("wall-record-nothing"))

    def _on_failed(self, asked: tuple[str, WallQuestion], error: Exception, *, is_first: bool) -> None:
        if asked is not self._asked:
            return
        if is_first:
            self.answer.show_error(error, self.search)
        else:
            self.more_button.setEnabled(True)
            self.say_error(error)

    def _show(self, found: WallSpells) -> None:
        self._found = found
        self.model.set_rows(found.spells)
        self._retranslate()

    def _follow(self) -> None:
        """Says what is missing; what is shown stays until it is searched again."""
        wall, question = self.form.wall, self.form.question
        self.search_button.setEnabled(wall is not None and question is not None)
        text = self.stage.translator.text
        self.say(lambda: text("audit-lacks-period") if question is None else "")

    def _lay_out_parts(self) -> None:
        px = self.stage.theme.px
        top = QHBoxLayout()
        top.setSpacing(px(3))
        top.addWidget(self.form, 1)
        top.addWidget(self.search_button, 0, Qt.AlignmentFlag.AlignTop)
        for label in (self.count, self.means):
            label.setObjectName("small")
            label.setWordWrap(True)
        self.body.addLayout(top)
        self.body.addWidget(self.count)
        self.body.addWidget(self.answer, 1)
        self.body.addWidget(self.means)
        for button in (self.more_button, self.save_button):
            button.setAutoDefault(False)
            self.foot.addWidget(button)

    def _retranslate(self) -> None:
        text, formats, found = self.stage.translator.text, self.stage.translator.formats, self._found
        self.search_button.setText(text("audit-search"))
        self.more_button.setText(text("wall-record-more"))
        self.save_button.setText(text("audit-save"))
        self.table.setAccessibleName(text("wall-record-title"))
        self.more_button.setEnabled(found.before is not None)
        self.more_button.setVisible(found.before is not None)
        self.save_button.setEnabled(bool(found.spells))
        shown = formats.count(len(found.spells))
        self.count.setText(text("wall-record-count", shown=shown, total=formats.count(found.total)))
        self.count.setVisible(bool(found.spells))
        self.means.setText(text("wall-record-means"))

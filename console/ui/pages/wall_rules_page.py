"""What a wall shows by itself: its rules, one of them to be edited, and in one sentence what it will do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from console.base.errors import KnownError
from console.domain.area import contains
from console.domain.wall_rule import WallRule, check_rule
from console.i18n.translator import Translator
from console.qt.background import Lane
from console.ui.messages import message_for
from console.ui.models.rows_table import Column, RowsTable
from console.ui.pages.answer_area import AnswerArea
from console.ui.pages.page import Page
from console.ui.pages.wall_rule_form import WallRuleForm
from console.ui.pages.wall_rule_words import WallRuleWords
from console.ui.stage import Services, Stage
from console.widgets.lists.roles import ENTRY_ROLE
from console.widgets.lists.table_view import TableView
from console.widgets.retranslation import keep_translated
from console.wire.wall_record import KnownWall
from console.wire.wall_rules import RuleBody, RuleRecord

_SHARES = (30, 12, 58)


class WallRulesPage(Page):
    """``wall``: the one that is shown first."""

    def __init__(self, window: QWidget, stage: Stage, services: Services, wall: str = "") -> None:
        super().__init__(window, stage, "wall-rules-title")
        self._desk, self._city, self._first = services.wall_rules, services.city, wall
        self._walls: tuple[KnownWall, ...] = ()
        self._areas: dict[str, str] = {}
        self._revision = 0
        self._words = words = WallRuleWords(stage.translator)
        columns: tuple[Column[RuleRecord], ...] = (
            Column("wall-rules-column-name", lambda one: one.body.name),
            Column("wall-rules-column-on", words.standing),
            Column("wall-rules-column-says", lambda one: words.sentence(one.body.rule(one.id))),
        )
        self.which = QComboBox(self)
        self.which.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.model: RowsTable[RuleRecord] = RowsTable(self, stage.translator, columns)
        self.table = TableView(self, self.model, _SHARES)
        self.answer = AnswerArea(self, stage, self.table)
        self.form = WallRuleForm(self, stage, services.categories)
        self.preview = QLabel(self)
        self.preview.setTextFormat(Qt.TextFormat.PlainText)
        self.preview.setWordWrap(True)
        self.new_button, self.save_button, self.delete_button = (QPushButton(self) for _ in range(3))
        self.save_button.setObjectName("primary")
        self._lay_out_parts()
        self.which.currentIndexChanged.connect(lambda _index: self._on_wall())
        self.form.changed.connect(self._follow)
        self.table.selectionModel().currentChanged.connect(lambda _now, _was: self._on_chosen())
        self.new_button.clicked.connect(self.begin_new)
        self.save_button.clicked.connect(self.save)
        self.delete_button.clicked.connect(self.delete)
        keep_translated(self, stage.translator, self._retranslate)
        self.read_walls()

    def read_walls(self) -> None:
        text, desk, city = self.stage.translator.text, self._desk, self._city
        self.answer.show_words(lambda: text("wall-rules-reading"))
        self.stage.background.run(
            lambda: (desk.walls(), {area.code: area.name for area in city.areas()}),
            lambda found: self._on_walls(*found),
            lambda error: self.answer.show_error(error, self.read_walls),
            name="wall-names",
            owner=self,
        )

    def wall(self) -> KnownWall | None:
        name = self.which.currentData()
        return next((wall for wall in self._walls if wall.name == name), None)

    def read(self) -> None:
        wall, desk = self.wall(), self._desk
        if wall is None:
            return
        self.stage.background.run(
            lambda: desk.rules(wall.name),
            self._show_rules,
            lambda error: self.answer.show_error(error, self.read),
            name="wall-rules",
            owner=self,
        )

    def begin_new(self) -> None:
        self._revision = 0
        self.table.clearSelection()
        self.form.fresh()
        self.form.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        wall, desk, rule = self.wall(), self._desk, self.form.rule
        if wall is None:
            return
        body, text = RuleBody.of(rule, self._revision), self.stage.translator.text

        def done(rules: tuple[RuleRecord, ...]) -> None:
            self._show_rules(rules, chosen=rule.name)
            self.say(lambda: text("wall-rules-saved", name=rule.name))

        self.stage.background.run(
            lambda: desk.save(wall.name, rule.id, body),
            done,
            self.say_error,
            name="wall-rule",
            owner=self,
            lane=Lane.CAPTURE,
        )

    def delete(self) -> None:
        wall, desk, rule = self.wall(), self._desk, self.form.rule
        if wall is None or not self._revision:
            return
        text = self.stage.translator.text

        def delete() -> tuple[RuleRecord, ...]:
            desk.delete(wall.name, rule.id)
            return desk.rules(wall.name)

        def done(rules: tuple[RuleRecord, ...]) -> None:
            self._show_rules(rules)
            self.say(lambda: text("wall-rules-deleted", name=rule.name))

        self.stage.background.run(delete, done, self.say_error, name="wall-rule", owner=self, lane=Lane.CAPTURE)

    def _on_walls(self, walls: tuple[KnownWall, ...], areas: dict[str, str]) -> None:
        self._walls, self._areas = walls, areas
        self.which.blockSignals(True)
        self.which.clear()
        for wall in walls:
            self.which.addItem(wall.title, wall.name)
        self.which.setCurrentIndex(max(0, self.which.findData(self._first)) if walls else -1)
        self.which.blockSignals(False)
        text = self.stage.translator.text
        if not walls:
            self.answer.show_words(lambda: text("walls-none"))
        self._on_wall()

    def _on_wall(self) -> None:
        wall = self.wall()
        if wall is not None:
            self._words.areas = {code: name for code, name in self._areas.items() if contains(wall.area_code, code)}
            numbered = enumerate(wall.screens, start=1)
            self._words.screens = {at: str(at) if name == str(at) else f"{at} · {name}" for at, name in numbered}
            self._offer()
        self.begin_new()
        self.read()

    def _offer(self) -> None:
        text = self.stage.translator.text
        screens = {number: text("wall-record-screen", name=name) for number, name in self._words.screens.items()}
        self.form.offer(self._words.areas, screens)

    def _show_rules(self, rules: tuple[RuleRecord, ...], chosen: str = "") -> None:
        self.model.set_rows(rules)
        text = self.stage.translator.text
        if not rules:
            self.answer.show_words(lambda: text("wall-rules-none"))
            self.begin_new()
            return
        self.answer.show_answer()
        names = [one.body.name for one in rules]
        self.table.setCurrentIndex(self.model.index(names.index(chosen) if chosen in names else 0, 0))

    def _on_chosen(self) -> None:
        record = self.table.currentIndex().data(ENTRY_ROLE)
        if isinstance(record, RuleRecord):
            self._revision = record.body.revision
            self.form.show_rule(record.body.rule(record.id))

    def _follow(self) -> None:
        wall, rule = self.wall(), self.form.rule
        fault = "" if wall is None else fault_of(self.stage.translator, wall, rule)
        self.preview.setText(fault or (self._words.sentence(rule) if wall is not None else ""))
        self.preview.setObjectName("caution" if fault else "title")
        self.preview.style().polish(self.preview)
        self.save_button.setEnabled(wall is not None and not fault)
        self.delete_button.setEnabled(self._revision > 0)

    def _lay_out_parts(self) -> None:
        px = self.stage.theme.px
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(px(2))
        left.addWidget(self.which, 0, Qt.AlignmentFlag.AlignLeft)
        left.addWidget(self.answer, 1)
        room = QScrollArea(self)
        room.setWidgetResizable(True)
        room.setFrameShape(QScrollArea.Shape.NoFrame)
        room.setWidget(self.form)
        right.addWidget(room, 1)
        right.addWidget(self.preview)
        columns = QHBoxLayout()
        columns.setSpacing(px(4))
        columns.addLayout(left, 1)
        columns.addLayout(right, 1)
        self.body.addLayout(columns, 1)
        for button in (self.new_button, self.delete_button, self.save_button):
            button.setAutoDefault(False)
            self.foot.addWidget(button)

    def _retranslate(self) -> None:
        text = self.stage.translator.text
        for button, key in ((self.new_button, "new"), (self.delete_button, "delete"), (self.save_button, "save")):
            button.setText(text(f"wall-rules-{key}"))
        self.which.setAccessibleName(text("walls-which"))
        self.table.setAccessibleName(text("wall-rules-title"))
        self._offer()
        self._follow()


def fault_of(translator: Translator, wall: KnownWall, rule: WallRule) -> str:
    """Why it is no rule of the wall yet; empty when it is one."""
    if not rule.name:
        return translator.text("wall-rules-lacks-name")
    try:
        check_rule(rule, wall.area_code, len(wall.screens))
    except KnownError as error:
        return message_for(translator, error).without_does
    return ""

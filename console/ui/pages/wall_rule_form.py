"""The fields of one rule of a wall: what must happen, where and when, and what is then shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTime, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSpinBox,
    QTimeEdit,
    QWidget,
)

from console.base.ids import new_id
from console.domain.event import IncidentCategory
from console.domain.layout import MOST_TILES
from console.domain.wall_rule import DAY_MIN, LEAST_SHOWN_S, MOST_SHOWN_S, RuleHours, RuleTrigger, WallRule
from console.i18n.language import Language
from console.ui.stage import Stage
from console.widgets.retranslation import keep_translated

_LONGEST_NAME = 60
_PRIORITIES = range(1, 5)
_LABELS = ("name", "trigger", "priorities", "categories", "area", "hours", "days", "place", "length", "sound")


class WallRuleForm(QWidget):
    """Signals: ``changed()``: ``rule`` is another one."""

    changed = Signal()

    def __init__(self, parent: QWidget, stage: Stage, categories: Sequence[IncidentCategory]) -> None:
        super().__init__(parent)
        self._stage = stage
        self._known = categories
        self._id = new_id()
        self.name, self.is_on, self.sound = QLineEdit(self), QCheckBox(self), QCheckBox(self)
        self.name.setMaxLength(_LONGEST_NAME)
        self.trigger, self.area, self.on_screen = QComboBox(self), QComboBox(self), QComboBox(self)
        for trigger in RuleTrigger:
            self.trigger.addItem("", trigger.value)
        self.priorities = [QCheckBox(f"P{priority}", self) for priority in _PRIORITIES]
        self.categories = QListWidget(self)
        self.all_day, self.until_answered = QCheckBox(self), QCheckBox(self)
        self.begin, self.end = QTimeEdit(self), QTimeEdit(self)
        self.days = [QCheckBox(self) for _day in range(7)]
        self.tile, self.seconds = QSpinBox(self), QSpinBox(self)
        self.tile.setRange(0, MOST_TILES)
        self.seconds.setRange(LEAST_SHOWN_S, MOST_SHOWN_S)
        self._labels = {key: QLabel(self) for key in _LABELS}
        self._lay_out()
        self._connect()
        keep_translated(self, stage.translator, self._retranslate)
        self.show_rule(WallRule(new_id(), ""))

    @property
    def rule(self) -> WallRule:
        """As the fields say; whether it can be is ``check_rule``'s to say."""
        is_flag = self.trigger.currentData() == RuleTrigger.FLAG.value
        chosen = frozenset(item.data(Qt.ItemDataRole.UserRole) for item in self._items() if _is_checked(item))
        priorities = frozenset(at for at, box in zip(_PRIORITIES, self.priorities, strict=True) if box.isChecked())
        screen = self.on_screen.currentData()
        return WallRule(
            id=self._id,
            name=self.name.text().strip(),
            is_on=self.is_on.isChecked(),
            trigger=RuleTrigger(self.trigger.currentData()),
            categories=chosen if is_flag else frozenset(),
            priorities=priorities if is_flag else frozenset(),
            area_code=self.area.currentData() or "",
            hours=self._hours(),
            screen=screen if isinstance(screen, int) else 1,
            tile=self.tile.value() or None,
            shown_s=None if is_flag and self.until_answered.isChecked() else self.seconds.value(),
            sound=self.sound.isChecked(),
        )

    def show_rule(self, rule: WallRule) -> None:
        self.blockSignals(True)
        self._id = rule.id
        self.name.setText(rule.name)
        self.trigger.setCurrentIndex(self.trigger.findData(rule.trigger.value))
        for at, box in zip(_PRIORITIES, self.priorities, strict=True):
            box.setChecked(at in rule.priorities)
        for item in self._items():
            is_in = item.data(Qt.ItemDataRole.UserRole) in rule.categories
            item.setCheckState(Qt.CheckState.Checked if is_in else Qt.CheckState.Unchecked)
        self.area.setCurrentIndex(max(0, self.area.findData(rule.area_code)))
        self.on_screen.setCurrentIndex(max(0, self.on_screen.findData(rule.screen)))
        hours = rule.hours
        self.all_day.setChecked((hours.begin_min, hours.end_min) == (0, DAY_MIN))
        for edit, minute in ((self.begin, hours.begin_min), (self.end, hours.end_min)):
            edit.setTime(QTime(minute // 60 % 24, minute % 60))
        for day, box in enumerate(self.days):
            box.setChecked(day in hours.weekdays)
        self.tile.setValue(rule.tile or 0)
        self.until_answered.setChecked(rule.shown_s is None)
        self.seconds.setValue(rule.shown_s or 60)
        for box, value in ((self.is_on, rule.is_on), (self.sound, rule.sound)):
            box.setChecked(value)
        self.blockSignals(False)
        self._on_edited()

    def fresh(self) -> None:
        """A rule that is not there yet, on the place that was last chosen."""
        self.show_rule(replace(WallRule(new_id(), ""), screen=self.rule.screen))

    def offer(self, areas: Mapping[str, str], screens: Mapping[int, str]) -> None:
        """Names by code and number; what was chosen stays where it still is."""
        rule = self.rule
        self.blockSignals(True)
        self.area.clear()
        self.area.addItem(self._stage.translator.text("wall-rules-any-area"), "")
        for code, name in areas.items():
            self.area.addItem(name, code)
        self.on_screen.clear()
        for number, name in screens.items():
            self.on_screen.addItem(name, number)
        self.blockSignals(False)
        self.show_rule(rule)

    def _hours(self) -> RuleHours:
        weekdays = frozenset(day for day, box in enumerate(self.days) if box.isChecked())
        if self.all_day.isChecked():
            return RuleHours(weekdays=weekdays)
        begin, end = (edit.time().hour() * 60 + edit.time().minute() for edit in (self.begin, self.end))
        # Until midnight is the end of the day, not its beginning.
        return RuleHours(begin, end or DAY_MIN, weekdays)

    def _items(self) -> list[QListWidgetItem]:
        return [self.categories.item(row) for row in range(self.categories.count())]

    def _on_edited(self) -> None:
        is_flag = self.trigger.currentData() == RuleTrigger.FLAG.value
        for part in (*self.priorities, self.categories, self.until_answered):
            part.setEnabled(is_flag)
        for edit in (self.begin, self.end):
            edit.setEnabled(not self.all_day.isChecked())
        self.seconds.setEnabled(not (is_flag and self.until_answered.isChecked()))
        self.changed.emit()

    def _connect(self) -> None:
        boxes = (self.is_on, self.sound, self.all_day, self.until_answered, *self.priorities, *self.days)
        for box in boxes:
            box.toggled.connect(lambda _on: self._on_edited())
        for combo in (self.trigger, self.area, self.on_screen):
            combo.currentIndexChanged.connect(lambda _index: self._on_edited())
        for spin in (self.tile, self.seconds):
            spin.valueChanged.connect(lambda _value: self._on_edited())
        for edit in (self.begin, self.end):
            edit.timeChanged.connect(lambda _time: self._on_edited())
        self.name.textChanged.connect(lambda _text: self._on_edited())
        self.categories.itemChanged.connect(lambda _item: self._on_edited())

    def _lay_out(self) -> None:
        px = self._stage.theme.px
        for category in self._known:
            item = QListWidgetItem(self.categories)
            item.setData(Qt.ItemDataRole.UserRole, category.code)
            item.setCheckState(Qt.CheckState.Unchecked)
        self.categories.setMinimumHeight(px(20))
        self.categories.setMaximumHeight(px(42))
        self.on_screen.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(px(3))
        form.setVerticalSpacing(px(1.5))
        rows: tuple[tuple[QWidget, ...], ...] = (
            (self.name, self.is_on),
            (self.trigger,),
            tuple(self.priorities),
            (self.categories,),
            (self.area,),
            (self.all_day, self.begin, self.end),
            tuple(self.days),
            (self.on_screen, self.tile),
            (self.seconds, self.until_answered),
            (self.sound,),
        )
        for key, parts in zip(_LABELS, rows, strict=True):
            row = QHBoxLayout()
            row.setSpacing(px(2))
            for part in parts:
                row.addWidget(part, 1 if part in (self.name, self.trigger, self.categories, self.area) else 0)
            if len(parts) > 1 and parts[0] is not self.name:
                row.addStretch(1)
            form.addRow(self._labels[key], row)

    def _retranslate(self) -> None:
        translator = self._stage.translator
        text = translator.text
        for key, label in self._labels.items():
            label.setText(text(f"wall-rules-label-{key}"))
        for index, trigger in enumerate(RuleTrigger):
            self.trigger.setItemText(index, text(f"wall-rules-trigger-{trigger.value.replace('_', '-')}"))
        for box, key in (
            (self.is_on, "wall-rules-on"),
            (self.sound, "wall-rules-sound"),
            (self.all_day, "wall-rules-all-day"),
            (self.until_answered, "wall-rules-until-answered"),
        ):
            box.setText(text(key))
        for day, box in enumerate(self.days):
            box.setText(text(f"wall-rule-day-{day}"))
        for item, category in zip(self._items(), self._known, strict=True):
            name = category.name_id if translator.language is Language.INDONESIAN else category.name_en
            item.setText(f"{category.code} · {name}")
        self.tile.setPrefix(text("wall-rules-tile-prefix"))
        self.tile.setSpecialValueText(text("wall-rules-whole-screen"))
        self.seconds.setSuffix(text("wall-rules-seconds-suffix"))
        if self.area.count():
            self.area.setItemText(0, text("wall-rules-any-area"))
        for edit in (self.begin, self.end):
            edit.setDisplayFormat(f"HH{translator.formats.clock_mark}mm")
        names = ((self.name, "name"), (self.trigger, "trigger"), (self.categories, "categories"), (self.area, "area"))
        places = ((self.on_screen, "place"), (self.tile, "place"), (self.seconds, "length"))
        for part, key in (*names, *places, (self.begin, "hours"), (self.end, "hours")):
            part.setAccessibleName(text(f"wall-rules-label-{key}"))


def _is_checked(item: QListWidgetItem) -> bool:
    return item.checkState() is Qt.CheckState.Checked

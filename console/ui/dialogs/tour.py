"""Asks how a tour or a patrol shall go, and says beforehand whether a patrol can keep its promise."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from console.domain.patrol import HOURS_OFFERED, USUAL_HOURS, Emphasis, PatrolNeed
from console.domain.tour import STEPS_OFFERED_S, USUAL_STEP_S
from console.i18n.formats import Formats
from console.ui.stage import Stage
from console.widgets.fitting_dialog import FittingDialog
from console.widgets.retranslation import keep_translated


@dataclass(frozen=True)
class TourChoice:
    """``hours``: a patrol within so many; None: a tour in the order of the list."""

    step_s: int
    only_selected: bool
    hours: int | None
    emphasis: Emphasis


class TourDialog(FittingDialog):
    """Signals: ``given(TourChoice)``; then it closes. A promise that cannot be kept is not given."""

    given = Signal(object)

    def __init__(
        self, parent: QWidget, stage: Stage, name: str, counts: tuple[int, int], tiles: int, tile: int
    ) -> None:
        """``counts``: all cameras and those that work; ``tiles``: those that are not pinned; ``tile``: the selected one."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self._stage = stage
        self._counts = counts
        self._tiles = tiles
        self._tile = tile
        self._title = QLabel(name, self)
        self._title.setObjectName("title")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setWordWrap(True)
        self._about = QLabel(self)
        self._about.setObjectName("dim")
        self.kind, self.step, self.where = QComboBox(self), QComboBox(self), QComboBox(self)
        self.hours, self.emphasis = QComboBox(self), QComboBox(self)
        self.told = QLabel(self)
        self.told.setWordWrap(True)
        self._labels = {box: QLabel(self) for box in (self.kind, self.step, self.where, self.hours, self.emphasis)}
        self.start_button = QPushButton(self)
        self.start_button.setObjectName("primary")
        self.start_button.setDefault(True)
        self.start_button.clicked.connect(self.confirm)
        self._cancel = QPushButton(self)
        self._cancel.setAutoDefault(False)
        self._cancel.clicked.connect(self.reject)
        self._lay_out()
        self._fill()
        for box in self._labels:
            box.currentIndexChanged.connect(lambda _index: self._follow())
        keep_translated(self, stage.translator, self._retranslate)
        self.kind.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def choice(self) -> TourChoice:
        patrols = self.kind.currentIndex() == 1
        hours = HOURS_OFFERED[self.hours.currentIndex()] if patrols else None
        return TourChoice(
            STEPS_OFFERED_S[self.step.currentIndex()],
            self.where.currentIndex() == 1,
            hours,
            list(Emphasis)[self.emphasis.currentIndex()],
        )

    def confirm(self) -> None:
        if self.start_button.isEnabled():
            self.given.emit(self.choice)
            self.accept()

    def _need(self) -> PatrolNeed:
        choice = self.choice
        tiles = 1 if choice.only_selected else self._tiles
        return PatrolNeed(self._counts[1], tiles, choice.step_s, choice.hours or 0)

    def _follow(self) -> None:
        """What is chosen, in a sentence."""
        text, formats = self._stage.translator.text, Formats.of(self._stage.translator.language)
        choice, need = self.choice, self._need()
        for box in (self.hours, self.emphasis):
            box.setEnabled(choice.hours is not None)
        possible = need.tiles > 0 and (choice.hours is None or need.is_possible)
        if need.tiles == 0:
            words = text("tour-all-pinned")
        elif possible:
            words = text(
                "patrol-possible" if choice.hours else "tour-possible",
                round=formats.age(max(need.round_s, need.step_s)),
                tiles=need.tiles,
            )
        else:
            words = text(
                "patrol-impossible",
                round=formats.age(need.round_s),
                tiles=formats.count(need.tiles_needed),
                cameras=formats.count(need.cameras),
            )
        self.told.setObjectName("dim" if possible else "caution")
        self.told.style().polish(self.told)
        self.told.setText(words)
        self.start_button.setEnabled(possible)

    def _fill(self) -> None:
        """As many entries as there will be words for."""
        for box, count in ((self.kind, 2), (self.where, 2), (self.emphasis, len(Emphasis))):
            box.addItems([""] * count)
        self.step.addItems([""] * len(STEPS_OFFERED_S))
        self.hours.addItems([""] * len(HOURS_OFFERED))
        self.step.setCurrentIndex(STEPS_OFFERED_S.index(USUAL_STEP_S))
        self.hours.setCurrentIndex(HOURS_OFFERED.index(USUAL_HOURS))

    def _lay_out(self) -> None:
        px = self._stage.theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(*[px(6)] * 4)
        column.setSpacing(px(3))
        self.setMinimumWidth(px(165))
        column.addWidget(self._title)
        column.addWidget(self._about)
        form = QFormLayout()
        form.setSpacing(px(2))
        form.setLabelAlignment(Qt.AlignmentFlag.AlignVCenter)
        for box, label in self._labels.items():
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            label.setBuddy(box)
            form.addRow(label, box)
        column.addLayout(form)
        column.addWidget(self.told)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self.start_button)
        column.addLayout(buttons)

    def _retranslate(self) -> None:
        text, formats = self._stage.translator.text, Formats.of(self._stage.translator.language)
        self.setWindowTitle(text("tour-title"))
        total, working = self._counts
        self._about.setText(text("tour-about", working=formats.count(working), total=formats.count(total)))
        names = ("tour-kind", "tour-step", "tour-where", "patrol-hours", "patrol-emphasis")
        for (box, label), name in zip(self._labels.items(), names, strict=True):
            label.setText(text(name))
            box.setAccessibleName(text(name))
        words = {
            self.kind: [text("tour-kind-order"), text("tour-kind-patrol")],
            self.step: [text("tour-seconds", seconds=seconds) for seconds in STEPS_OFFERED_S],
            self.where: [
                text("tour-where-free", tiles=self._tiles),
                text("tour-where-selected", tile=str(self._tile + 1)),
            ],
            self.hours: [text("patrol-hours-choice", hours=hours) for hours in HOURS_OFFERED],
            self.emphasis: [text(f"patrol-emphasis-{one.value}") for one in Emphasis],
        }
        for box, entries in words.items():
            for index, entry in enumerate(entries):
                box.setItemText(index, entry)
        self.start_button.setText(text("tour-start"))
        self._cancel.setText(text("flag-cancel"))
        self._follow()


class LayoutTourDialog(FittingDialog):
    """Which saved layouts follow each other. Signals: ``given(list[str], int)``: their names, seconds a step."""

    given = Signal(object, int)

    def __init__(self, parent: QWidget, stage: Stage, names: list[str]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self._stage = stage
        self._title = QLabel(self)
        self._title.setObjectName("title")
        self.boxes = [QCheckBox(name.replace("&", "&&"), self) for name in names]
        self._names = names
        self.step = QComboBox(self)
        self.step.addItems([""] * len(STEPS_OFFERED_S))
        self.step.setCurrentIndex(STEPS_OFFERED_S.index(USUAL_STEP_S))
        self.start_button = QPushButton(self)
        self.start_button.setObjectName("primary")
        self.start_button.setDefault(True)
        self.start_button.clicked.connect(self.confirm)
        self._step_label = QLabel(self)
        self._step_label.setBuddy(self.step)
        px = stage.theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(*[px(6)] * 4)
        column.setSpacing(px(3))
        self.setMinimumWidth(px(100))
        column.addWidget(self._title)
        column.addWidget(self._listed(), 1)
        row = QHBoxLayout()
        row.addWidget(self._step_label)
        row.addWidget(self.step)
        row.addStretch(1)
        row.addWidget(self.start_button)
        column.addLayout(row)
        keep_translated(self, stage.translator, self._retranslate)

    def _listed(self) -> QScrollArea:
        """Somebody may have saved two hundred."""
        page, px = QWidget(), self._stage.theme.px
        page.setObjectName("ground")
        rows = QVBoxLayout(page)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(px(3))
        for box in self.boxes:
            box.setChecked(True)
            box.toggled.connect(lambda _on: self._follow())
            rows.addWidget(box)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(page)
        area.setMinimumHeight(min(page.sizeHint().height(), px(100)))
        return area

    @property
    def chosen(self) -> list[str]:
        return [name for name, box in zip(self._names, self.boxes, strict=True) if box.isChecked()]

    def confirm(self) -> None:
        if self.chosen:
            self.given.emit(self.chosen, STEPS_OFFERED_S[self.step.currentIndex()])
            self.accept()

    def _follow(self) -> None:
        self.start_button.setEnabled(bool(self.chosen))

    def _retranslate(self) -> None:
        text = self._stage.translator.text
        self.setWindowTitle(text("tour-title"))
        self._title.setText(text("tour-layouts-title"))
        self._step_label.setText(text("tour-step"))
        self.step.setAccessibleName(text("tour-step"))
        for index, seconds in enumerate(STEPS_OFFERED_S):
            self.step.setItemText(index, text("tour-seconds", seconds=seconds))
        self.start_button.setText(text("tour-start"))
        self._follow()

"""Asks of what a tour on a screen of a wall shall be, and how long each page stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QListWidget, QPushButton, QWidget

from console.domain.tour import STEPS_OFFERED_S, USUAL_STEP_S
from console.domain.wall_tour import MOST_LAYOUTS
from console.ui.stage import Stage
from console.widgets.fitting_dialog import FittingDialog
from console.widgets.question_layout import lay_out_question
from console.widgets.retranslation import keep_translated


class TourSource(Enum):
    """Of what a tour can be made."""

    DROPPED = "dropped"
    AREA = "area"
    MINE = "mine"
    """The cameras of this console's wall."""
    LAYOUTS = "layouts"
    SAVED = "saved"


@dataclass(frozen=True)
class TourWish:
    """``name``: of the area as it was typed, or of the saved tour; ``layouts``: by name, in their order."""

    source: TourSource
    step_s: int
    name: str = ""
    layouts: tuple[str, ...] = ()


class WallTourDialog(FittingDialog):
    """Signals: ``given(TourWish)``; then it closes."""

    given = Signal(object)

    def __init__(
        self, parent: QWidget, stage: Stage, screen: str, layouts: Sequence[str], tours: Sequence[str], dropped: str
    ) -> None:
        """``dropped``: what was dropped, in words; then nothing else is asked than how long."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self._stage, self._screen = stage, screen
        self._title, self._about = QLabel(self), QLabel(dropped, self)
        self._title.setObjectName("title")
        for label in (self._title, self._about):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._about.setVisible(bool(dropped))
        self.source, self.step, self.tours = QComboBox(self), QComboBox(self), QComboBox(self)
        self.area, self.layouts = QLineEdit(self), QListWidget(self)
        self.area.setMaxLength(60)
        self.layouts.setSelectionMode(QListWidget.SelectionMode.MultiSelection)
        self.layouts.addItems(list(layouts))
        self.layouts.setMaximumHeight(stage.theme.px(60))
        self.tours.addItems(list(tours))
        self._offered = [TourSource.DROPPED] if dropped else _offered(layouts, tours)
        self.source.addItems([""] * len(self._offered))
        self.step.addItems([""] * len(STEPS_OFFERED_S))
        self.step.setCurrentIndex(STEPS_OFFERED_S.index(USUAL_STEP_S))
        self.send_button, self._cancel = QPushButton(self), QPushButton(self)
        self.send_button.setObjectName("primary")
        self.send_button.setDefault(True)
        self.send_button.clicked.connect(self.confirm)
        self._cancel.setAutoDefault(False)
        self._cancel.clicked.connect(self.reject)
        self._fields = dict(zip(_FIELDS, (self.source, self.area, self.layouts, self.tours, self.step), strict=True))
        self._lay_out()
        self.source.currentIndexChanged.connect(lambda _index: self._follow())
        self.area.textChanged.connect(lambda _text: self._follow())
        self.layouts.itemSelectionChanged.connect(self._follow)
        keep_translated(self, stage.translator, self._retranslate)
        (self.step if dropped else self.source).setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def wish(self) -> TourWish:
        source, step_s = self._offered[self.source.currentIndex()], STEPS_OFFERED_S[self.step.currentIndex()]
        if source is TourSource.AREA:
            return TourWish(source, step_s, self.area.text().strip())
        if source is TourSource.SAVED:
            return TourWish(source, step_s, self.tours.currentText())
        chosen = (self.layouts.item(row) for row in range(self.layouts.count()))
        names = tuple(item.text() for item in chosen if item.isSelected())
        return TourWish(source, step_s, layouts=names if source is TourSource.LAYOUTS else ())

    def confirm(self) -> None:
        if self.send_button.isEnabled():
            self.given.emit(self.wish)
            self.accept()

    def _follow(self) -> None:
        """Only what is asked of the chosen source is there."""
        wish = self.wish
        shown = {
            "wall-tour-source": wish.source is not TourSource.DROPPED,
            "wall-tour-area": wish.source is TourSource.AREA,
            "wall-tour-layouts": wish.source is TourSource.LAYOUTS,
            "wall-tour-saved": wish.source is TourSource.SAVED,
            "tour-step": True,
        }
        for key, is_shown in shown.items():
            self._form.setRowVisible(self._fields[key], is_shown)
        answered = {
            TourSource.AREA: bool(wish.name),
            TourSource.LAYOUTS: 0 < len(wish.layouts) <= MOST_LAYOUTS,
        }
        self.send_button.setEnabled(answered.get(wish.source, True))

    def _lay_out(self) -> None:
        form = QWidget(self)
        self._form = QFormLayout(form)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setSpacing(self._stage.theme.px(2))
        self._labels = {key: QLabel(form) for key in self._fields}
        for key, field in self._fields.items():
            self._labels[key].setBuddy(field)
            self._form.addRow(self._labels[key], field)
        parts = (self._title, self._about, form)
        lay_out_question(self, self._stage.theme, 150, parts, (self._cancel, self.send_button))

    def _retranslate(self) -> None:
        text = self._stage.translator.text
        self.setWindowTitle(text("wall-tour-title", screen=self._screen))
        self._title.setText(text("wall-tour-title", screen=self._screen))
        for key, field in self._fields.items():
            self._labels[key].setText(text(key))
            field.setAccessibleName(text(key))
        self.area.setPlaceholderText(text("wall-form-area-like"))
        for index, source in enumerate(self._offered):
            self.source.setItemText(index, text(f"wall-tour-source-{source.value}"))
        for index, seconds in enumerate(STEPS_OFFERED_S):
            self.step.setItemText(index, text("tour-seconds", seconds=seconds))
        self.send_button.setText(text("wall-tour-do"))
        self._cancel.setText(text("flag-cancel"))
        self._follow()


_FIELDS = ("wall-tour-source", "wall-tour-area", "wall-tour-layouts", "wall-tour-saved", "tour-step")


def _offered(layouts: Sequence[str], tours: Sequence[str]) -> list[TourSource]:
    """What there is none of is not offered."""
    offered = [TourSource.AREA, TourSource.MINE]
    return [*offered, *([TourSource.LAYOUTS] if layouts else []), *([TourSource.SAVED] if tours else [])]

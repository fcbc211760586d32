"""Which hand-over notes the page shows: those without both signatures, late ones, those of a time, or with some words."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from console.domain.handover_question import HandoverQuestion
from console.events.handover_box import WaitingNote
from console.qt.throttle import Throttle
from console.ui.stage import Stage
from console.widgets.retranslation import keep_translated

_TYPING_WINDOW_MS = 300
_LONGEST = 100
_KEYS = ("handovers-all", "handovers-open", "handovers-late", "handovers-week", "handovers-month")
_PAST = {3: timedelta(days=7), 4: timedelta(days=30)}
ALL, OPEN, LATE = range(3)


class HandoverChoice(QWidget):
    """Signals: ``changed()``: another question."""

    changed = Signal()

    def __init__(self, parent: QWidget, stage: Stage) -> None:
        super().__init__(parent)
        self._stage = stage
        self.shown, self.words = QComboBox(self), QLineEdit(self)
        self.shown.addItems(list(_KEYS))
        self.words.setMaxLength(_LONGEST)
        self.words.setClearButtonEnabled(True)
        self.words.setMinimumWidth(stage.theme.px(90))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(stage.theme.px(2))
        row.addWidget(self.shown)
        row.addStretch(1)
        row.addWidget(self.words)
        self.question = self._asked()
        later = Throttle(self, "handover-words", _TYPING_WINDOW_MS, self._ask)
        self.shown.currentIndexChanged.connect(lambda _index: self._ask())
        self.words.textChanged.connect(lambda _text: later())
        keep_translated(self, stage.translator, self._retranslate)

    @property
    def nothing_key(self) -> str:
        """What is said where there is none."""
        if self.question.words:
            return "handovers-none-fits"
        if self.question.only_late:
            return "handovers-none-late"
        return "handovers-none-open" if self.question.only_open else "handovers-none"

    def fits(self, note: WaitingNote) -> bool:
        """One of this console's disk: it has no number and no signature yet."""
        told = f"{note.author} {note.body.shift}".casefold()
        return all(word in told for word in self.question.words.casefold().split())

    def _ask(self) -> None:
        asked = self._asked()
        if asked != self.question:
            self.question = asked
            self.changed.emit()

    def _asked(self) -> HandoverQuestion:
        chosen = self.shown.currentIndex()
        past = _PAST.get(chosen)
        since: datetime | None = None
        if past is not None:
            # By the minute: the same choice is the same question.
            since = (self._stage.clock.now_utc() - past).replace(second=0, microsecond=0)
        return HandoverQuestion(chosen == OPEN, chosen == LATE, since, None, self.words.text().strip())

    def _retranslate(self) -> None:
        text = self._stage.translator.text
        for index, key in enumerate(_KEYS):
            self.shown.setItemText(index, text(key))
        self.shown.setAccessibleName(text("handovers-shown"))
        self.words.setPlaceholderText(text("handovers-filter"))
        self.words.setAccessibleName(text("handovers-filter"))

"""Above the events: what is shown of them, and the words that they must say."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from console.domain.event_search import EventQuery, EventShow
from console.qt.throttle import Throttle
from console.ui.stage import Stage
from console.widgets.retranslation import keep_translated
from console.widgets.search_field import SearchField

_TYPING_WINDOW_MS = 150


class EventFilter(QWidget):
    """Signals: ``changed()``: ``query`` is another one."""

    changed = Signal()

    def __init__(self, parent: QWidget, stage: Stage) -> None:
        super().__init__(parent)
        self._stage = stage
        self.show_choice = QComboBox(self)
        for show in EventShow:
            self.show_choice.addItem("", show.value)
        self.typed = SearchField(self, stage.theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(stage.theme.px(2), 0, stage.theme.px(2), 0)
        column.setSpacing(stage.theme.px(1.5))
        column.addWidget(self.show_choice)
        column.addWidget(self.typed)
        typing = Throttle(self, "event-typing", _TYPING_WINDOW_MS, self.changed.emit)
        self.typed.textChanged.connect(lambda _text: typing())
        self.show_choice.currentIndexChanged.connect(lambda _index: self.changed.emit())
        keep_translated(self, stage.translator, self._retranslate)

    @property
    def query(self) -> EventQuery:
        return EventQuery(EventShow(self.show_choice.currentData()), self.typed.text().strip())

    def choose(self, show: EventShow) -> None:
        self.show_choice.setCurrentIndex(self.show_choice.findData(show.value))

    def _retranslate(self) -> None:
        text = self._stage.translator.text
        for index, show in enumerate(EventShow):
            self.show_choice.setItemText(index, text(f"events-show-{show.value.replace('_', '-')}"))
        self.show_choice.setAccessibleName(text("events-show"))
        self.typed.setPlaceholderText(text("events-find"))
        self.typed.setAccessibleName(text("events-find"))

"""The events panel: every bookmark and flag of this machine with the way that it goes."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import QLabel, QListView, QStackedWidget, QVBoxLayout, QWidget

from console.domain.event import EventEntry
from console.qt.relay import listen
from console.qt.throttle import Throttle
from console.qt.timer import Timer
from console.ui.camera_book import CameraBook
from console.ui.models.entry_list import EntryListModel
from console.ui.stage import Services, Stage
from console.widgets.lists.event_delegate import EventDelegate
from console.widgets.lists.roles import ENTRY_ROLE
from console.widgets.lists.row_painter import RowPainter
from console.widgets.retranslation import keep_translated

MOST_EVENTS = 200
_CHANGES_WINDOW_MS = 150
_WORDS_TICK_MS = 1000


class EventsPanel(QWidget):
    """Signals: ``camera_chosen(CameraId)``: Enter or double click on an event; ``entries_read(list)``: what is shown
    now; ``menu_asked(EventEntry, QPoint)``: what can be said of it, at this point of the screen.
    """

    camera_chosen = Signal(str)
    entries_read = Signal(object)
    menu_asked = Signal(object, QPoint)

    def __init__(self, parent: QWidget, stage: Stage, services: Services, book: CameraBook) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._stage = stage
        self._events = services.events
        self.words = words = stage.event_words(services, book)
        self.model: EntryListModel[EventEntry] = EntryListModel(self, words.spoken, lambda entry: entry.camera_id)
        self.list = QListView(self)
        self.list.setModel(self.model)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(EventDelegate(self.list, RowPainter(stage.theme), words))
        self.list.activated.connect(self._on_activated)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._on_menu)
        self._heading = QLabel(self)
        self._heading.setObjectName("heading")
        self._nothing = QLabel(self)
        self._pages = QStackedWidget(self)
        self._lay_out()
        self._read_later = Throttle(self, "events", _CHANGES_WINDOW_MS, self._read)
        listen(services.events.changed, lambda _none: self._read_later(), self)
        book.changed.connect(self.list.viewport().update)
        # Clocks, "next try at" and the date of yesterday's events change with time alone.
        Timer(self, "event-words", _WORDS_TICK_MS, self.list.viewport().update).start()
        keep_translated(self, stage.translator, self._retranslate)
        self._read()

    def _read(self) -> None:
        events = self._events
        self._stage.background.run(lambda: events.recent(MOST_EVENTS), self._on_read, name="events", owner=self)

    def _on_read(self, entries: list[EventEntry]) -> None:
        self.model.set_entries(entries)
        self._pages.setCurrentWidget(self.list if entries else self._nothing)
        self.entries_read.emit(entries)

    def _on_activated(self, index: QModelIndex) -> None:
        entry = index.data(ENTRY_ROLE)
        if isinstance(entry, EventEntry):
            self.camera_chosen.emit(entry.camera_id)

    def _on_menu(self, point: QPoint) -> None:
        """From the mouse, or from the menu key: then Qt gives a point inside the selected row."""
        entry = self.list.indexAt(point).data(ENTRY_ROLE)
        if isinstance(entry, EventEntry):
            self.menu_asked.emit(entry, self.list.viewport().mapToGlobal(point))

    def _lay_out(self) -> None:
        px = self._stage.theme.px
        self._nothing.setObjectName("dim")
        self._nothing.setWordWrap(True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._nothing.setMargin(px(6))
        self._heading.setContentsMargins(px(2), 0, px(2), 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(3), 0, 0)
        column.setSpacing(px(2))
        column.addWidget(self._heading)
        column.addWidget(self._pages, 1)
        for page in (self._nothing, self.list):
            self._pages.addWidget(page)

    def _retranslate(self) -> None:
        text = self._stage.translator.text
        self._heading.setText(text("events-heading").upper())
        self._nothing.setText(text("events-nothing"))
        self.list.setAccessibleName(text("events-heading"))
        self.list.viewport().update()

"""The events panel: the bookmarks and flags of this machine, or of the room, each with the way that it goes."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import QLabel, QListView, QStackedWidget, QVBoxLayout, QWidget

from console.base.errors import KnownError
from console.domain.event import EventEntry, EventKind
from console.domain.event_search import EventQuery
from console.i18n.translator import Translator
from console.qt.relay import listen
from console.qt.throttle import Throttle
from console.qt.timer import Timer
from console.ui.actions.chosen_keys import ChosenKeys
from console.ui.actions.table import ActionId
from console.ui.camera_book import CameraBook
from console.ui.messages import message_for
from console.ui.models.entry_list import EntryListModel
from console.ui.models.event_finder import EventFinder
from console.ui.panels.event_filter import EventFilter
from console.ui.stage import Services, Stage
from console.widgets.lists.event_delegate import EventDelegate
from console.widgets.lists.event_timeline import EventTimeline
from console.widgets.lists.roles import ENTRY_ROLE
from console.widgets.lists.row_painter import RowPainter
from console.widgets.retranslation import keep_translated

MOST_EVENTS = 200
_CHANGES_WINDOW_MS = 150
_ROOM_WINDOW_MS = 1000
_WORDS_TICK_MS = 1000


class EventsPanel(QWidget):
    """Signals: ``camera_chosen(CameraId)``: Enter or double click on an event; ``entries_read(list)``: the newest of this
    machine, whatever is shown of them; ``menu_asked(EventEntry, QPoint)``: what can be said of it, at this point of the screen.
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
        self._keys = services.keys
        self.words = words = stage.event_words(services, book)
        self.model: EntryListModel[EventEntry] = EntryListModel(
            self,
            words.spoken,
            lambda entry: entry.camera_id,
            lambda entry: entry.id if entry.kind is EventKind.FLAG and entry.number else None,
        )
        self.list = QListView(self)
        self.list.setModel(self.model)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(EventDelegate(self.list, RowPainter(stage.theme), words))
        self.list.activated.connect(self._on_activated)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._on_menu)
        self.filter = EventFilter(self, stage)
        self.timeline = EventTimeline(self, stage.theme, stage.clock, words)
        self._finder = EventFinder(services)
        self._found: EventQuery | None = None
        """What the list answers; None while it has answered nothing."""
        self._problem: Exception | None = None
        self._heading = QLabel(self)
        self._heading.setObjectName("heading")
        self._nothing = QLabel(self)
        self._pages = QStackedWidget(self)
        self._lay_out()
        self._read_later = Throttle(self, "events", _CHANGES_WINDOW_MS, self._read)
        listen(services.events.changed, lambda _none: self._read_later(), self)
        self._room_later = Throttle(self, "room-events", _ROOM_WINDOW_MS, self._find_in_room)
        listen(services.room.changed, lambda _none: self._room_later(), self)
        self.filter.changed.connect(self._find)
        self.timeline.chosen.connect(self._select)
        book.changed.connect(self.list.viewport().update)
        # Clocks, "next try at" and the date of yesterday's events change with time alone.
        Timer(self, "event-words", _WORDS_TICK_MS, self._on_tick).start()
        keep_translated(self, stage.translator, self._retranslate)
        self.destroyed.connect(self._keys.changed.connect(lambda _none: self._retranslate()))
        self._read()

    @property
    def nothing_text(self) -> str:
        """What is said instead of a list."""
        return self._nothing.text()

    def _read(self) -> None:
        """The newest of this machine are always read: alarms go by them, whatever a person looks for."""
        events = self._events
        self._stage.background.run(lambda: events.recent(MOST_EVENTS), self._on_read, name="events", owner=self)

    def _on_read(self, entries: list[EventEntry]) -> None:
        query = self.filter.query
        if query == EventQuery():
            self._show(query, entries)
        elif not query.show.of_room:
            self._find()
        self.entries_read.emit(entries)

    def _find(self) -> None:
        query, finder = self.filter.query, self._finder
        self._stage.background.run(
            lambda: finder.find(query, MOST_EVENTS),
            lambda entries: self._show(query, entries),
            lambda error: self._on_find_failed(query, error),
            name="find-events",
            owner=self,
        )

    def _find_in_room(self) -> None:
        if self.filter.query.show.of_room:
            self._find()

    def _show(self, query: EventQuery, entries: list[EventEntry]) -> None:
        if query != self.filter.query:
            return  # asked before the last key
        self._found, self._problem = query, None
        self.model.set_entries(entries)
        self.timeline.set_entries(entries)
        self._pages.setCurrentWidget(self.list if entries else self._nothing)
        self._retranslate()

    def _on_find_failed(self, query: EventQuery, error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        if query == self.filter.query:
            self._show(query, [])
            self._problem = error
            self._retranslate()

    def _select(self, number: int) -> None:
        index = self.model.index(number)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)

    def _on_tick(self) -> None:
        self.list.viewport().update()
        self.timeline.update()

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
        self._heading.setIndent(px(2))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(3), 0, 0)
        column.setSpacing(px(2))
        column.addWidget(self._heading)
        column.addWidget(self.filter)
        column.addWidget(self.timeline)
        column.addWidget(self._pages, 1)
        for page in (self._nothing, self.list):
            self._pages.addWidget(page)

    def _retranslate(self) -> None:
        text = self._stage.translator.text
        self._heading.setText(text("events-heading").upper())
        self._nothing.setText(self._words_of_nothing())
        self.list.setAccessibleName(text("events-heading"))
        self.list.viewport().update()

    def _words_of_nothing(self) -> str:
        translator = self._stage.translator
        if self._problem is not None:
            return message_for(translator, self._problem).whole
        if self._found is None or self._found == EventQuery():
            return translator.text("events-nothing", **_keys_that_begin(self._keys, translator))
        return translator.text("events-none-of-room" if self._found.show.of_room else "events-none-found")


def _keys_that_begin(keys: ChosenKeys, translator: Translator) -> dict[str, str]:
    """An event; where a person took a key away, what it did."""
    named = {"bookmark": ActionId.BOOKMARK, "flag": ActionId.FLAG}
    return {name: keys.shown(action) or translator.text(action.value) for name, action in named.items()}

"""Finding cameras: a search field over the area tree; while something is typed, its results instead of the tree."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QLabel, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from console.domain.directory_entry import DirectoryEntry
from console.domain.own_cameras import OwnCameras
from console.qt.throttle import Throttle
from console.ui.models.area_tree import AreaTreeModel
from console.ui.models.branch_reader import BranchReader
from console.ui.models.finder import Finder
from console.ui.panels.empty_page import EmptyPage, why_no_tree, why_nothing_found
from console.ui.panels.filter_bar import FilterBar
from console.ui.panels.place_keys import PlaceKeys
from console.ui.panels.place_lists import made_results, made_tree
from console.ui.panels.search_keys import SearchKeys
from console.ui.seen_here import SeenHere
from console.ui.stage import Services, Stage
from console.widgets.lists.place_words import PlaceWords
from console.widgets.lists.roles import ENTRY_ROLE
from console.widgets.retranslation import keep_translated
from console.widgets.search_field import SearchField

_TYPING_WINDOW_MS = 80


class FindPanel(QWidget):
    """Signals: ``chosen(DirectoryEntry)`` by Enter or double click; ``left()`` by Esc in an empty field.

    ``fill_asked(list[DirectoryEntry])``: all that was found shall go to the free tiles; ``fill_place_asked(Item)``: all
    in a row of the tree.
    """

    chosen = Signal(object)
    fill_asked = Signal(object)
    fill_place_asked = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget, stage: Stage, services: Services, seen: SeenHere) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._stage = stage
        self._news = services.news
        words = PlaceWords(stage.translator, seen.condition, seen.counts)
        self.field = SearchField(self, stage.theme)
        self._seen = seen
        self._reader = BranchReader(services.directory)
        self.tree_model = AreaTreeModel(self, self._reader, stage.background, words.whole)
        self.tree = made_tree(self, stage, self.tree_model, words, self._on_activated)
        self.finder = Finder(self, services.directory, stage.background, words)
        self.results_model = self.finder.model
        self.results = made_results(self, stage, self.results_model, words, self._on_activated)
        self.place_keys = PlaceKeys(self)
        self.empty_page = EmptyPage(self, stage)
        self._pages = QStackedWidget(self)
        self._count = QLabel(self)
        self._count.setObjectName("small")
        self._legend = QLabel(self)
        self._legend.setObjectName("small")
        self._legend.setWordWrap(True)
        self.fill_button = QToolButton(self)
        self.filter_bar = FilterBar(self, stage, services.directory, self._count)
        self._lay_out()
        self._search_later = Throttle(self, "search", _TYPING_WINDOW_MS, lambda: self.finder.ask(self.field.typed))
        self._connect()
        keep_translated(self, stage.translator, self._retranslate)

    @property
    def message(self) -> str:
        """What stands in place of the lists, empty while there is something to list."""
        return self.empty_page.reason if self._pages.currentWidget() is self.empty_page else ""

    def read_again(self) -> None:
        """The directory has changed."""
        self.tree_model.read_again()
        self.finder.ask(self.field.typed)

    def look_again(self) -> None:
        """This console sees something else of its cameras."""
        if self._seen.wanted != self._reader.wanted:
            self._on_filtered()
        self.tree.viewport().update()
        self.results.viewport().update()

    def focus_search(self, words: str | None = None) -> None:
        """With ``words`` it lists what they find."""
        if words is not None:
            self.field.setText(words)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def fill_wall(self) -> None:
        """With what is typed, found first if need be, else with the row of the tree; else one is led to the field."""
        place = self.place_keys.current()
        if self.field.typed:
            self.finder.ask(self.field.typed, self.fill_asked.emit)
        elif place is not None:
            self.fill_place_asked.emit(place.item)
        else:
            self.focus_search()

    def focus_tree(self) -> None:
        """Leaves the search."""
        self.field.clear()
        self.tree.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self.tree.currentIndex().isValid():
            self.tree.setCurrentIndex(self.tree_model.index(0, 0))

    def _focus_list(self) -> None:
        view: QAbstractItemView = self.results if self.finder.asked else self.tree
        view.setFocus(Qt.FocusReason.TabFocusReason)
        if not view.currentIndex().isValid():
            view.setCurrentIndex(view.model().index(0, 0))

    def show_own(self, own: OwnCameras) -> None:
        """The person's own lists are others now."""
        self._reader.own = own
        self.tree_model.read_again()

    def _connect(self) -> None:
        for view in (self.tree, self.results):
            self.place_keys.watch(view)
        keys = SearchKeys(self.field)
        keys.down.connect(self._focus_list)
        keys.entered.connect(lambda: self.finder.ask(self.field.typed, lambda found: self.chosen.emit(found[0])))
        keys.left.connect(self.left)
        self.fill_button.clicked.connect(self.fill_wall)
        # An emptied field shows the tree at once, and no answer that is still on its way.
        self.field.textChanged.connect(lambda text: self._search_later() if text.strip() else self.finder.ask(""))
        self.empty_page.retried.connect(self.read_again)
        self.filter_bar.changed.connect(lambda _wanted: self._on_filtered())
        self.empty_page.all_shown.connect(self.filter_bar.clear)
        self.finder.answered.connect(self._show_page)
        self.tree_model.loader.root_read.connect(self._show_page)

    def _on_filtered(self) -> None:
        """Other cameras are wanted, or pass."""
        self._seen.set_filter(self.filter_bar.chosen)
        self._reader.wanted = self.finder.wanted = self._seen.wanted
        self.read_again()

    def _show_page(self) -> None:
        text, asked = self._stage.translator.text, self.finder.asked
        found, state = len(self.results_model.entries), self.tree_model.loader.state
        filtered = self.filter_bar.chosen.active
        if asked:
            why = why_nothing_found(self._stage.translator, asked, self._news.sync_state, filtered=filtered)
            # Beside the button that clears the filter there is no room for more.
            self._count.setText(text("filter-count" if filtered else "search-count", count=self.finder.count))
        else:
            why = why_no_tree(self._stage.translator, state, self._news.sync_state, filtered=filtered)
            self._count.setText(text("tree-name"))
        self.empty_page.explain(why, can_retry=not asked and isinstance(state, Exception), filtered=filtered)
        self.fill_button.setVisible(bool(asked) and found > 0)
        self._legend.setVisible(not asked and self.tree_model.rowCount() > 0)
        page: QWidget = self.results if asked else self.tree
        has_rows = found if asked else self.tree_model.rowCount()
        self._pages.setCurrentWidget(page if has_rows else self.empty_page)

    def _on_activated(self, index: QModelIndex) -> None:
        entry = index.data(ENTRY_ROLE)
        if isinstance(entry, DirectoryEntry):
            self.chosen.emit(entry)
        elif index.model().hasChildren(index):
            self.tree.setExpanded(index, not self.tree.isExpanded(index))

    def _lay_out(self) -> None:
        space_px = self._stage.theme.px(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, space_px, 0, space_px)
        column.setSpacing(space_px)
        top = QVBoxLayout()
        top.setContentsMargins(space_px, 0, space_px, 0)
        top.addWidget(self.field)
        top.addWidget(self.filter_bar)
        top.addWidget(self.filter_bar.told)
        top.addWidget(self._legend)
        top.addWidget(self.fill_button)
        column.addLayout(top)
        column.addWidget(self._pages, 1)
        for page in (self.tree, self.results, self.empty_page):
            self._pages.addWidget(page)

    def _retranslate(self) -> None:
        text = self._stage.translator.text
        self.field.setPlaceholderText(text("search-placeholder"))
        self.field.setAccessibleName(text("search-name"))
        self.fill_button.setText(text("fill-button"))
        self.fill_button.setToolTip(f"{text('action-fill-wall')} (Ctrl+Enter)")
        self._legend.setText(text("tree-legend"))
        self.tree.setAccessibleName(text("tree-name"))
        self.results.setAccessibleName(text("results-name"))
        self._show_page()

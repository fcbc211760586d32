"""Finding cameras: a search field over the area tree; while something is typed, its results instead of the tree."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QListView,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from console.domain.directory_entry import AreaEntry, DirectoryEntry
from console.qt.throttle import Throttle
from console.ui.models.area_tree import AreaTreeModel
from console.ui.models.entry_list import EntryListModel
from console.ui.stage import Services, Stage
from console.widgets.lists.area_tree_view import AreaTreeView
from console.widgets.lists.place_delegate import PlaceDelegate, place_words
from console.widgets.lists.roles import ENTRY_ROLE
from console.widgets.lists.row_painter import RowPainter
from console.widgets.retranslation import keep_translated
from console.widgets.search_field import SearchField

_TYPING_WINDOW_MS = 80
MOST_RESULTS = 200


class FindPanel(QWidget):
    """Signals: ``chosen(DirectoryEntry)`` by Enter or double click; ``left()`` by Esc in an empty field.

    ``fill_asked(list[DirectoryEntry])``: all that was found shall go to the free tiles.
    """

    chosen = Signal(object)
    fill_asked = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget, stage: Stage, services: Services) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._stage = stage
        self._directory = services.directory
        self._news = services.news
        self._asked = ""
        rows = RowPainter(stage.theme)
        self.field = SearchField(self, stage.theme)
        self.field.installEventFilter(self)
        self.tree_model = AreaTreeModel(self, services.directory, stage.background)
        self.tree = self._made_tree(rows)
        self.results_model: EntryListModel[DirectoryEntry] = EntryListModel(
            self, _spoken, lambda entry: entry.camera.id
        )
        self.results = _made_results(
            self, self.results_model, PlaceDelegate(self, rows, stage.translator, with_place=True)
        )
        _set_up(self.results, self._on_activated)
        self._nothing = QLabel(self)
        self._nothing.setObjectName("dim")
        self._nothing.setWordWrap(True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._nothing.setMargin(stage.theme.px(6))
        self._pages = QStackedWidget(self)
        self._count = QLabel(self)
        self._count.setObjectName("small")
        self.fill_button = QToolButton(self)
        self.fill_button.clicked.connect(self.fill_wall)
        self._lay_out()
        self._search_later = Throttle(self, "search", _TYPING_WINDOW_MS, self._search)
        self.field.textChanged.connect(self._on_typed)
        self.tree_model.rowsInserted.connect(lambda *_rows: self._show_page())
        keep_translated(self, stage.translator, self._retranslate)

    @property
    def message(self) -> str:
        """What stands in place of the lists, empty while there is something to list."""
        return self._nothing.text() if self._pages.currentWidget() is self._nothing else ""

    def read_again(self) -> None:
        """The directory has changed."""
        self.tree_model.read_again()
        self._search()
        self._show_page()

    def focus_search(self, words: str | None = None) -> None:
        """With ``words`` it lists what they find."""
        if words is not None:
            self.field.setText(words)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def fill_wall(self) -> None:
        """With what is typed, found first if need be; without anything typed one is led to the field."""
        if not self.field.text().strip():
            self.focus_search()
            return
        self._search(then=self.fill_asked.emit)

    def focus_tree(self) -> None:
        """Leaves the search."""
        self.field.clear()
        self.tree.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self.tree.currentIndex().isValid():
            self.tree.setCurrentIndex(self.tree_model.index(0, 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_field_key(Qt.Key(event.key())) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _on_field_key(self, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_Down:
            view: QAbstractItemView = self.results if self._asked else self.tree
            view.setFocus(Qt.FocusReason.TabFocusReason)
            if not view.currentIndex().isValid():
                view.setCurrentIndex(view.model().index(0, 0))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.field.text().strip():
            self._search(then=lambda found: self.chosen.emit(found[0]))
        elif key == Qt.Key.Key_Escape:
            if self.field.text():
                self.field.clear()
            else:
                self.left.emit()
        else:
            return False
        return True

    def _on_typed(self, text: str) -> None:
        # An emptied field shows the tree at once, and no answer that is still on its way.
        if text.strip():
            self._search_later()
        else:
            self._search()

    def _search(self, then: Callable[[list[DirectoryEntry]], None] = lambda _found: None) -> None:
        """``then`` gets what was found, unless that is nothing."""
        text = self._asked = self.field.text().strip()
        if not text:
            self.results_model.set_entries(())
            self._show_page()
            return
        directory = self._directory

        def on_found(found: list[DirectoryEntry]) -> None:
            if text != self._asked:
                return
            self.results_model.set_entries(found)
            self._show_page()
            if found:
                then(found)

        self._stage.background.run(lambda: directory.search(text, MOST_RESULTS), on_found, name="search", owner=self)

    def _show_page(self) -> None:
        text = self._stage.translator.text
        found = len(self.results_model.entries)
        page: QWidget
        if self._asked:
            page = self.results if found else self._nothing
            self._nothing.setText(text("search-nothing", words=self._asked))
            most = "+" if found == MOST_RESULTS else ""
            self._count.setText(text("search-count", count=f"{found}{most}"))
        else:
            page = self.tree if self.tree_model.rowCount() else self._nothing
            self._nothing.setText(text(f"directory-none-{self._news.sync_state.phase.value.replace('_', '-')}"))
            self._count.setText(text("tree-legend"))
        self.fill_button.setVisible(bool(self._asked) and found > 0)
        self._pages.setCurrentWidget(page)

    def _on_activated(self, index: QModelIndex) -> None:
        entry = index.data(ENTRY_ROLE)
        if isinstance(entry, DirectoryEntry):
            self.chosen.emit(entry)
        elif isinstance(entry, AreaEntry):
            self.tree.setExpanded(index, not self.tree.isExpanded(index))

    def _made_tree(self, rows: RowPainter) -> AreaTreeView:
        tree = AreaTreeView(self, self._stage.theme)
        tree.setModel(self.tree_model)
        tree.setItemDelegate(PlaceDelegate(tree, rows, self._stage.translator, with_place=False))
        _set_up(tree, self._on_activated)
        _unfold_the_city(tree, self.tree_model)
        return tree

    def _lay_out(self) -> None:
        space_px = self._stage.theme.px(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, space_px, 0, space_px)
        column.setSpacing(space_px)
        top = QVBoxLayout()
        top.setContentsMargins(space_px, 0, space_px, 0)
        top.addWidget(self.field)
        top.addWidget(self._count)
        top.addWidget(self.fill_button)
        column.addLayout(top)
        column.addWidget(self._pages, 1)
        for page in (self.tree, self.results, self._nothing):
            self._pages.addWidget(page)

    def _retranslate(self) -> None:
        text = self._stage.translator.text
        self.field.setPlaceholderText(text("search-placeholder"))
        self.field.setAccessibleName(text("search-name"))
        self.fill_button.setText(text("fill-button"))
        self.fill_button.setToolTip(f"{text('action-fill-wall')} (Ctrl+Enter)")
        self.tree.setAccessibleName(text("tree-name"))
        self.results.setAccessibleName(text("results-name"))
        self._show_page()


def _made_results(parent: QWidget, model: EntryListModel[DirectoryEntry], delegate: PlaceDelegate) -> QListView:
    results = QListView(parent)
    results.setModel(model)
    results.setUniformItemSizes(True)
    results.setItemDelegate(delegate)
    return results


def _unfold_the_city(tree: AreaTreeView, model: AreaTreeModel) -> None:
    """A single root says nothing: its districts are shown from the start."""

    def on_rows(parent: QModelIndex, _first: int, _last: int) -> None:
        if not parent.isValid() and model.rowCount() == 1:
            tree.expand(model.index(0, 0))

    model.rowsInserted.connect(on_rows)


def _set_up(view: QAbstractItemView, on_activated: Callable[[QModelIndex], None]) -> None:
    view.setMouseTracking(True)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setDragEnabled(True)
    view.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.activated.connect(on_activated)


def _spoken(entry: DirectoryEntry) -> str:
    return f"{entry.camera.number} {entry.camera.name}, {place_words(entry)}"

"""The two lists of the find panel: the tree of areas, and what a search has found."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from console.domain.area import AreaLevel
from console.domain.directory_entry import AreaEntry, DirectoryEntry
from console.ui.models.area_tree import AreaTreeModel
from console.ui.models.entry_list import EntryListModel
from console.ui.stage import Stage
from console.widgets.lists.area_tree_view import AreaTreeView
from console.widgets.lists.place_delegate import PlaceDelegate
from console.widgets.lists.place_words import PlaceWords
from console.widgets.lists.row_painter import RowPainter

_Chosen = Callable[[QModelIndex], None]


def made_tree(
    parent: QWidget, stage: Stage, model: AreaTreeModel, words: PlaceWords, on_activated: _Chosen
) -> AreaTreeView:
    tree = AreaTreeView(parent, stage.theme)
    tree.setModel(model)
    tree.setItemDelegate(PlaceDelegate(tree, RowPainter(stage.theme), words, with_place=False))
    _set_up(tree, on_activated)
    _unfold_the_city(tree, model)
    return tree


def made_results(
    parent: QWidget, stage: Stage, model: EntryListModel[DirectoryEntry], words: PlaceWords, on_activated: _Chosen
) -> QListView:
    results = QListView(parent)
    results.setModel(model)
    results.setUniformItemSizes(True)
    results.setItemDelegate(PlaceDelegate(results, RowPainter(stage.theme), words, with_place=True))
    _set_up(results, on_activated)
    results.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    return results


def _unfold_the_city(tree: AreaTreeView, model: AreaTreeModel) -> None:
    """A single city says nothing: its districts are shown from the start."""

    def on_rows(parent: QModelIndex, _first: int, _last: int) -> None:
        if parent.isValid():
            return
        rows = [model.index(row, 0) for row in range(model.rowCount())]
        cities = [row for row in rows if _is_city(model.item(row))]
        if len(cities) == 1:
            tree.expand(cities[0])

    model.rowsInserted.connect(on_rows)


def _is_city(item: object) -> bool:
    return isinstance(item, AreaEntry) and item.level is AreaLevel.CITY


def _set_up(view: QAbstractItemView, on_activated: _Chosen) -> None:
    view.setMouseTracking(True)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setDragEnabled(True)
    view.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.activated.connect(on_activated)

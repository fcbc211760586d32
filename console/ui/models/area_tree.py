"""The areas as a tree that reads a branch when it is opened, in the background."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

from console.domain.own_entry import GoneEntry
from console.qt.background import Background
from console.ui.models.area_nodes import ROOT, AreaNodes, Item, held, name_of
from console.ui.models.branch_loader import BranchLoader
from console.ui.models.branch_reader import BranchReader
from console.ui.models.place_contents import contents_of
from console.ui.models.row_steps import Inserted, Moved, Removed, row_steps
from console.widgets.lists.roles import ENTRY_ROLE
from console.widgets.wall.dragging import cameras_data

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_WORDS_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)


class AreaTreeModel(QAbstractItemModel):
    """Holds what has been opened; the outermost areas are read at once. ``spoken`` says a row in words."""

    def __init__(
        self, parent: QObject, reader: BranchReader, background: Background, spoken: Callable[[Item], str]
    ) -> None:
        super().__init__(parent)
        self._spoken = spoken
        self._nodes = AreaNodes()
        self.loader = BranchLoader(self, reader, background)
        self.loader.loaded.connect(self._show)
        self.loader.load(ROOT, None)

    def item(self, index: Index) -> Item | None:
        return self._nodes[_number(index)].item

    def index(self, row: int, column: int, parent: Index = _NO_INDEX) -> QModelIndex:
        children = self._nodes[_number(parent)].children
        return self.createIndex(row, column, children[row]) if 0 <= row < len(children) else QModelIndex()

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]  # QObject.parent() takes nothing
        return self._index(self._nodes[_number(index)].parent)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:  # noqa: N802  Qt's name
        return len(self._nodes[_number(parent)].children)

    def columnCount(self, _parent: Index = _NO_INDEX) -> int:  # noqa: N802  Qt's name
        return 1

    def hasChildren(self, parent: Index = _NO_INDEX) -> bool:  # noqa: N802  Qt's name
        node = self._nodes[_number(parent)]
        return node.is_branch and (not node.loaded or bool(node.children))

    def canFetchMore(self, parent: Index) -> bool:  # noqa: N802  Qt's name
        node = self._nodes[_number(parent)]
        return node.is_branch and not node.loaded and not self.loader.is_loading(_number(parent))

    def fetchMore(self, parent: Index) -> None:  # noqa: N802  Qt's name
        number = _number(parent)
        item = self._nodes[number].item
        inside = held(item)
        if inside is None:
            self.loader.load(number, item)
        else:
            self._show(number, inside)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        item = self.item(index)
        if role == ENTRY_ROLE:
            return item
        return self._spoken(item) if item is not None and role in _WORDS_ROLES else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        gone = self.item(index) is None or isinstance(self.item(index), GoneEntry)
        return flags if gone else flags | Qt.ItemFlag.ItemIsDragEnabled

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802  Qt's name
        items = [item for index in indexes if (item := self.item(index)) is not None]
        contents = contents_of(items)
        return cameras_data(contents.cameras, contents.areas)

    def read_again(self) -> None:
        """The directory has changed: reads every branch again that has been read before."""
        self.loader.load_again(self._nodes.loaded)

    def _show(self, number: int, items: Sequence[Item]) -> None:
        if number not in self._nodes:
            return
        node = self._nodes[number]
        node.loaded = True
        if self._nodes.items(number) == list(items):
            return
        here = self._index(number)
        for step in row_steps(self._nodes.names(number), [name_of(item) for item in items]):
            if isinstance(step, Removed):
                self.beginRemoveRows(here, step.first, step.last)
                self._nodes.remove(number, step.first, step.last)
                self.endRemoveRows()
            elif isinstance(step, Moved):
                # Qt counts where the row goes before it is taken out.
                self.beginMoveRows(here, step.row, step.row, here, step.to + (step.to > step.row))
                self._nodes.move(number, step.row, step.to)
                self.endMoveRows()
            elif isinstance(step, Inserted) and step.count:
                self.beginInsertRows(here, step.at, step.at + step.count - 1)
                self._nodes.insert(number, step.at, items[step.at : step.at + step.count])
                self.endInsertRows()
        self._nodes.set_values(number, items)
        if items:
            self.dataChanged.emit(self.index(0, 0, here), self.index(len(items) - 1, 0, here))
        for child in list(node.children):
            inside = held(self._nodes[child].item)
            if inside is not None and self._nodes[child].loaded:
                self._show(child, inside)

    def _index(self, number: int) -> QModelIndex:
        return QModelIndex() if number == ROOT else self.createIndex(self._nodes[number].row, 0, number)


def _number(index: Index) -> int:
    return index.internalId() if index.isValid() else ROOT

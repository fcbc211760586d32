"""The areas as a tree that reads a branch when it is opened, in the background."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

from console.domain.directory_entry import AreaEntry, DirectoryEntry
from console.qt.background import Background
from console.ui.models.area_nodes import ROOT, AreaNodes, Item
from console.ui.ports import CameraDirectory
from console.widgets.lists.roles import ENTRY_ROLE
from console.widgets.wall.dragging import cameras_data

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class AreaTreeModel(QAbstractItemModel):
    """Holds what has been opened; the outermost areas are read at once."""

    def __init__(self, parent: QObject, directory: CameraDirectory, background: Background) -> None:
        super().__init__(parent)
        self._directory = directory
        self._background = background
        self._nodes = AreaNodes()
        self._load(ROOT)

    def item(self, index: Index) -> Item | None:
        return self._nodes[_number(index)].item

    def read_again(self) -> None:
        """The directory has changed: reads every branch again that has been read before."""
        for number in self._nodes.loaded():
            self._load(number)

    def index(self, row: int, column: int, parent: Index = _NO_INDEX) -> QModelIndex:
        children = self._nodes[_number(parent)].children
        return self.createIndex(row, column, children[row]) if 0 <= row < len(children) else QModelIndex()

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]  # QObject.parent() takes nothing
        number = self._nodes[_number(index)].parent
        return QModelIndex() if number == ROOT else self.createIndex(self._nodes[number].row, 0, number)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:  # noqa: N802  Qt's name
        return len(self._nodes[_number(parent)].children)

    def columnCount(self, _parent: Index = _NO_INDEX) -> int:  # noqa: N802  Qt's name
        return 1

    def hasChildren(self, parent: Index = _NO_INDEX) -> bool:  # noqa: N802  Qt's name
        node = self._nodes[_number(parent)]
        return node.is_branch and (not node.loaded or bool(node.children))

    def canFetchMore(self, parent: Index) -> bool:  # noqa: N802  Qt's name
        node = self._nodes[_number(parent)]
        return node.is_branch and not node.loaded and not node.loading

    def fetchMore(self, parent: Index) -> None:  # noqa: N802  Qt's name
        self._load(_number(parent))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        item = self.item(index)
        if role == ENTRY_ROLE:
            return item
        if item is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if isinstance(item, AreaEntry):
            return f"{item.name} {item.online_count}/{item.camera_count}"
        return f"{item.camera.number} {item.camera.name}"

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsDragEnabled if isinstance(self.item(index), DirectoryEntry) else flags

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802  Qt's name
        items = [self.item(index) for index in indexes]
        return cameras_data([item.camera.id for item in items if isinstance(item, DirectoryEntry)])

    def _load(self, number: int) -> None:
        node = self._nodes[number]
        if node.loading:
            return
        node.loading = True
        directory, code = self._directory, node.code

        def read() -> list[Item]:
            return [*directory.children(code), *(directory.cameras_in(code) if code else ())]

        def on_error(error: Exception) -> None:
            node.loading = False
            self._background.report("area-branch", error)

        self._background.run(
            read, lambda items: self._on_loaded(number, items), on_error, name="area-branch", owner=self
        )

    def _on_loaded(self, number: int, items: list[Item]) -> None:
        if number not in self._nodes:
            return
        node = self._nodes[number]
        node.loading, node.loaded = False, True
        here = QModelIndex() if number == ROOT else self.createIndex(node.row, 0, number)
        if self._nodes.same_rows(number, items):
            self._nodes.set_values(number, items)
            if items:
                self.dataChanged.emit(self.index(0, 0, here), self.index(len(items) - 1, 0, here))
            return
        if node.children:
            self.beginRemoveRows(here, 0, len(node.children) - 1)
            self._nodes.drop_children(number)
            self.endRemoveRows()
        if items:
            self.beginInsertRows(here, 0, len(items) - 1)
            self._nodes.add_children(number, items)
            self.endInsertRows()


def _number(index: Index) -> int:
    return index.internalId() if index.isValid() else ROOT

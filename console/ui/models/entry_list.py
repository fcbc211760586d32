"""A list of domain values for a view: search results, events, categories."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

from console.domain.camera import CameraId
from console.widgets.lists.roles import ENTRY_ROLE
from console.widgets.wall.dragging import cameras_data

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class EntryListModel(QAbstractListModel, Generic[T]):
    """``spoken`` makes the text of a row for screen readers; ``camera_of`` lets rows be dragged onto a wall,
    ``flag_of`` names the flag whose other cameras go along where the wall takes them."""

    def __init__(
        self,
        parent: QObject,
        spoken: Callable[[T], str],
        camera_of: Callable[[T], CameraId] | None = None,
        flag_of: Callable[[T], UUID | None] = lambda _entry: None,
    ) -> None:
        super().__init__(parent)
        self._spoken = spoken
        self._camera_of, self._flag_of = camera_of, flag_of
        self._entries: Sequence[T] = ()

    @property
    def entries(self) -> Sequence[T]:
        return self._entries

    def set_entries(self, entries: Sequence[T]) -> None:
        """Keeps the selection when the number of rows is the same."""
        if len(entries) == len(self._entries):
            self._entries = entries
            if entries:
                self.dataChanged.emit(self.index(0), self.index(len(entries) - 1))
            return
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def entry(self, index: Index) -> T | None:
        return self._entries[index.row()] if index.isValid() and index.row() < len(self._entries) else None

    def rowCount(self, parent: Index = _NO_INDEX) -> int:  # noqa: N802  Qt's name
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entry(index)
        if entry is None:
            return None
        if role == ENTRY_ROLE:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._spoken(entry)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if self._camera_of and index.isValid() else flags

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802  Qt's name
        entries = [entry for entry in map(self.entry, indexes) if entry is not None]
        camera_of, flags = self._camera_of, [self._flag_of(entry) for entry in entries]
        cameras = [camera_of(entry) for entry in entries] if camera_of else []
        return cameras_data(cameras, flags=[flag for flag in flags if flag is not None])

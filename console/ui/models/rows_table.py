"""Domain values as rows of a table, each column with its own words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon

from console.i18n.translator import Translator
from console.widgets.lists.roles import ENTRY_ROLE
from console.widgets.retranslation import keep_translated

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


@dataclass(frozen=True)
class Column(Generic[T]):
    """``key`` is the text of its heading."""

    key: str
    say: Callable[[T], str]
    icon: Callable[[T], QIcon] | None = None
    """Before the words, which say the same: nobody need know it."""


class RowsTable(QAbstractTableModel, Generic[T]):
    """Follows the language; a screen reader hears the whole row in its first cell."""

    def __init__(self, parent: QObject, translator: Translator, columns: Sequence[Column[T]]) -> None:
        super().__init__(parent)
        self._translator = translator
        self._columns = tuple(columns)
        self._rows: Sequence[T] = ()
        keep_translated(self, translator, self._retranslate)

    @property
    def rows(self) -> Sequence[T]:
        return self._rows

    def set_rows(self, rows: Sequence[T]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def texts(self, row: int) -> list[str]:
        """What stands in it, from left to right."""
        return [column.say(self._rows[row]) for column in self._columns]

    def rowCount(self, parent: Index = _NO_INDEX) -> int:  # noqa: N802  Qt's name
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:  # noqa: N802  Qt's name
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ENTRY_ROLE:
            return row
        column = self._columns[index.column()]
        if role == Qt.ItemDataRole.DecorationRole and column.icon is not None:
            return column.icon(row)
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0:
            return ", ".join(words for words in self.texts(index.row()) if words)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.say(row)
        return None

    def headerData(  # noqa: N802  Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._translator.text(self._columns[section].key)
        return None

    def _retranslate(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns) - 1)
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self._columns) - 1))

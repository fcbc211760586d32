"""The rows of the palette in their groups: headings, which cannot be chosen, and below each what it offers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from console.ui.models.palette_rows import PaletteGroup, PaletteRow, Section
from console.widgets.lists.roles import ENTRY_ROLE

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class PaletteList(QAbstractListModel):
    """``heading`` says what a group is called."""

    def __init__(self, parent: QObject, heading: Callable[[PaletteGroup], str]) -> None:
        super().__init__(parent)
        self._heading = heading
        self._items: list[PaletteGroup | PaletteRow] = []

    @property
    def rows(self) -> list[PaletteRow]:
        """What can be chosen, in order."""
        return [item for item in self._items if isinstance(item, PaletteRow)]

    def set_sections(self, sections: Sequence[Section]) -> None:
        self.beginResetModel()
        self._items = []
        for group, rows in sections:
            if rows:
                self._items += [group, *rows]
        self.endResetModel()

    def row_at(self, index: Index) -> PaletteRow | None:
        item = self._items[index.row()] if index.isValid() and index.row() < len(self._items) else None
        return item if isinstance(item, PaletteRow) else None

    def row_of(self, key: str) -> int:
        """Where this choice is now; the first that can be chosen where it is not."""
        found = (at for at, item in enumerate(self._items) if isinstance(item, PaletteRow) and item.key == key)
        return next(found, self.next_row(-1, 1))

    def next_row(self, start: int, step: int) -> int:
        """The nearest one that can be chosen beyond ``start``; ``start`` itself at the end."""
        at = start + step
        while 0 <= at < len(self._items):
            if isinstance(self._items[at], PaletteRow):
                return at
            at += step
        return start

    def rowCount(self, parent: Index = _NO_INDEX) -> int:  # noqa: N802  Qt's name
        return 0 if parent.isValid() else len(self._items)

    def flags(self, index: Index) -> Qt.ItemFlag:
        chosen = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return chosen if self.row_at(index) is not None else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        item = self._items[index.row()]
        if role == ENTRY_ROLE:
            return item
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if isinstance(item, PaletteGroup):
                return self._heading(item)
            return ", ".join(part for part in (item.title, item.detail) if part)
        return None

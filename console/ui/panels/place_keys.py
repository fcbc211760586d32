"""Keys and menus on the rows of the find panel: which place is meant, in whose list, and what is wanted with it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

from console.domain.own_entry import OwnListEntry
from console.ui.models.area_nodes import Item
from console.widgets.lists.roles import ENTRY_ROLE


@dataclass(frozen=True)
class ChosenPlace:
    """``list_id`` is the own list that a row stands in, as a member of it."""

    item: Item
    list_id: str | None


class PlaceKeys(QObject):
    """Signals, each with a ``ChosenPlace``: ``removed``, ``renamed``; ``moved(place, int)`` by so many rows.

    ``menu_asked(place | None, QPoint)`` on the screen: None below the rows.
    """

    removed = Signal(object)
    renamed = Signal(object)
    moved = Signal(object, int)
    menu_asked = Signal(object, QPoint)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._views: list[QAbstractItemView] = []

    def watch(self, view: QAbstractItemView) -> None:
        self._views.append(view)
        view.installEventFilter(self)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(lambda point: self._on_menu(view, point))

    def current(self) -> ChosenPlace | None:
        """Of the list that has the keyboard."""
        view = next((view for view in self._views if view.hasFocus()), None)
        return _place(view.currentIndex()) if view is not None else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and isinstance(watched, QAbstractItemView)
        ):
            place = _place(watched.currentIndex())
            if place is not None and self._on_key(event, place):
                return True
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent, place: ChosenPlace) -> bool:
        key, alt = Qt.Key(event.key()), event.modifiers() == Qt.KeyboardModifier.AltModifier
        if key == Qt.Key.Key_Delete:
            self.removed.emit(place)
        elif key == Qt.Key.Key_F2:
            self.renamed.emit(place)
        elif alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(place, -1 if key == Qt.Key.Key_Up else 1)
        else:
            return False
        return True

    def _on_menu(self, view: QAbstractItemView, point: QPoint) -> None:
        index = view.indexAt(point)
        self.menu_asked.emit(_place(index), view.viewport().mapToGlobal(point))


def _place(index: QModelIndex) -> ChosenPlace | None:
    if not index.isValid():
        return None
    around = index.parent().data(ENTRY_ROLE) if index.parent().isValid() else None
    return ChosenPlace(index.data(ENTRY_ROLE), around.id if isinstance(around, OwnListEntry) else None)

"""The menu of the selected tile: what the window can do with its camera, then what each part has to offer."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from console.ui.actions.bound import BoundActions
from console.ui.actions.table import ActionId

_FIRST = (
    ActionId.FLAG,
    ActionId.BOOKMARK,
    ActionId.HISTORY,
    ActionId.HEALTH,
    None,
    ActionId.FULL_TILE,
    ActionId.RETRY,
    ActionId.REMOVE,
)


class MenuPart(Protocol):
    """What has something to offer in the menu of a tile."""

    def fill_menu(self, menu: QMenu, actions: BoundActions) -> None: ...


def open_tile_menu(window: QWidget, actions: BoundActions, point: QPoint, *parts: MenuPart) -> None:
    """At ``point`` of the screen; it goes by itself."""
    menu = QMenu(window)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    actions.fill_menu(menu, _FIRST)
    menu.addSeparator()
    for part in parts:
        part.fill_menu(menu, actions)
    menu.setToolTipsVisible(True)
    menu.popup(point)

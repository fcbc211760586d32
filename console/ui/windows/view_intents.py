"""How the operator looks at the selected camera: closer, turned, mirrored, fitted otherwise."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMenu

from console.i18n.translator import Translator
from console.ui.actions.bound import BoundActions
from console.ui.actions.table import ActionId
from console.widgets.wall.view_control import STEP, ViewControl

_MENU = (
    ActionId.ZOOM_IN,
    ActionId.ZOOM_OUT,
    ActionId.ZOOM_RESET,
    None,
    ActionId.ROTATE,
    ActionId.MIRROR,
    ActionId.CHANGE_FIT,
)


class ViewIntents:
    """For one window. Main thread."""

    def __init__(self, translator: Translator, looking: ViewControl) -> None:
        self._translator = translator
        self._looking = looking

    def handlers(self) -> dict[ActionId, Callable[[], None]]:
        looking = self._looking
        return {
            ActionId.ZOOM_IN: lambda: looking.step(STEP),
            ActionId.ZOOM_OUT: lambda: looking.step(1 / STEP),
            ActionId.ZOOM_RESET: looking.reset_selected,
            ActionId.ROTATE: looking.turn,
            ActionId.MIRROR: looking.flip,
            ActionId.CHANGE_FIT: looking.change_fit,
        }

    def fill_menu(self, menu: QMenu, actions: BoundActions) -> None:
        actions.fill_menu(menu.addMenu(self._translator.text("menu-view")), _MENU)

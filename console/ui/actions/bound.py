"""The table's actions as Qt actions of one window: translated, with keys, allowed or not by role."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from console.domain.key_map import button_of
from console.domain.roles import Role, may
from console.i18n.translator import Translator
from console.qt.icons import icon
from console.ui.actions.chosen_keys import ChosenKeys, layout_action
from console.ui.actions.table import ACTIONS, LAYOUT_KEYS, ActionId, ActionRow
from console.widgets.retranslation import keep_translated
from console.widgets.theme.colours import Colours


class BoundActions:
    """The actions of ``window``, by id: those that it has handlers for. Without ``on_layout`` no layout has a key."""

    def __init__(
        self,
        window: QWidget,
        translator: Translator,
        colours: Colours,
        role: Role,
        handlers: Mapping[ActionId, Callable[[], None]],
        on_layout: Callable[[str], None] | None = None,
        keys: ChosenKeys | None = None,
    ) -> None:
        self._translator = translator
        self.keys = keys or ChosenKeys()
        self._role = role
        self._rows = {row.id: row for row in ACTIONS if row.id in handlers}
        self.rows = tuple(self._rows.values())
        self._layouts: dict[str, QAction] = {}
        self.actions = {row.id: self._made(window, row, colours, handlers[row.id]) for row in self.rows}
        for name in LAYOUT_KEYS if on_layout else ():
            action = self._layouts[name] = QAction(name, window)
            action.triggered.connect(lambda _checked=False, name=name: on_layout and on_layout(name))
            window.addAction(action)
        window.destroyed.connect(self.keys.changed.connect(lambda _none: self._retranslate()))
        keep_translated(window, translator, self._retranslate)

    @property
    def layout_keys(self) -> dict[str, str]:
        """The layouts that have keys here; one that a person took the key from has an empty one."""
        return {name: self.keys.of_layout(name) for name in self._layouts}

    def __getitem__(self, action: ActionId) -> QAction:
        return self.actions[action]

    def press(self, key: str) -> None:
        """What a button of a controller does here, as if it were a key of the keyboard."""
        owner = self.keys.map.owner(key) or ""
        known = {action.value: bound for action, bound in self.actions.items()}
        known |= {layout_action(name): bound for name, bound in self._layouts.items()}
        if owner in known:
            # A QAction that may not be used does nothing.
            known[owner].trigger()

    def fill_menu(self, menu: QMenu, actions: Sequence[ActionId | None]) -> None:
        """Those of them that the window has; None is a line."""
        for action in actions:
            if action is None:
                menu.addSeparator()
            elif action in self.actions:
                menu.addAction(self.actions[action])

    def allowed(self, action: ActionId) -> bool:
        permission = self._rows[action].permission
        return permission is None or may(self._role, permission)

    def _made(self, window: QWidget, row: ActionRow, colours: Colours, handler: Callable[[], None]) -> QAction:
        action = QAction(window)
        action.setEnabled(self.allowed(row.id))
        if row.icon:
            action.setIcon(icon(row.icon, colours.text, colours.control_line))
        action.setAutoRepeat(row.repeats)
        if row.by_widget:
            # Only to be shown in menus: the wall hears it.
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _checked=False: handler())
        window.addAction(action)
        return action

    def _retranslate(self) -> None:
        text = self._translator.text
        for name, layout in self._layouts.items():
            layout.setShortcuts(_sequences(self.keys.layout_keys(name)))
        for action_id, action in self.actions.items():
            words = text(action_id.value)
            action.setText(words)
            action.setShortcuts(_sequences(self.keys.keys(action_id)))
            key = self.keys.shown(action_id)
            if self.allowed(action_id):
                action.setToolTip(f"{words} ({key})" if key else words)
            else:
                action.setToolTip(text("not-allowed", action=words, role=text(f"role-{self._role.value}")))


def _sequences(keys: Iterable[str]) -> list[QKeySequence]:
    """Of the keyboard; buttons of controllers come another way."""
    return [QKeySequence(key) for key in keys if button_of(key) is None]

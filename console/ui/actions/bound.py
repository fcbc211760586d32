"""The table's actions as Qt actions of one window: translated, with keys, allowed or not by role."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from console.domain.roles import Role, may
from console.i18n.translator import Translator
from console.qt.icons import icon
from console.ui.actions.table import ACTIONS, LAYOUT_KEYS, ActionId, ActionRow
from console.widgets.retranslation import keep_translated
from console.widgets.theme.theme import Colours


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
    ) -> None:
        self._translator = translator
        self._role = role
        self._rows = {row.id: row for row in ACTIONS if row.id in handlers}
        self.rows = tuple(self._rows.values())
        self.layout_keys = LAYOUT_KEYS if on_layout else {}
        self.actions = {row.id: self._made(window, row, colours, handlers[row.id]) for row in self.rows}
        for name, key in self.layout_keys.items():
            action = QAction(name, window)
            action.setShortcut(QKeySequence(key))
            action.triggered.connect(lambda _checked=False, name=name: on_layout and on_layout(name))
            window.addAction(action)
        keep_translated(window, translator, self._retranslate)

    def __getitem__(self, action: ActionId) -> QAction:
        return self.actions[action]

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
        if not row.by_widget:
            action.setShortcuts([QKeySequence(key) for key in (row.shortcut, *row.also)])
            action.setAutoRepeat(row.repeats)
        action.triggered.connect(lambda _checked=False: handler())
        window.addAction(action)
        return action

    def _retranslate(self) -> None:
        text = self._translator.text
        for action_id, action in self.actions.items():
            words = text(action_id.value)
            action.setText(words)
            key = self._rows[action_id].shortcut
            if self.allowed(action_id):
                action.setToolTip(f"{words} ({key})")
            else:
                action.setToolTip(text("not-allowed", action=words, role=text(f"role-{self._role.value}")))

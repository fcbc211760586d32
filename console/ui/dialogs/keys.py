"""The list of keys: everything that can be done without a mouse, found by its name, and changed to what a person likes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from console.ui.actions.bound import BoundActions
from console.ui.actions.key_list import as_text, fits, key_lines
from console.ui.dialogs.key_catcher import KeyCatcher
from console.ui.dialogs.key_changing import KeyChanging
from console.ui.dialogs.key_tree import KeyTree
from console.ui.stage import Stage
from console.widgets.fitting_dialog import FittingDialog
from console.widgets.retranslation import keep_translated

_WIDTH, _SCREEN_SHARE = 190, 0.85


class KeysDialog(FittingDialog):
    """What and how, of the window whose actions these are."""

    def __init__(self, parent: QWidget, stage: Stage, actions: BoundActions) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._stage = stage
        self._actions = actions
        self._keys = actions.keys
        self._title = QLabel(self)
        self._title.setObjectName("title")
        self.field = QLineEdit(self)
        self.field.setClearButtonEnabled(True)
        self.tree = KeyTree(self, stage.translator)
        self.catcher = KeyCatcher(self)
        changing = self._changing = KeyChanging(self._keys, stage.translator, self._follow)
        acts: dict[str, Callable[[], None]] = {
            "keys-change": lambda: self._ask(beside=False),
            "keys-add": lambda: self._ask(beside=True),
            "keys-exchange": changing.exchange,
            "keys-reset": lambda: changing.reset(self.tree.action or ""),
            "keys-reset-all": changing.reset_all,
            "keys-copy": self._copy,
            "close": self.accept,
        }
        self.buttons = {key: self._button(act) for key, act in acts.items()}
        self._lay_out()
        self.field.textChanged.connect(lambda _text: self._find())
        self.field.returnPressed.connect(self.tree.go_to_first)
        self.tree.chosen.connect(lambda: self._ask(beside=False))
        self.tree.moved.connect(changing.forget)
        self.catcher.caught.connect(changing.take)
        self.catcher.left.connect(changing.forget)
        # Without a window manager, as on a wall, nobody else gives the keys back.
        self.finished.connect(lambda _result: parent.window().activateWindow())
        self.destroyed.connect(self._keys.changed.connect(lambda _none: self._show()))
        keep_translated(self, stage.translator, self._retranslate)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _button(self, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: act())
        return button

    def _lay_out(self) -> None:
        px, room = self._stage.theme.px, self.screen().availableGeometry()
        column = QVBoxLayout(self)
        column.setContentsMargins(*[px(5)] * 4)
        column.setSpacing(px(3))
        for part in (self._title, self.field):
            column.addWidget(part)
        column.addWidget(self.tree, 1)
        asked = QHBoxLayout()
        asked.addWidget(self.catcher, 1)
        asked.addWidget(self.buttons["keys-exchange"])
        column.addLayout(asked)
        row = QHBoxLayout()
        row.setSpacing(px(2))
        for key, button in self.buttons.items():
            if key == "close":
                row.addStretch(1)
            if key != "keys-exchange":
                row.addWidget(button)
        column.addLayout(row)
        self.resize(min(px(_WIDTH), room.width()), int(room.height() * _SCREEN_SHARE))

    def _find(self) -> None:
        self._changing.forget()
        self._show()
        if not self.tree.topLevelItemCount():
            self._changing.tell("keys-nothing")

    def _show(self) -> None:
        typed = self.field.text()
        lines = key_lines(self._actions, self._stage.translator)
        self.tree.show_lines([line for line in lines if fits(line, typed)])
        self._follow()

    def _ask(self, *, beside: bool) -> None:
        action = self.tree.action
        if action is not None and self._changing.ask(action, beside=beside):
            self.catcher.wait()

    def _follow(self) -> None:
        """Which buttons mean something for the chosen line, and what is said."""
        action, keys = self.tree.action, self._keys.map
        for key in ("keys-change", "keys-add"):
            self.buttons[key].setEnabled(action is not None)
        self.buttons["keys-reset"].setEnabled(action is not None and not keys.is_usual(action))
        self.buttons["keys-reset-all"].setEnabled(keys.reset() != keys)
        exchange = self.buttons["keys-exchange"]
        if self._changing.can_exchange and not exchange.isVisibleTo(self):
            exchange.show()
            exchange.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self._changing.can_exchange:
            if exchange.hasFocus():
                self.tree.setFocus(Qt.FocusReason.OtherFocusReason)
            exchange.hide()
        self.catcher.setText(self._changing.say())

    def _copy(self) -> None:
        translator = self._stage.translator
        QGuiApplication.clipboard().setText(as_text(key_lines(self._actions, translator), translator))
        self._changing.tell("keys-copied")

    def _retranslate(self) -> None:
        text = self._stage.translator.text
        self.setWindowTitle(text("action-keys"))
        self._title.setText(text("action-keys"))
        self.field.setPlaceholderText(text("keys-search"))
        self.field.setAccessibleName(text("keys-search"))
        self.tree.setAccessibleName(text("action-keys"))
        for key, button in self.buttons.items():
            button.setText(text(key))
        self._show()

"""Which keys on a wall belong to a call-up; while one is typed, no other plain key may do anything else."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from console.domain.call_up import SEPARATOR

_DOTS = (SEPARATOR, ",")
"""The number pad of an Indonesian keyboard has a comma."""
_SIGNS = {"#": "entered", "*": "tile_entered"}
"""As on the keyboards of control rooms."""
_THROUGH = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Tab})
"""The arrows choose the tile meanwhile; Tab leaves the wall, which ends it."""
_ENDS = {
    Qt.Key.Key_Return: "entered",
    Qt.Key.Key_Enter: "entered",
    Qt.Key.Key_Escape: "left",
    Qt.Key.Key_Backspace: "taken_back",
}


class CallUpKeys(QObject):
    """Listens to a wall's widget before the wall itself does. Main thread.

    Signals: ``typed(str)`` a digit or a dot; ``entered()``, ``tile_entered()`` (what was
    typed is a tile), ``taken_back()``, ``left()`` while one is typed.
    """

    typed = Signal(str)
    entered = Signal()
    tile_entered = Signal()
    taken_back = Signal()
    left = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.is_typing = False
        """Set by who keeps the line."""
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        kinds = QEvent.Type
        if isinstance(event, QKeyEvent) and event.type() in (kinds.ShortcutOverride, kinds.KeyPress):
            if not self._is_ours(event):
                return super().eventFilter(watched, event)
            # Accepted, the key comes as a key press instead of triggering the action of that letter.
            event.accept()
            if event.type() == kinds.KeyPress:
                self._on_key(event)
            return True
        if event.type() == kinds.FocusOut and self.is_typing:
            self.left.emit()
        return super().eventFilter(watched, event)

    def _is_ours(self, event: QKeyEvent) -> bool:
        commands = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        if event.modifiers() & (commands | Qt.KeyboardModifier.MetaModifier) or event.key() in _THROUGH:
            return False
        if self.is_typing:
            return not Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35
        return _digit(event.text()) != ""

    def _on_key(self, event: QKeyEvent) -> None:
        end = _SIGNS.get(event.text()) or _ENDS.get(Qt.Key(event.key()))
        if end is not None:
            getattr(self, end).emit()
        elif event.text() in _DOTS:
            self.typed.emit(SEPARATOR)
        elif digit := _digit(event.text()):
            self.typed.emit(digit)


def _digit(text: str) -> str:
    return text if len(text) == 1 and text.isascii() and text.isdigit() else ""

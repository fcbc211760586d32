"""Waits for one key, whatever it usually does, and gives it as the table writes it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QKeyCombination, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QWidget

from console.domain.key_map import canonical

_HELD = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_Super_L,
        Qt.Key.Key_Super_R,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
        Qt.Key.Key_ScrollLock,
        Qt.Key.Key_unknown,
    }
)
"""Alone they are no key yet."""


class KeyCatcher(QLabel):
    """Listens while it has the keyboard. Signals: ``caught(str)``; ``left()``: Esc, or the keyboard went elsewhere."""

    caught = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.is_waiting = False
        self._before: QWidget | None = None
        """Who had the keyboard, and gets it back."""
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def wait(self) -> None:
        self._before = self.window().focusWidget()
        self.is_waiting = True
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def take(self, key: str) -> None:
        """A key that comes another way: a button of a controller."""
        if self.is_waiting:
            self._end(key)

    def event(self, event: QEvent) -> bool:
        """Before Tab moves on and before any shortcut."""
        kinds = QEvent.Type
        if not self.is_waiting or not isinstance(event, QKeyEvent):
            return super().event(event)
        if event.type() in (kinds.ShortcutOverride, kinds.KeyPress):
            event.accept()
        if event.type() == kinds.KeyPress:
            self._on_key(event)
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        super().focusOutEvent(event)
        if self.is_waiting:
            self._stop()
            self.left.emit()

    def _on_key(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) in _HELD or event.isAutoRepeat():
            return
        key = key_text(event)
        if key:
            self._end(key)

    def _end(self, key: str) -> None:
        before = self._before
        self._stop()
        if before is not None:
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        if key == "Esc":
            self.left.emit()
        else:
            self.caught.emit(key)

    def _stop(self) -> None:
        self.is_waiting = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)


def key_text(event: QKeyEvent) -> str:
    """A sign that takes Shift is written as the sign alone: so it is the same key on every keyboard."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    key = Qt.Key(event.key())
    is_sign = Qt.Key.Key_Space < key <= Qt.Key.Key_AsciiTilde and not Qt.Key.Key_A <= key <= Qt.Key.Key_Z
    if is_sign:
        held &= ~Qt.KeyboardModifier.ShiftModifier
    if key == Qt.Key.Key_Backtab:
        key, held = Qt.Key.Key_Tab, held | Qt.KeyboardModifier.ShiftModifier
    return canonical(QKeySequence(QKeyCombination(held, key)).toString(QKeySequence.SequenceFormat.PortableText))

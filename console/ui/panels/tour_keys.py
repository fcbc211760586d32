"""The space bar on the wall while a tour is on; elsewhere it means what it always does."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget


class TourKeys(QObject):
    """Signals: ``pressed()``."""

    pressed = Signal()

    def __init__(self, widget: QWidget, is_on: Callable[[], bool]) -> None:
        super().__init__(widget)
        self._is_on = is_on
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Space
            and event.modifiers() == Qt.KeyboardModifier.NoModifier
            and self._is_on()
        ):
            if not event.isAutoRepeat():
                self.pressed.emit()
            return True
        return super().eventFilter(watched, event)

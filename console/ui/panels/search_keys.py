"""The keys of a search field over lists: into the list, the first match, out again."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit


class SearchKeys(QObject):
    """Signals: ``down()`` into the list; ``entered()`` with something typed; ``left()`` by Esc in an empty field."""

    down = Signal()
    entered = Signal()
    left = Signal()

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field)
        self._field = field
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(Qt.Key(event.key())) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _on_key(self, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_Down:
            self.down.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._field.text().strip():
            self.entered.emit()
        elif key == Qt.Key.Key_Escape:
            if self._field.text():
                self._field.clear()
            else:
                self.left.emit()
        else:
            return False
        return True

"""The lines of the list of keys under their headings; one of them is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from console.i18n.translator import Translator
from console.ui.actions.key_list import KeyLine

_ACTION = Qt.ItemDataRole.UserRole


class KeyTree(QTreeWidget):
    """Signals: ``chosen()``: Enter or a double click on a line that can be changed; ``moved()``: another line."""

    chosen = Signal()
    moved = Signal()

    def __init__(self, parent: QWidget, translator: Translator) -> None:
        super().__init__(parent)
        self._translator = translator
        self.setObjectName("framed")
        self.setColumnCount(2)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.header().setStretchLastSection(False)
        self.itemDoubleClicked.connect(lambda _item: self._choose())
        self.currentItemChanged.connect(lambda _now, _before: self.moved.emit())

    @property
    def action(self) -> str | None:
        """Of the chosen line; None where nothing can be changed."""
        item = self.currentItem()
        found = item.data(0, _ACTION) if item is not None else None
        return found if isinstance(found, str) else None

    def show_lines(self, lines: Sequence[KeyLine]) -> None:
        """The same line stays chosen while it is there."""
        text, kept = self._translator.text, self.action
        # Nobody has moved to another line while they are made anew.
        self.blockSignals(True)
        self.clear()
        self.setHeaderLabels([text("keys-what"), text("keys-which")])
        chosen: QTreeWidgetItem | None = None
        for group in dict.fromkeys(line.group for line in lines):
            head = QTreeWidgetItem(self, [text(group).upper(), ""])
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            head.setFirstColumnSpanned(True)
            font = head.font(0)
            font.setBold(True)
            head.setFont(0, font)
            for line in (one for one in lines if one.group == group):
                item = QTreeWidgetItem(head, [line.words, self._keys_of(line)])
                item.setData(0, _ACTION, line.action)
                chosen = item if line.action is not None and line.action == kept else chosen
        self.expandAll()
        if chosen is not None:
            self.setCurrentItem(chosen)
            self.scrollToItem(chosen)
        self.blockSignals(False)

    def go_to_first(self) -> None:
        """To the first line that is shown, with the keyboard."""
        head = self.topLevelItem(0)
        first = head.child(0) if head is not None else None
        if first is not None:
            self.setCurrentItem(first)
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        if event.type() == QEvent.Type.KeyPress and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
            return
        super().keyPressEvent(event)

    def _choose(self) -> None:
        if self.action is not None:
            self.chosen.emit()

    def _keys_of(self, line: KeyLine) -> str:
        text = self._translator.text
        shown = "   ".join(line.keys) if line.keys else text("keys-none")
        return text("keys-instead", keys=shown, usual="   ".join(line.usual)) if line.usual else shown

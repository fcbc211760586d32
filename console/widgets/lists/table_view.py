"""A table whose rows are walked with the arrow keys, and whose columns share the width that there is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget


class TableView(QTreeView):
    """``shares`` of the columns, in any unit."""

    def __init__(self, parent: QWidget, model: QAbstractItemModel, shares: Sequence[int]) -> None:
        super().__init__(parent)
        self._shares = tuple(shares)
        self.setObjectName("framed")
        self.setModel(model)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.header()
        header.setSectionsMovable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        super().resizeEvent(event)
        width_px, whole = self.viewport().width(), sum(self._shares)
        for column, share in enumerate(self._shares):
            self.setColumnWidth(column, width_px * share // whole)

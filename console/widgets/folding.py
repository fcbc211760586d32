"""A bar that gives up its parts one after the other where there is no room, the least needed first."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLayout, QSizePolicy, QWidget

Fold = Callable[[bool], object]
"""Called with True to give way, with False to be there again."""


class Folds(QObject):
    """Watches ``bar``, which never makes its window wider. Call ``fit`` when its words have changed."""

    def __init__(self, bar: QWidget, row: QLayout, folds: Sequence[Fold]) -> None:
        super().__init__(bar)
        self._bar, self._row, self._folds = bar, row, folds
        self._fitting = False
        bar.setSizePolicy(QSizePolicy.Policy.Ignored, bar.sizePolicy().verticalPolicy())
        bar.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        if event.type() in (QEvent.Type.Resize, QEvent.Type.StyleChange):
            self.fit()
        return super().eventFilter(watched, event)

    def fit(self) -> None:
        for fold in self._folds:
            fold(False)
        for fold in self._folds:
            self._row.invalidate()
            if self._row.minimumSize().width() <= self._bar.width():
                return
            fold(True)


def hides(*parts: QWidget) -> Fold:
    """Parts that are simply away."""

    def fold(away: bool) -> None:
        for part in parts:
            part.setVisible(not away)

    return fold

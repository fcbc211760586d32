"""A dialog that is never larger than its screen: what has no room there is scrolled to."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QVBoxLayout, QWidget


class FittingDialog(QDialog):
    """As any dialog, until its parts need more than the screen has: large letters, a small screen."""

    _scrolled: QScrollArea | None = None

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        self._fit()
        super().showEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and self._scrolled is None and self.isVisible():
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        room, layout = self._room(), self.layout()
        if layout is None or self._scrolled is not None:
            return
        least = layout.totalMinimumSize().expandedTo(self.minimumSize())
        if least.width() <= room.width() and least.height() <= room.height():
            return
        inner = QWidget(self)
        inner.setLayout(layout)
        area = self._scrolled = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        self.setMinimumSize(1, 1)
        bar_px = area.verticalScrollBar().sizeHint().width()
        wanted = self.size().expandedTo(least)
        width_px = min(room.width(), wanted.width() + bar_px)
        # Words that wrap are higher than their least.
        high_px = max(wanted.height(), layout.totalHeightForWidth(width_px - bar_px)) + bar_px
        self.resize(width_px, min(room.height(), high_px))
        self._stay_on(room)

    def _room(self) -> QRect:
        """The screen; or its window, where that is larger, over several screens."""
        screen, parent = self.screen().availableGeometry(), self.parentWidget()
        over = parent.window().geometry() if parent is not None else screen
        return over if over.width() > screen.width() or over.height() > screen.height() else screen

    def _stay_on(self, room: QRect) -> None:
        left = max(room.left(), min(self.x(), room.right() + 1 - self.width()))
        top = max(room.top(), min(self.y(), room.bottom() + 1 - self.height()))
        self.move(left, top)

"""A tree whose arrows grow with the theme."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QTreeView, QWidget

from console.widgets.theme.theme import Theme


class AreaTreeView(QTreeView):
    """Draws a chevron before each branch: to the right when shut, down when open."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(theme.px(3.5))
        self.setExpandsOnDoubleClick(False)

    def drawBranches(self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex) -> None:  # noqa: N802  Qt's name
        if index == self.currentIndex():
            painter.fillRect(rect, QColor(self._theme.colours.accent_ground))
        if not index.model().hasChildren(index):
            return
        reach = self._theme.px(0.9)
        centre = QPointF(rect.right() - self.indentation() / 2, rect.center().y() + 0.5)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.colours.text_dim), max(1.4, self._theme.px(0.4))))
        half = reach / 2
        if self.isExpanded(index):
            points = [QPointF(-reach, -half), QPointF(0, half), QPointF(reach, -half)]
        else:
            points = [QPointF(-half, -reach), QPointF(half, 0), QPointF(-half, reach)]
        painter.drawPolyline([centre + point for point in points])
        painter.restore()

"""The small bar of buttons on a tile in replay, for those who use a mouse."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from console.domain.feed_state import FeedState
from console.widgets.theme.theme import Theme
from console.widgets.wall.tile import Tile


class ReplayBar(QFrame):
    """Lies over the lower edge of the selected tile while that is in replay; never takes the keyboard."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self.setObjectName("replayBar")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._theme = theme
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.px(0.5), theme.px(0.5), theme.px(0.5), theme.px(0.5))
        self._row.setSpacing(theme.px(0.25))
        self._buttons: list[tuple[QToolButton, bool]] = []
        self.hide()

    @property
    def buttons(self) -> list[QToolButton]:
        """Those that the tile has room for."""
        return [button for button, _ in self._buttons if not button.isHidden()]

    def offer(self, actions: Sequence[tuple[QAction, bool]]) -> None:
        """A button for each action, in order; True for those that even a small tile must have."""
        side_px = self._theme.px(4.5)
        for action, always in actions:
            button = QToolButton(self)
            button.setObjectName("replay")
            button.setDefaultAction(action)
            button.setIconSize(QSize(side_px, side_px))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._row.addWidget(button)
            self._buttons.append((button, always))

    def follow(self, tile: Tile | None) -> None:
        """Shows itself on ``tile`` if that is in replay."""
        if tile is None or tile.look.state is not FeedState.REPLAY or not tile.isVisible() or not self._buttons:
            self.hide()
            return
        box = tile.picture_rect().translated(tile.pos())
        for button, _ in self._buttons:
            button.setVisible(True)
        if self.sizeHint().width() > box.width():
            for button, always in self._buttons:
                button.setVisible(always)
        size = self.sizeHint()
        width_px = min(size.width(), box.width())
        left = box.center().x() - width_px // 2
        self.setGeometry(QRect(left, box.bottom() - size.height() - self._theme.px(1), width_px, size.height()))
        self.show()
        self.raise_()

"""The line under the wall while somebody is followed: the path with its times, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from console.qt.icons import icon_pixmap
from console.ui.actions.bound import BoundActions
from console.ui.actions.table import ActionId
from console.ui.stage import Stage
from console.widgets.wall.path_line import PathEntry, PathLine

ACTS = (
    ActionId.FOLLOW_BACK,
    ActionId.FOLLOW_FLAG,
    ActionId.FOLLOW_BOOKMARK,
    ActionId.FOLLOW_SAVE,
    ActionId.FOLLOW_END,
)


class FollowBar(QWidget):
    """Not there while nobody is followed. Below the pictures: over them it would hide what one is looking for."""

    def __init__(self, parent: QWidget, stage: Stage) -> None:
        super().__init__(parent)
        self.setObjectName("tourBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._stage = stage
        theme = stage.theme
        self.mark, self.heading, self.told = (QLabel(self) for _part in range(3))
        self.heading.setObjectName("clock")
        self.told.setObjectName("caution")
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.line = PathLine(self, theme)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(3), theme.px(0.5), theme.px(3), theme.px(0.5))
        row.setSpacing(theme.px(3))
        row.addWidget(self.mark)
        row.addWidget(self.heading)
        row.addWidget(self.told)
        row.addWidget(self.line, 1)
        self.hide()

    def offer(self, actions: BoundActions) -> None:
        """A button for each act that the window has."""
        side_px = self._stage.theme.px(4.5)
        for action in ACTS:
            if action not in actions.actions:
                continue
            button = QToolButton(self)
            button.setDefaultAction(actions[action])
            button.setObjectName("flat")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setIconSize(QSize(side_px, side_px))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            self._row.addWidget(button)

    def say(self, heading: str, told: str, entries: Sequence[PathEntry]) -> None:
        """``told``: what is wrong with the camera in the middle, if anything is."""
        theme = self._stage.theme
        colour = theme.colours.caution if told else theme.colours.accent
        self.mark.setPixmap(icon_pixmap("follow", colour, theme.px(4.5), self.devicePixelRatioF()))
        self.heading.setText(heading)
        self.told.setText(told)
        self.told.setVisible(bool(told))
        self.line.show_entries(entries)
        self.show()

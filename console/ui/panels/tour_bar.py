"""The line under the wall while a tour is on: its name, how it goes, and its keys as buttons."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from console.qt.icons import icon, icon_pixmap
from console.ui.actions.bound import BoundActions
from console.ui.actions.table import ActionId
from console.ui.stage import Stage
from console.widgets.plain_tip import plain_tip

_STEPS = (ActionId.TOUR_PREVIOUS, ActionId.TOUR_PAUSE, ActionId.TOUR_NEXT, ActionId.TOUR_STOP)


class TourBar(QWidget):
    """Not there without a tour. Below the pictures: over them it would hide what one is looking for."""

    def __init__(self, parent: QWidget, stage: Stage) -> None:
        super().__init__(parent)
        self.setObjectName("tourBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._stage = stage
        theme = stage.theme
        self.mark, self.name, self.told, self.progress = (QLabel(self) for _part in range(4))
        self.name.setObjectName("clock")
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.progress.setObjectName("dim")
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(3), theme.px(0.5), theme.px(3), theme.px(0.5))
        row.setSpacing(theme.px(3))
        for part in (self.mark, self.name, self.told, self.progress):
            row.addWidget(part)
        row.addStretch(1)
        # A long name gives way, and never makes the window wider than a small screen.
        for part in (self.name, self.progress):
            part.setMinimumWidth(1)
        self._pause: QToolButton | None = None
        self.hide()

    def offer(self, actions: BoundActions) -> None:
        side_px = self._stage.theme.px(4.5)
        for action in _STEPS:
            button = QToolButton(self)
            button.setDefaultAction(actions[action])
            button.setObjectName("flat")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setIconSize(QSize(side_px, side_px))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            self._row.addWidget(button)
            if action is ActionId.TOUR_PAUSE:
                self._pause = button

    def say(self, name: str, told: str, progress: str, *, paused: bool) -> None:
        theme = self._stage.theme
        colour = theme.colours.caution if paused else theme.colours.accent
        side_px = theme.px(4.5)
        self.mark.setPixmap(
            icon_pixmap("replay-pause" if paused else "tour", colour, side_px, self.devicePixelRatioF())
        )
        self.told.setObjectName("caution" if paused else "")
        self.told.style().polish(self.told)
        for label, words in ((self.name, name), (self.told, told), (self.progress, progress)):
            label.setText(words)
            label.setToolTip(plain_tip(words))
        if self._pause is not None:
            self._pause.setIcon(icon("tour-go" if paused else "replay-pause", theme.colours.text))
        self.show()

"""Which panels stand beside the wall: both where there is room, else the one that was asked for last."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget

from console.ui.panels.events_panel import EventsPanel
from console.widgets.theme.theme import Theme

_ROOM_UNITS = 190
"""Both panels and the least of a wall."""


class SidePanels(QObject):
    """Main thread. On a small screen, or with everything large, the wall keeps its room and the panels take turns."""

    def __init__(self, window: QWidget, theme: Theme, find: QWidget, events: EventsPanel, *, sees_events: bool) -> None:
        super().__init__(window)
        self._window, self._theme = window, theme
        self._find, self._events, self._sees_events = find, events, sees_events
        self._last: QWidget = find
        self._alone = False
        window.installEventFilter(self)
        window.destroyed.connect(theme.changing.connect(lambda _look: self._show()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        if event.type() == QEvent.Type.Resize:
            self._show()
        return super().eventFilter(watched, event)

    def with_find(self, do: Callable[[], None]) -> Callable[[], None]:
        """What is done in the panel for finding, once that is seen."""

        def shown() -> None:
            self._ask_for(self._find)
            do()

        return shown

    def show_events(self) -> None:
        self._ask_for(self._events)
        self._events.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave_alone(self, *, alone: bool) -> None:
        """The wall is to be all there is."""
        self._alone = alone
        self._show()

    def _ask_for(self, panel: QWidget) -> None:
        """It is to be seen, if need be instead of the other one."""
        self._last = panel
        if not self._alone:
            self._show()

    def _show(self) -> None:
        both = self._window.width() >= self._theme.px(_ROOM_UNITS)
        for panel in (self._find, self._events):
            fits = both or panel is self._last
            allowed = panel is self._find or self._sees_events
            panel.setVisible(fits and allowed and not self._alone)

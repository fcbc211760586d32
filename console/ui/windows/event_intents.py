"""What can be done with a line of the events: look at its moment again, say something of a flag."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from console.domain.audit_act import AuditAct
from console.domain.event import EventEntry
from console.ui.stage import Services, Stage
from console.ui.windows.addition_intents import AdditionIntents
from console.ui.windows.flag_intents import FlagIntents
from console.ui.windows.hold_intents import HoldIntents
from console.wall.planning import tile_surface
from console.wall.wall import Wall, tile_of

_LEAD_S = 5.0
"""So long before the moment a replay begins: what led to it is seen too."""


class EventIntents(QObject):
    """For one window. Main thread."""

    def __init__(
        self,
        window: QWidget,
        stage: Stage,
        services: Services,
        wall: Wall,
        flags: FlagIntents,
        additions: AdditionIntents,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._stage = stage
        self._services = services
        self._wall = wall
        self._flags = flags
        self._holds = HoldIntents(window, stage, services)
        self._additions = additions

    def open_menu(self, entry: EventEntry, point: QPoint) -> None:
        """At ``point`` of the screen."""
        text = self._stage.translator.text
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        _add(menu, text("event-show-camera"), lambda: self._show(entry))
        back_s = self._back_s(entry)
        if back_s is not None:
            _add(menu, text("event-replay"), lambda: self.replay(entry))
        menu.addSeparator()
        self._additions.fill_event_menu(menu, entry)
        self._flags.fill_menu(menu, entry)
        self._holds.fill_menu(menu, entry)
        menu.popup(point)

    def replay(self, entry: EventEntry) -> bool:
        """From a little before its moment, where its camera is on the wall and remembers so far; False where not."""
        back_s, tile = self._back_s(entry), tile_of(self._wall, entry.camera_id)
        if back_s is None or tile is None:
            return False
        self._wall.select(tile)
        self._services.audit.note(AuditAct.REPLAYED, entry.camera_id, f"{back_s:.0f} s back")
        self._services.pictures.replay.start(tile_surface(self._wall.name, tile), back_s)
        return True

    def _show(self, entry: EventEntry) -> None:
        self._wall.put(entry.camera_id)

    def _back_s(self, entry: EventEntry) -> float | None:
        begin_utc = entry.since_utc or entry.at_utc
        back_s = (self._stage.clock.now_utc() - begin_utc).total_seconds()
        if entry.camera_id not in self._wall.cameras or not 0 <= back_s <= self._services.replay_s():
            return None
        return min(back_s + _LEAD_S, self._services.replay_s())


def _add(menu: QMenu, words: str, do: Callable[[], object]) -> None:
    menu.addAction(words).triggered.connect(lambda _checked=False: do())

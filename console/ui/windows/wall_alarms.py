"""The red line over the wall's own window: of the flags of this machine and of the whole room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from console.base.errors import KnownError
from console.domain.event import EventEntry
from console.domain.roles import Permission, may
from console.qt.relay import listen
from console.qt.throttle import Throttle
from console.qt.timer import Timer
from console.ui.camera_book import CameraBook
from console.ui.panels.alarm_bar import AlarmBar
from console.ui.stage import Services, Stage
from console.ui.windows.flag_intents import FlagIntents

_MOST_EVENTS = 200
_WINDOW_MS = 1000
_ASK_EVERY_MS = 30_000
"""Also without news: while the centre was away nobody told any."""


class WallAlarms(QObject):
    """For one window without an events panel. Shows nothing to who may not read flags. Main thread.

    Signals: ``mine_read(list[EventEntry])``: of this machine.
    """

    mine_read = Signal(object)

    def __init__(self, window: QWidget, over: QWidget, stage: Stage, services: Services, book: CameraBook) -> None:
        super().__init__(window)
        self._stage = stage
        self._services = services
        self._mine: Sequence[EventEntry] = ()
        self._room: Sequence[EventEntry] = ()
        words = stage.event_words(services, book)
        self.bar = AlarmBar(over, stage, words, services.flag_rules)
        self._intents = FlagIntents(window, stage, services, words, lambda: self.entries)
        self.bar.button.setVisible(may(services.person.role, Permission.CHANGE_FLAGS))
        self.bar.told.connect(self._intents.told)
        if not may(services.person.role, Permission.READ_FLAGS):
            return
        read_mine = Throttle(self, "wall-events", _WINDOW_MS, self._read_mine)
        listen(services.events.changed, lambda _none: read_mine(), self)
        read_room = Throttle(self, "wall-room", _WINDOW_MS, self._read_room)
        listen(services.room.changed, lambda _none: read_room(), self)
        Timer(self, "wall-room-again", _ASK_EVERY_MS, self._read_room).start()
        self._read_mine()
        self._read_room()

    @property
    def entries(self) -> list[EventEntry]:
        """What this machine made it knows best: it may not be at the centre yet, or told by telephone."""
        own = {entry.id for entry in self._mine}
        return [*self._mine, *(entry for entry in self._room if entry.id not in own)]

    def _read_mine(self) -> None:
        events = self._services.events
        self._stage.background.run(lambda: events.recent(_MOST_EVENTS), self._on_mine, name="wall-events", owner=self)

    def _read_room(self) -> None:
        room = self._services.room
        self._stage.background.run(
            lambda: room.open_flags(_MOST_EVENTS), self._on_room, self._on_room_failed, name="wall-room", owner=self
        )

    def _on_mine(self, entries: list[EventEntry]) -> None:
        self._mine = entries
        self._show()
        self.mine_read.emit(entries)

    def _on_room(self, entries: list[EventEntry]) -> None:
        self._room = entries
        self._show()

    def _on_room_failed(self, error: Exception) -> None:
        """What was known goes on: the clocks of a flag do not stop because the centre is away."""
        if not isinstance(error, KnownError):
            raise error

    def _show(self) -> None:
        self.bar.set_entries(self.entries)

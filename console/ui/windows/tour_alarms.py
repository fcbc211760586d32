"""Tells of flags that were not there before: of this machine, and of everybody in the room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from console.base.errors import KnownError
from console.domain.event import EventEntry, EventKind, is_open_entry
from console.domain.roles import Permission, may
from console.qt.relay import listen
from console.qt.throttle import Throttle
from console.ui.stage import Services, Stage

_MOST_FLAGS = 200
_WINDOW_MS = 1000


class TourAlarms(QObject):
    """For one window. Main thread. Signals: ``came()``. What was there at the first look is no news."""

    came = Signal()

    def __init__(self, parent: QObject, stage: Stage, services: Services) -> None:
        super().__init__(parent)
        self._stage = stage
        self._room = services.room
        self._known: set[UUID] = set()
        self._looked = {"mine": False, "room": False}
        if may(services.person.role, Permission.READ_FLAGS):
            read = Throttle(self, "tour-alarms", _WINDOW_MS, self._read_room)
            listen(services.room.changed, lambda _none: read(), self)
            self._read_room()

    def set_mine(self, entries: Sequence[EventEntry]) -> None:
        self._take("mine", entries)

    def _read_room(self) -> None:
        room = self._room
        self._stage.background.run(
            lambda: room.open_flags(_MOST_FLAGS),
            lambda entries: self._take("room", entries),
            self._on_failed,
            name="tour-alarms",
            owner=self,
        )

    def _on_failed(self, error: Exception) -> None:
        """The centre is away: that is told elsewhere, and flags of this machine are known without it."""
        if not isinstance(error, KnownError):
            raise error

    def _take(self, source: str, entries: Iterable[EventEntry]) -> None:
        flags = {one.id for one in entries if one.kind is EventKind.FLAG and is_open_entry(one)}
        is_news = self._looked[source] and not flags <= self._known
        self._looked[source] = True
        self._known |= flags
        if is_news:
            self.came.emit()

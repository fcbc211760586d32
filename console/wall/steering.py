"""Walls that this console's person may see and send to, as the centre has them; each act is done there at once or not at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

from console.base.ids import new_id
from console.base.observer import Signal
from console.net.push_feed import PushFeed
from console.net.server_sent import PushEvent
from console.wall.wall_setup import SetupCentre, WallSetup
from console.wire.push import PushKind
from console.wire.thumbnails import ThumbnailList
from console.wire.wall_changes import WallChanges
from console.wire.walls import (
    ClaimBody,
    ClaimRecord,
    WallCommandAnswer,
    WallCommandBody,
    WallList,
    WallOperation,
    WallRecord,
    WallUndoBody,
)

COMMAND_LASTS_S = 30
"""Whoever looks at a wall and sends something means it now."""
_TELLING = frozenset({PushKind.WALL_WANTED, PushKind.WALL_CLAIM, PushKind.RESET})


class SteeringCentre(SetupCentre, Protocol):
    """The part of the centre's client that is needed here."""

    def walls(self) -> WallList: ...

    def send_to_wall(self, name: str, body: WallCommandBody) -> WallCommandAnswer: ...

    def undo_wall(self, name: str, body: WallUndoBody) -> WallCommandAnswer: ...

    def claim_screen(self, name: str, screen: int, body: ClaimBody) -> ClaimRecord: ...

    def release_screen(self, name: str, screen: int) -> None: ...

    def wall_thumbnails(self, name: str, since: int) -> ThumbnailList: ...

    def wall_changes(self, name: str) -> WallChanges: ...


class SteeredWalls:
    """``changed`` comes from any thread; all else blocks. Raises KnownError net.*, auth.*, centre.*, wall.*."""

    def __init__(self, centre: SteeringCentre, push: PushFeed, centre_now_utc: Callable[[], datetime]) -> None:
        self.changed: Signal[None] = Signal()
        self._centre = centre
        self.setup = WallSetup(centre)
        self._centre_now_utc = centre_now_utc
        self._disconnect = (
            push.pushed.connect(self._on_pushed),
            push.switched.connect(lambda _up: self.changed.emit(None)),
        )

    def close(self) -> None:
        for disconnect in self._disconnect:
            disconnect()

    def all(self) -> tuple[WallRecord, ...]:
        return self._centre.walls().walls

    def thumbnails(self, wall: str, since: int) -> ThumbnailList:
        """How its screens look now; those newer than ``since`` with their pictures. It is on record who looked."""
        return self._centre.wall_thumbnails(wall, since)

    def send(self, wall: str, operation: WallOperation, reason: str = "") -> tuple[int, ...]:
        """The screens that it changed. ``reason``: for a sensitive camera that becomes large there."""
        body = WallCommandBody(id=new_id(), expires_utc=self._expires_utc(), command=operation, reason=reason or None)
        return self._centre.send_to_wall(wall, body).screens

    def undo(self, wall: str, version: int, reason: str = "") -> tuple[int, ...]:
        body = WallUndoBody(id=new_id(), expires_utc=self._expires_utc(), version=version, reason=reason or None)
        return self._centre.undo_wall(wall, body).screens

    def changes(self, wall: str) -> WallChanges:
        """The last ones of each screen."""
        return self._centre.wall_changes(wall)

    def claim(self, wall: str, screen: int, reason: str, for_s: int) -> None:
        self._centre.claim_screen(wall, screen, ClaimBody(reason=reason, for_s=for_s))

    def release(self, wall: str, screen: int) -> None:
        self._centre.release_screen(wall, screen)

    def _expires_utc(self) -> datetime:
        return self._centre_now_utc() + timedelta(seconds=COMMAND_LASTS_S)

    def _on_pushed(self, event: PushEvent) -> None:
        if event.kind in _TELLING:
            self.changed.emit(None)

"""Looks once a second which pictures are live on tiles, and has what was seen written down."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from PySide6.QtCore import QObject

from console.base.clock import Clock
from console.base.errors import KnownError
from console.domain.camera import CameraId
from console.domain.feed_state import FeedState
from console.domain.seen import SeenSpell, SeenSpells
from console.health.seen_book import SeenBook
from console.media.metrics import EngineMetrics
from console.qt.background import Background, Lane
from console.qt.timer import Timer

_LOOK_EVERY_MS = 1000
_WRITE_EVERY_LOOKS = 5
_MOST_WAITING = 10_000
_PRUNE_EVERY_LOOKS = 3600


class SeenWatch(QObject):
    """Main thread only, for all windows. ``failed`` is told once in a row of failures; what was not written waits."""

    def __init__(
        self,
        parent: QObject,
        metrics: Callable[[], EngineMetrics],
        book: SeenBook,
        clock: Clock,
        background: Background,
        failed: Callable[[KnownError], None],
    ) -> None:
        super().__init__(parent)
        self._metrics = metrics
        self._book = book
        self._clock = clock
        self._background = background
        self._failed = failed
        self._spells = SeenSpells()
        self._waiting: list[SeenSpell] = []
        self._last: dict[CameraId, datetime] = {}
        self._looks = 0
        self._is_writing = False
        self._is_told = False
        self._timer = Timer(self, "seen", _LOOK_EVERY_MS, self.look)

    def start(self) -> None:
        self._timer.start()

    def seen_since(self, camera: CameraId, since_utc: datetime) -> bool:
        """On this console, by who is signed in now."""
        last = self._last.get(camera)
        return last is not None and last >= since_utc

    def last_seen(self, since_utc: datetime, until_utc: datetime) -> dict[CameraId, datetime]:
        """By anybody on this machine. Any thread; blocks. Raises KnownError disk.*, store.*."""
        return self._book.last_seen(since_utc, until_utc)

    def look(self) -> None:
        surfaces = self._metrics().surfaces
        self._note(surface.camera for surface in surfaces if surface.state is FeedState.LIVE)
        self._looks += 1
        if self._looks % _WRITE_EVERY_LOOKS == 0:
            self._write()

    def stop(self) -> None:
        """Writes what is open; blocks for some milliseconds."""
        self._timer.stop()
        self._note(())
        try:
            self._book.add(self._waiting)
        except KnownError as error:
            self._failed(error)

    def _note(self, live: Iterable[CameraId]) -> None:
        told = self._spells.look(live, self._clock.now_utc(), self._clock.monotonic_s())
        self._last.update({spell.camera: spell.to_utc for spell in told})
        self._waiting = [*self._waiting, *told][-_MOST_WAITING:]

    def _write(self) -> None:
        prunes = self._looks % _PRUNE_EVERY_LOOKS == _WRITE_EVERY_LOOKS  # soon after the start, too
        if self._is_writing or not (self._waiting or prunes):
            return
        batch, self._waiting, self._is_writing = self._waiting, [], True

        def write() -> None:
            self._book.add(batch)
            if prunes:
                self._book.prune()

        self._background.run(
            write,
            lambda _none: self._on_written(),
            lambda error: self._on_failed(batch, error),
            name="seen",
            owner=self,
            lane=Lane.WRITE,
        )

    def _on_written(self) -> None:
        self._is_writing = self._is_told = False

    def _on_failed(self, batch: list[SeenSpell], error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        self._is_writing = False
        self._waiting = [*batch, *self._waiting][-_MOST_WAITING:]
        if not self._is_told:
            self._is_told = True
            self._failed(error)

"""Tells the centre what is on this console's tiles: soon after a change, else now and then; while it is away, nothing waits."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import Protocol

from console.base.backoff import Backoff
from console.base.clock import Clock
from console.base.errors import KnownError
from console.base.logs import logger
from console.base.observer import Signal
from console.domain.camera import CameraId
from console.health.sightings import TileLook, Watched, body_of, watched_now
from console.wire.repair_pictures import WantedPicture
from console.wire.sightings import SightingsAnswer, SightingsBody

_LOG = logger("health")
CHANGED_S = 5.0
"""After a change, and at least between two words: what flickers is told as it stands then."""
AGAIN_S = 20.0
"""What goes on as it was."""
_NOT_WANTED_S = 600.0
"""A centre that does not know the question, or says no, is not asked again before."""
_AWAY = ("net.", "centre.", "auth.")


class SightingCentre(Protocol):
    """The part of the centre's client that is needed."""

    def put_sightings(self, body: SightingsBody) -> SightingsAnswer: ...


class SightingSender:
    """``look`` on one thread, returns at once; an own thread sends. Only the newest state is kept, never a history."""

    def __init__(
        self,
        centre: SightingCentre,
        workstation: str,
        clock: Clock,
        *,
        changed_s: float = CHANGED_S,
        again_s: float = AGAIN_S,
        backoff: Backoff | None = None,
    ) -> None:
        self.pictures_wanted: Signal[tuple[WantedPicture, ...]] = Signal()
        """On the sender's thread: cameras that are seen here, whose picture after their repair nobody has sent yet."""
        self._centre = centre
        self._workstation = workstation
        self._clock = clock
        self._changed_s = changed_s
        self._again_s = again_s
        self._backoff = backoff or Backoff(first_s=changed_s, most_s=60.0)
        self._wake = threading.Condition()
        self._now: dict[CameraId, Watched] = {}
        self._is_news = self._closing = False
        self._is_empty_told = True
        self._thread = threading.Thread(target=self._run, name="sightings", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def look(self, tiles: Iterable[TileLook]) -> None:
        """All tiles as they are at this moment."""
        now = watched_now(tiles, self._now, self._clock.monotonic_s())
        before = self._now
        is_same = now.keys() == before.keys() and all(one.is_as(before[camera]) for camera, one in now.items())
        with self._wake:
            self._now = now
            if not is_same:
                self._is_news = True
                self._wake.notify_all()

    def close(self) -> None:
        """A request that hangs is left to its timeout."""
        with self._wake:
            self._closing = True
            self._wake.notify_all()
        if self._thread.ident is not None:
            self._thread.join(1.0)

    def _run(self) -> None:
        failures = 0
        while not self._closing:
            with self._wake:
                self._wake.wait_for(lambda: self._is_news or self._closing, self._again_s)
                self._is_news = False
            try:
                self._send()
                failures, pause_s = 0, self._changed_s
            except KnownError as error:
                failures += 1
                pause_s = self._backoff.delay_s(failures) if error.code.startswith(_AWAY) else _NOT_WANTED_S
                _LOG.info("what is on the tiles could not be told: %s", error.code)
            with self._wake:
                self._wake.wait_for(lambda: self._closing, pause_s)

    def _send(self) -> None:
        with self._wake:
            now = self._now
        if self._closing or (not now and self._is_empty_told):
            return
        answer = self._centre.put_sightings(body_of(now, self._workstation, self._clock.monotonic_s()))
        self._is_empty_told = not now
        for code in sorted({one.code for one in answer.refused}):
            _LOG.info("the centre does not take what is seen of some cameras: %s", code)
        if answer.pictures:
            self.pictures_wanted.emit(answer.pictures)

"""The replays that go on, by surface, and what the workers say of them."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable
from dataclasses import dataclass

from console.base.errors import BugError, KnownError
from console.base.observer import Signal
from console.domain.wall_plan import SurfaceId, WallPlan, WantedSurface
from console.media.fleet import Fleet, Worker
from console.media.picture_memory import SurfaceReader
from console.media.protocol.messages import Message, ReplayAt, ReplayEnded, ReplayMemory


@dataclass
class ReplayRun:
    """One replay from its start to its end."""

    number: int
    wish: WantedSurface
    worker: Worker | None = None
    """None until the worker was asked."""
    reader: SurfaceReader | None = None
    at: ReplayAt | None = None


class ReplayRuns:
    """Any thread. Signals: ``failures`` (from any thread) when there is nothing to replay."""

    def __init__(self, fleet: Fleet, on_picture: Callable[[], None]) -> None:
        self.failures: Signal[KnownError] = Signal()
        self._fleet = fleet
        self._on_picture = on_picture
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()
        self._runs: dict[SurfaceId, ReplayRun] = {}

    def begin(self, surface: SurfaceId, wish: WantedSurface) -> ReplayRun | None:
        """A new run; None when one goes on there."""
        with self._lock:
            if self._alive(surface) is not None:
                return None
            run = self._runs[surface] = ReplayRun(next(self._numbers), wish)
            return run

    def alive(self, surface: SurfaceId) -> ReplayRun | None:
        with self._lock:
            return self._alive(surface)

    def shown(self, surface: SurfaceId) -> tuple[SurfaceReader, ReplayAt] | None:
        """Its pictures and where it is; None before the first picture and when the surface is live."""
        # Most surfaces are live, and this is asked for each of them at every tick: no lock for that.
        if surface not in self._runs:
            return None
        run = self.alive(surface)
        return (run.reader, run.at) if run is not None and run.reader is not None and run.at is not None else None

    def remove(self, surface: SurfaceId) -> ReplayRun | None:
        with self._lock:
            return self._runs.pop(surface, None)

    def unwanted(self, wanted: WallPlan) -> list[SurfaceId]:
        """Surfaces in replay that are to show another camera, or none."""
        with self._lock:
            return [
                surface
                for surface, run in self._runs.items()
                if surface not in wanted or wanted[surface].feed.camera_id != run.wish.feed.camera_id
            ]

    def take(self, _worker: Worker, message: Message, fd: int) -> str:
        """What a worker says of a replay; why the worker must be replaced, or nothing."""
        match message:
            case ReplayMemory():
                return self._new_memory(message, fd)
            case ReplayAt() if run := self._run_of(message):
                run.at = message
                self._on_picture()
            case ReplayEnded():
                self.ended(message)
        return ""

    def ended(self, message: ReplayEnded) -> None:
        with self._lock:
            if self._run_of(message) is None:
                return
            del self._runs[message.surface]
        if message.code:
            self.failures.emit(KnownError("media.no_replay"))

    def _new_memory(self, message: ReplayMemory, fd: int) -> str:
        try:
            reader = SurfaceReader(fd)
        except BugError as error:
            return f"sent {error}"
        run = self._run_of(message)
        if run is not None:
            run.reader = reader
        return ""

    def _run_of(self, message: ReplayMemory | ReplayAt | ReplayEnded) -> ReplayRun | None:
        run = self._runs.get(message.surface)
        return run if run is not None and run.number == message.run else None

    def _alive(self, surface: SurfaceId) -> ReplayRun | None:
        """Under the lock; forgets a replay whose worker is no more."""
        run = self._runs.get(surface)
        if run is not None and run.worker is not None and run.worker.number not in self._fleet.workers:
            del self._runs[surface]
            return None
        return run

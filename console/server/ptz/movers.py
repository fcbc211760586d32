"""The cameras that are moved at present: a thread for each, started when it is needed and gone a while later."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from console.base.clock import Clock
from console.base.errors import KnownError
from console.domain.ptz_speed import PtzSpeed
from console.server.ptz.driver import PtzDriver
from console.server.ptz.locks import PtzLocks
from console.server.ptz.pace import Pace
from console.server.ptz.source import DriverOf, PtzSource
from console.server.ptz.worker import CameraWorker
from console.server.settings import Lifetimes, Limits

T = TypeVar("T")


class Movers:
    """Any thread; only ``close`` waits."""

    def __init__(self, lifetimes: Lifetimes, limits: Limits, clock: Clock, driver_of: DriverOf) -> None:
        self.locks = PtzLocks(lifetimes.ptz_lock_s, clock)
        self.pace = Pace(limits.ptz_commands_per_s, limits.ptz_burst, clock)
        self._renewal_s = lifetimes.ptz_renewal_s
        self._most = limits.ptz_cameras
        self._clock = clock
        self._driver_of = driver_of
        self._guard = threading.Lock()
        self._workers: dict[str, CameraWorker] = {}

    def move(self, source: PtzSource, speed: PtzSpeed) -> str:
        """The code of what the camera's newest movement failed with, or empty. Raises KnownError ``ptz.busy``."""
        with self._guard:
            worker = self._worker(source)
            worker.move(speed)
            return worker.problem

    def stop(self, source: PtzSource) -> Future[None]:
        """As ``CameraWorker.stop``. Raises KnownError ``ptz.busy``."""
        with self._guard:
            return self._worker(source).stop()

    def ask(self, source: PtzSource, command: Callable[[PtzDriver], T]) -> Future[T]:
        """As ``CameraWorker.ask``. Raises KnownError ``ptz.busy``."""
        with self._guard:
            return self._worker(source).ask(command)

    def keep_names(self, camera_id: str, names: dict[str, str]) -> None:
        """What the presets of a camera are called."""
        with self._guard:
            worker = self._workers.get(camera_id)
            if worker is not None:
                worker.preset_names = names

    def preset_name(self, camera_id: str, token: str) -> str:
        """Empty when the camera has not told it lately."""
        with self._guard:
            worker = self._workers.get(camera_id)
            return worker.preset_names.get(token, "") if worker is not None else ""

    def close(self) -> None:
        """Stops what moves; the centre ends."""
        with self._guard:
            workers, self._workers = list(self._workers.values()), {}
        for worker in workers:
            worker.close()

    def _worker(self, source: PtzSource) -> CameraWorker:
        worker = self._workers.get(source.camera_id)
        if worker is None:
            if len(self._workers) >= self._most and not self._drop_idle():
                raise KnownError("ptz.busy")
            worker = CameraWorker(source, self._driver_of, self._clock, self._renewal_s, self._retire)
            self._workers[source.camera_id] = worker
        worker.source = source
        return worker

    def _drop_idle(self) -> bool:
        """Makes room for another camera."""
        idle = next((key for key, worker in self._workers.items() if worker.is_idle), None)
        if idle is None:
            return False
        self._workers.pop(idle).close(wait=False)
        return True

    def _retire(self, worker: CameraWorker) -> bool:
        with self._guard:
            if not worker.is_idle:
                return False
            if self._workers.get(worker.source.camera_id) is worker:
                del self._workers[worker.source.camera_id]
            return True

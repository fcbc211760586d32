"""The one thread that talks to a camera that is moved: the newest movement wins, a stop is never left out."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from typing import Any, TypeVar

from console.base.clock import Clock
from console.base.errors import KnownError
from console.base.logs import logger
from console.domain.ptz_speed import STILL, PtzSpeed
from console.server.ptz.driver import PtzDriver
from console.server.ptz.source import DriverOf, PtzSource

_LOG = logger("centre")
_LOOK_EVERY_S = 0.1
"""While a camera moves: whether its movement is still wanted."""
_SAY_AGAIN_S = 0.5
"""What goes on is told once more so often: a camera is told to end each movement by itself after a second."""
_STOP_TRIES = 10
_STOP_AGAIN_S = 1.0
_IDLE_S = 30.0
_MOST_WAITING = 4
T = TypeVar("T")


class CameraWorker:
    """Every call returns at once; any thread; only ``close`` may wait."""

    def __init__(
        self,
        source: PtzSource,
        driver_of: DriverOf,
        clock: Clock,
        renewal_s: float,
        retire: Callable[[CameraWorker], bool],
    ) -> None:
        """A movement that is not wished again for ``renewal_s`` is stopped. ``retire``: nothing was to be done for a
        while; True when nobody will ask for anything any more.
        """
        self.source = source
        """May be another one from now on: a camera gets a new address, or a new password."""
        self.preset_names: Mapping[str, str] = {}
        """By token, as the camera told them last."""
        self._driver_of = driver_of
        self._opened: tuple[PtzSource, PtzDriver] | None = None
        self._clock = clock
        self._renewal_s = renewal_s
        self._retire = retire
        self._wake = threading.Condition()
        self._wanted = STILL
        self._wanted_s = 0.0
        self._told: PtzSpeed | None = None
        """What the camera was told last and does still, as far as we know; None when it was told to stop."""
        self._told_s = 0.0
        self._stops: list[Future[None]] = []
        self._stop_tries = 0
        self._stop_due_s = 0.0
        self._commands: deque[tuple[Callable[[PtzDriver], Any], Future[Any]]] = deque()
        self._problem = ""
        self._idle_since_s = clock.monotonic_s()
        self._busy = False
        self._closing = False
        self._thread = threading.Thread(target=self._run, name=f"ptz {source.camera_id}", daemon=True)
        self._thread.start()

    @property
    def problem(self) -> str:
        """The code that the newest movement failed with; empty when the camera did it."""
        return self._problem

    @property
    def is_idle(self) -> bool:
        with self._wake:
            waits = self._busy or self._stops or self._stop_tries or self._commands or self._wanted != STILL
            return not waits and self._told is None

    def move(self, speed: PtzSpeed) -> None:
        """From now on, until the next one or ``renewal_s``; one that is not begun yet is forgotten."""
        with self._wake:
            self._wanted, self._wanted_s = speed, self._clock.monotonic_s()
            # Whoever moves it on has no use for a stop that did not get through.
            self._stop_tries = 0
            self._wake.notify_all()

    def stop(self) -> Future[None]:
        """Done when the camera has stopped; fails with what the camera failed with, and is then tried again for a while."""
        stopped: Future[None] = Future()
        with self._wake:
            self._wanted = STILL
            self._stops.append(stopped)
            self._wake.notify_all()
        return stopped

    def ask(self, command: Callable[[PtzDriver], T]) -> Future[T]:
        """One after the other. Raises KnownError ``ptz.busy`` when too many wait."""
        answer: Future[T] = Future()
        with self._wake:
            if len(self._commands) >= _MOST_WAITING:
                raise KnownError("ptz.busy")
            self._commands.append((command, answer))
            self._wake.notify_all()
        return answer

    def close(self, *, wait: bool = True) -> None:
        """Stops what moves, and ends the thread."""
        with self._wake:
            self._closing = True
            self._wake.notify_all()
        if wait:
            self._thread.join()

    def _run(self) -> None:
        while True:
            step = self._next()
            if step is None:
                break
            step()
            with self._wake:
                self._busy = False
        for _command, answer in self._commands:
            answer.set_exception(KnownError("ptz.busy"))
        if self._opened is not None:
            self._opened[1].close()

    def _next(self) -> Callable[[], None] | None:
        """Waits for something to do; None when this is the end."""
        while True:
            with self._wake:
                step = self._due()
                if step is not None:
                    self._busy, self._idle_since_s = True, self._clock.monotonic_s()
                    return step
                if self._closing:
                    return None
                is_over = self._clock.monotonic_s() - self._idle_since_s >= _IDLE_S
                if not is_over:
                    self._wake.wait(_LOOK_EVERY_S if self._told is not None or self._stop_tries else 1.0)
            if is_over and self._retire(self):
                return None

    def _due(self) -> Callable[[], None] | None:
        now_s = self._clock.monotonic_s()
        if self._wanted != STILL and (self._closing or now_s - self._wanted_s >= self._renewal_s):
            # The console is gone, or the way to it: nobody sees any more where the camera goes.
            self._wanted = STILL
        if self._stops or (self._told is not None and self._wanted == STILL):
            return self._stop
        if self._stop_tries and now_s >= self._stop_due_s and not self._closing:
            return self._stop
        if self._commands and not self._closing:
            return self._command
        if self._wanted != STILL and (self._wanted != self._told or now_s - self._told_s >= _SAY_AGAIN_S):
            return self._move
        return None

    def _move(self) -> None:
        with self._wake:
            speed = self._wanted
            # Before it is said: a camera that answers too late may have begun to move all the same.
            self._told, self._told_s = speed, self._clock.monotonic_s()
        self._problem = self._done(lambda driver: driver.move(speed.pan, speed.tilt, speed.zoom))

    def _stop(self) -> None:
        with self._wake:
            stops, self._stops = self._stops, []
            tries = self._stop_tries or _STOP_TRIES
            self._stop_due_s = self._clock.monotonic_s() + _STOP_AGAIN_S
        problem = self._done(lambda driver: driver.stop())
        with self._wake:
            self._told = None
            again = bool(problem) and self._wanted == STILL
            self._stop_tries = tries - 1 if again else 0
        if problem and not self._stop_tries:
            _LOG.warning("a camera was not stopped: %s", problem)
        self._problem = problem
        for stopped in stops:
            if problem:
                stopped.set_exception(KnownError(problem))
            else:
                stopped.set_result(None)

    def _command(self) -> None:
        with self._wake:
            command, answer = self._commands.popleft()
        try:
            answer.set_result(command(self._driver()))
        except KnownError as error:
            answer.set_exception(error)
        except Exception as error:  # noqa: BLE001  a bug must not end the thread that stops the camera
            _LOG.exception("bug while asking a camera")
            answer.set_exception(error)

    def _done(self, command: Callable[[PtzDriver], None]) -> str:
        try:
            command(self._driver())
        except KnownError as error:
            return error.code
        except Exception:  # noqa: BLE001  nor may it leave the camera moving
            _LOG.exception("bug while moving a camera")
            return "centre.internal"
        return ""

    def _driver(self) -> PtzDriver:
        source = self.source
        if self._opened is None or self._opened[0] != source:
            if self._opened is not None:
                self._opened[1].close()
                self._opened = None
            self._opened = source, self._driver_of(source)
        return self._opened[1]

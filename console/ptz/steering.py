"""Sends the movements of one console, in a thread of its own: the newest wins, a stop is always sent."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Protocol

from console.base.clock import Clock
from console.base.errors import KnownError
from console.base.logs import logger
from console.base.observer import Signal
from console.domain.camera import CameraId
from console.domain.ptz_lock import KEPT_S
from console.domain.ptz_speed import STILL, PtzSpeed
from console.wire.ptz import PtzLockRecord, PtzMoveAnswer, PtzMoveBody

_log = logger("ptz")
WISHED_S = 0.8
"""A movement that the screen does not wish again for so long is stopped: the centre does so a little later."""
GAP_S = 0.1
"""Between two movements: a mouse tells a hundred places a second, and the centre takes twenty commands."""
_LOOK_EVERY_S = 0.05
_STOP_TRIES = 3
CLOSE_WAIT_S = 3.0
_LOCKED = "ptz.locked"


class SteeringCentre(Protocol):
    """The part of the centre's client that steering needs."""

    def move_camera(self, camera: str, body: PtzMoveBody) -> PtzMoveAnswer: ...

    def stop_camera(self, camera: str) -> None: ...


class Steering:
    """``move`` and ``stop`` return at once. ``told`` comes from any thread, after anything new."""

    def __init__(self, centre: SteeringCentre, note: Callable[[PtzLockRecord], None], clock: Clock) -> None:
        """``note``: what the centre says of whose the camera is."""
        self.told: Signal[None] = Signal()
        self._centre = centre
        self._note = note
        self._clock = clock
        self._wake = threading.Condition()
        self._wanted: tuple[CameraId, PtzSpeed] | None = None
        self._wanted_s = 0.0
        self._sent_s = -GAP_S
        self._moving: CameraId | None = None
        """What has been told to move and not to stop."""
        self._stops: dict[CameraId, int] = {}
        """How often each is still tried."""
        self._problem: tuple[CameraId, KnownError, float] | None = None
        """Whose, what and since when."""
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="ptz", daemon=True)

    def problem_of(self, camera: CameraId) -> KnownError | None:
        """What its newest movement or stop failed with; None when it was done, or another camera's came since."""
        if self._problem is None or self._problem[0] != camera:
            return None
        _camera, error, since_s = self._problem
        is_over = error.code == _LOCKED and self._clock.monotonic_s() - since_s >= KEPT_S
        return None if is_over else error

    def start(self) -> None:
        self._thread.start()

    def move(self, camera: CameraId, speed: PtzSpeed) -> None:
        """To be wished again within ``WISHED_S`` as long as it is wanted."""
        with self._wake:
            self._wanted, self._wanted_s = (camera, speed), self._clock.monotonic_s()
            self._stops.pop(camera, None)
            self._wake.notify_all()

    def stop(self, camera: CameraId) -> None:
        with self._wake:
            if self._wanted is not None and self._wanted[0] == camera:
                self._wanted = None
            self._stops[camera] = _STOP_TRIES
            self._wake.notify_all()

    def close(self) -> None:
        """Stops what moves; a request that hangs is left to its timeout after a while."""
        with self._wake:
            self._closing = True
            self._wanted = None
            self._wake.notify_all()
        if self._thread.ident is not None:
            self._thread.join(CLOSE_WAIT_S)

    def _run(self) -> None:
        while True:
            with self._wake:
                step = self._due()
                while step is None:
                    if self._closing:
                        return
                    is_resting = self._moving is None and self._wanted is None
                    self._wake.wait(None if is_resting else _LOOK_EVERY_S)
                    step = self._due()
            step()

    def _due(self) -> Callable[[], None] | None:
        moving, wanted = self._moving, self._wanted
        if moving is not None and (wanted is None or wanted[0] != moving or self._is_late()):
            self._wanted = wanted if wanted is not None and wanted[0] != moving else None
            self._stops.setdefault(moving, _STOP_TRIES)
        if self._stops:
            camera = next(iter(self._stops))
            return lambda: self._send_stop(camera)
        if wanted is None or self._is_late():
            self._wanted = None
            return None
        if self._clock.monotonic_s() - self._sent_s < GAP_S:
            return None
        self._wanted = (wanted[0], STILL)
        return None if wanted[1] == STILL else lambda: self._send_move(*wanted)

    def _is_late(self) -> bool:
        return self._clock.monotonic_s() - self._wanted_s >= WISHED_S

    def _send_move(self, camera: CameraId, speed: PtzSpeed) -> None:
        self._sent_s = self._clock.monotonic_s()
        # Before it is sent: an answer that is lost may have been a movement that was begun.
        self._moving = camera
        try:
            answer = self._centre.move_camera(camera, PtzMoveBody(pan=speed.pan, tilt=speed.tilt, zoom=speed.zoom))
        except KnownError as error:
            self._say(camera, error)
            return
        self._note(answer.lock)
        self._say(camera, KnownError(answer.problem) if answer.problem else None)

    def _send_stop(self, camera: CameraId) -> None:
        with self._wake:
            if camera not in self._stops:
                return
            self._stops[camera] -= 1
        try:
            self._centre.stop_camera(camera)
        except KnownError as error:
            _log.info("stop not done: %s", error)
            self._stopped(camera, error)
        else:
            self._stopped(camera, None)

    def _stopped(self, camera: CameraId, error: KnownError | None) -> None:
        with self._wake:
            if self._moving == camera:
                self._moving = None
            if error is None or self._stops.get(camera, 0) <= 0 or error.code.startswith("ptz."):
                # What the camera or its holder refuses stays refused; where it did not answer, the centre goes on trying.
                self._stops.pop(camera, None)
        # Whoever has it now has stopped it.
        self._say(camera, None if error is not None and error.code == _LOCKED else error)

    def _say(self, camera: CameraId, problem: KnownError | None) -> None:
        self._problem = None if problem is None else (camera, problem, self._clock.monotonic_s())
        self.told.emit(None)

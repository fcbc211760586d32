"""What the screens use to move cameras: one way to the centre for movements, locks and presets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from pydantic import ValidationError

from console.base.clock import Clock
from console.base.errors import KnownError
from console.base.logs import logger
from console.base.observer import Signal
from console.domain.camera import CameraId
from console.domain.clock_offset import ClockOffset
from console.domain.ptz_speed import PtzSpeed
from console.net.server_sent import PushEvent
from console.ptz.holders import Holders, Holding
from console.ptz.steering import Steering, SteeringCentre
from console.wire.ptz import PresetBody, PresetList, PresetRecord, PtzLockBody, PtzLockRecord
from console.wire.push import PushKind

_log = logger("ptz")


class MovingCentre(SteeringCentre, Protocol):
    """The part of the centre's client that moving cameras needs."""

    @property
    def clock_offset(self) -> ClockOffset | None: ...

    def take_camera(self, camera: str, body: PtzLockBody) -> PtzLockRecord: ...

    def release_camera(self, camera: str) -> PtzLockRecord: ...

    def presets(self, camera: str) -> PresetList: ...

    def go_to_preset(self, camera: str, token: str) -> None: ...

    def save_preset(self, camera: str, body: PresetBody) -> PresetRecord: ...

    def delete_preset(self, camera: str, token: str) -> None: ...


class Push(Protocol):
    """The part of the push feed that is listened to."""

    @property
    def pushed(self) -> Signal[PushEvent]: ...

    @property
    def switched(self) -> Signal[bool]: ...

    @property
    def up(self) -> bool: ...


class CameraMoving:
    """``move``, ``stop`` and what is asked return at once; the others block, and raise KnownError net.*, auth.*, centre.*,
    camera.*, ptz.*. ``changed`` and ``lost`` come from any thread.
    """

    def __init__(self, centre: MovingCentre, push: Push, clock: Clock, person_id: str) -> None:
        self.changed: Signal[None] = Signal()
        self._centre = centre
        self._push = push
        self._holders = Holders(person_id, clock, lambda: centre.clock_offset)
        self._steering = Steering(centre, self._holders.note, clock)
        self.lost = self._holders.lost
        """Somebody has taken a camera from this person, and who it is."""
        self._disconnect: tuple[Callable[[], None], ...] = (
            push.pushed.connect(self._on_pushed),
            push.switched.connect(lambda _up: self.changed.emit(None)),
            self._holders.changed.connect(self.changed.emit),
            self._steering.told.connect(self.changed.emit),
        )

    def start(self) -> None:
        self._steering.start()

    def close(self) -> None:
        """Stops what moves."""
        for disconnect in self._disconnect:
            disconnect()
        self._steering.close()

    def holding(self, camera: CameraId) -> Holding | None:
        """Whose it is, if it is anybody's."""
        return self._holders.of(camera)

    def problem_of(self, camera: CameraId) -> KnownError | None:
        """What its newest movement or stop failed with."""
        return self._steering.problem_of(camera)

    @property
    def is_centre_there(self) -> bool:
        return self._push.up

    def move(self, camera: CameraId, speed: PtzSpeed) -> None:
        """To be wished again as long as it is wanted."""
        self._steering.move(camera, speed)

    def stop(self, camera: CameraId) -> None:
        self._steering.stop(camera)

    def take_over(self, camera: CameraId) -> None:
        """From whoever has it. Raises ``ptz.locked`` (holder) where that may not be."""
        self._holders.note(self._centre.take_camera(camera, PtzLockBody(take_over=True)))

    def release(self, camera: CameraId) -> None:
        self._holders.note(self._centre.release_camera(camera))

    def presets(self, camera: CameraId) -> tuple[PresetRecord, ...]:
        return self._centre.presets(camera).presets

    def go_to(self, camera: CameraId, token: str) -> None:
        self._centre.go_to_preset(camera, token)

    def save(self, camera: CameraId, name: str) -> PresetRecord:
        return self._centre.save_preset(camera, PresetBody(name=name))

    def forget(self, camera: CameraId, token: str) -> None:
        self._centre.delete_preset(camera, token)

    def _on_pushed(self, event: PushEvent) -> None:
        if event.kind is not PushKind.PTZ_LOCK:
            return
        try:
            self._holders.note(PtzLockRecord.model_validate_json(event.data))
        except ValidationError:
            _log.warning("whose a camera is makes no sense as it is pushed; the next movement says it again")

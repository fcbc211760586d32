"""What the screens need for moving cameras, as the screens see it."""

from __future__ import annotations

from typing import Protocol

from console.base.errors import KnownError
from console.base.observer import Signal
from console.domain.camera import CameraId
from console.domain.ptz_speed import PtzSpeed
from console.ptz.holders import Holding
from console.wire.ptz import PresetRecord


class MoveDesk(Protocol):
    """Cameras that can be moved, through the centre. What is asked, ``move`` and ``stop`` return at once; the others block,
    and raise KnownError net.*, auth.*, centre.*, camera.*, ptz.*.
    """

    @property
    def changed(self) -> Signal[None]:
        """From any thread."""

    @property
    def lost(self) -> Signal[Holding]:
        """Somebody has taken a camera from this person just now."""

    def holding(self, camera: CameraId) -> Holding | None:
        """Whose it is, if anybody's."""

    def problem_of(self, camera: CameraId) -> KnownError | None:
        """What its newest movement or stop failed with."""

    @property
    def is_centre_there(self) -> bool: ...

    def move(self, camera: CameraId, speed: PtzSpeed) -> None:
        """To be wished again, four times a second, as long as it is wanted."""

    def stop(self, camera: CameraId) -> None: ...

    def take_over(self, camera: CameraId) -> None: ...

    def release(self, camera: CameraId) -> None: ...

    def presets(self, camera: CameraId) -> tuple[PresetRecord, ...]: ...

    def go_to(self, camera: CameraId, token: str) -> None: ...

    def save(self, camera: CameraId, name: str) -> PresetRecord: ...

    def forget(self, camera: CameraId, token: str) -> None: ...

"""What the screens need of the repairs, as the screens see it."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from console.base.errors import KnownError
from console.base.observer import Signal
from console.domain.repair_picture import RepairMoment
from console.domain.repair_state import RepairAction
from console.wire.repair_pictures import RepairPictureBody
from console.wire.repairs import RepairAnswer, RepairList, RepairRecord


class RepairDesk(Protocol):
    """Repairs at the centre. ``changed`` comes from any thread; the others block.

    They raise KnownError net.*, auth.*, centre.*, repair.*.
    """

    @property
    def changed(self) -> Signal[None]: ...

    def all(self, *, ended: bool) -> RepairList:
        """Those that go on, the oldest first; or those that have ended, newest first."""

    def open(self, cause_id: UUID | None, camera: str, note: str) -> RepairAnswer:
        """Of a disturbance, or of a camera."""

    def change(self, repair_id: UUID, action: RepairAction, note: str) -> RepairRecord: ...

    def add_before(self, repair_id: UUID, camera: str, body: RepairPictureBody) -> None:
        """How the camera showed its place last, for the repair that was just asked for."""

    def picture(self, repair_id: UUID, camera: str, moment: RepairMoment) -> bytes:
        """JPEG; each call is on record as a viewing."""


class NoRepairs:
    """Of a screen that has no centre for them."""

    def __init__(self) -> None:
        self.changed: Signal[None] = Signal()

    def all(self, *, ended: bool) -> RepairList:  # noqa: ARG002  fits by shape
        raise KnownError("net.unreachable", host="")

    def open(self, _cause_id: UUID | None, _camera: str, _note: str) -> RepairAnswer:
        raise KnownError("net.unreachable", host="")

    def change(self, _repair_id: UUID, _action: RepairAction, _note: str) -> RepairRecord:
        raise KnownError("net.unreachable", host="")

    def add_before(self, _repair_id: UUID, _camera: str, _body: RepairPictureBody) -> None:
        raise KnownError("net.unreachable", host="")

    def picture(self, _repair_id: UUID, _camera: str, _moment: RepairMoment) -> bytes:
        raise KnownError("net.unreachable", host="")

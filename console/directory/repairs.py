"""Repairs as the centre has them; each act is done there at once or not at all."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from console.base.ids import new_id
from console.base.observer import Signal
from console.domain.repair_picture import RepairMoment
from console.domain.repair_state import RepairAction
from console.net.push_feed import PushFeed
from console.net.server_sent import PushEvent
from console.wire.push import PushKind
from console.wire.repair_pictures import RepairPicture, RepairPictureBody
from console.wire.repairs import RepairAnswer, RepairBody, RepairChangeBody, RepairList, RepairRecord

_TELLING = frozenset({PushKind.REPAIR_UPDATED, PushKind.RESET})


class RepairCentre(Protocol):
    """The part of the centre's client that is needed here."""

    def repairs(self, *, ended: bool) -> RepairList: ...

    def open_repair(self, repair_id: UUID, body: RepairBody) -> RepairAnswer: ...

    def change_repair(self, repair_id: UUID, body: RepairChangeBody) -> RepairRecord: ...

    def put_repair_picture(
        self, repair_id: UUID, camera: str, moment: RepairMoment, body: RepairPictureBody
    ) -> RepairPicture: ...

    def repair_picture(self, repair_id: UUID, camera: str, moment: RepairMoment) -> bytes: ...


class Repairs:
    """``changed`` comes from any thread; all else blocks. Raises KnownError net.*, auth.*, centre.*, repair.*."""

    def __init__(self, centre: RepairCentre, push: PushFeed) -> None:
        self.changed: Signal[None] = Signal()
        self._centre = centre
        self._disconnect = (
            push.pushed.connect(self._on_pushed),
            push.switched.connect(lambda _up: self.changed.emit(None)),
        )

    def close(self) -> None:
        for disconnect in self._disconnect:
            disconnect()

    def all(self, *, ended: bool) -> RepairList:
        return self._centre.repairs(ended=ended)

    def open(self, cause_id: UUID | None, camera: str, note: str) -> RepairAnswer:
        """Of a disturbance, or of a camera. One that is open for the same already is given instead."""
        body = RepairBody(cause_id=cause_id, camera_id="" if cause_id is not None else camera, note=note)
        return self._centre.open_repair(new_id(), body)

    def change(self, repair_id: UUID, action: RepairAction, note: str) -> RepairRecord:
        return self._centre.change_repair(repair_id, RepairChangeBody(id=new_id(), action=action, note=note))

    def add_before(self, repair_id: UUID, camera: str, body: RepairPictureBody) -> None:
        """How the camera showed its place last, for the repair that was just asked for."""
        self._centre.put_repair_picture(repair_id, camera, RepairMoment.BEFORE, body)

    def picture(self, repair_id: UUID, camera: str, moment: RepairMoment) -> bytes:
        """JPEG; each call is on record as a viewing."""
        return self._centre.repair_picture(repair_id, camera, moment)

    def _on_pushed(self, event: PushEvent) -> None:
        if event.kind in _TELLING:
            self.changed.emit(None)

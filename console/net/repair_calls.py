"""Repairs at the centre: those that go on or have ended, asked for, and brought further."""

from __future__ import annotations

from urllib.parse import quote
from uuid import UUID

from console.domain.repair_picture import RepairMoment
from console.net.calls import JSON_BODY, Calls
from console.net.transport import Call
from console.wire.repair_pictures import RepairPicture, RepairPictureBody
from console.wire.repairs import RepairAnswer, RepairBody, RepairChangeBody, RepairList, RepairRecord


class RepairCalls(Calls):
    """``/v1/repairs``. Raises KnownError ``repair.*``, ``cause.unknown``, ``camera.unknown`` too."""

    def repairs(self, *, ended: bool) -> RepairList:
        call = Call("GET", "/v1/repairs", params={"ended": str(ended).lower()})
        return self.read(RepairList, self.transport.ask(call).content)

    def open_repair(self, repair_id: UUID, body: RepairBody) -> RepairAnswer:
        return self.put(RepairAnswer, f"/v1/repairs/{repair_id}", body)

    def change_repair(self, repair_id: UUID, body: RepairChangeBody) -> RepairRecord:
        path, content = f"/v1/repairs/{repair_id}/changes", body.model_dump_json().encode()
        return self.read(RepairRecord, self.transport.ask(Call("POST", path, content, JSON_BODY)).content)

    def put_repair_picture(
        self, repair_id: UUID, camera: str, moment: RepairMoment, body: RepairPictureBody
    ) -> RepairPicture:
        return self.put(RepairPicture, _picture_path(repair_id, camera, moment), body)

    def repair_picture(self, repair_id: UUID, camera: str, moment: RepairMoment) -> bytes:
        """JPEG."""
        return self.transport.ask(Call("GET", _picture_path(repair_id, camera, moment))).content


def _picture_path(repair_id: UUID, camera: str, moment: RepairMoment) -> str:
    return f"/v1/repairs/{repair_id}/cameras/{quote(camera, safe='')}/pictures/{moment.value}"

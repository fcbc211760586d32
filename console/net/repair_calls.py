"""Repairs at the centre: those that go on or have ended, asked for, and brought further."""

from __future__ import annotations

from uuid import UUID

from console.net.calls import JSON_BODY, Calls
from console.net.transport import Call
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

"""Legal holds of the evidence of flags."""

from __future__ import annotations

from uuid import UUID

from console.net.calls import JSON_BODY, Calls
from console.net.transport import Call
from console.wire.events import FlagList
from console.wire.holds import HeldFlagList, HoldBody, HoldRecord


class HoldCalls(Calls):
    """``/v1/holds`` and ``/v1/flags/{id}/hold``."""

    def holds(self, limit: int, *, only_standing: bool) -> HeldFlagList:
        params = {"standing": str(only_standing).lower(), "limit": str(limit)}
        return self.read(HeldFlagList, self.transport.ask(Call("GET", "/v1/holds", params=params)).content)

    def flags_by_number(self, number: str) -> FlagList:
        """One, or none."""
        call = Call("GET", "/v1/flags", params={"number": number})
        return self.read(FlagList, self.transport.ask(call).content)

    def hold_flag(self, flag_id: UUID, body: HoldBody) -> HoldRecord:
        return self.put(HoldRecord, f"/v1/flags/{flag_id}/hold", body)

    def end_hold(self, flag_id: UUID, body: HoldBody) -> None:
        self.transport.ask(Call("POST", f"/v1/flags/{flag_id}/hold/end", body.model_dump_json().encode(), JSON_BODY))

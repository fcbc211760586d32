"""Hand-over notes at the centre: written, read, signed, added to, taken along."""

from __future__ import annotations

from uuid import UUID

from console.domain.handover_question import HandoverQuestion
from console.net.calls import JSON_BODY, Calls
from console.net.transport import Call
from console.wire.handovers import HandoverBody, HandoverList, HandoverRecord, RemarkBody, SignatureBody

_PATH = "/v1/handovers"


class HandoverCalls(Calls):
    """``/v1/handovers``. Raises KnownError handover.* too."""

    def handovers(self, question: HandoverQuestion, before: UUID | None, limit: int) -> HandoverList:
        params = {"limit": str(limit), "q": question.words}
        params |= {"open": str(question.only_open).lower(), "late": str(question.only_late).lower()}
        for name, moment in (("from", question.from_utc), ("to", question.to_utc)):
            if moment is not None:
                params[name] = moment.isoformat()
        if before is not None:
            params["before"] = str(before)
        return self.read(HandoverList, self.transport.ask(Call("GET", _PATH, params=params)).content)

    def handover(self, handover_id: UUID) -> HandoverRecord:
        return self.get(HandoverRecord, f"{_PATH}/{handover_id}")

    def put_handover(self, handover_id: UUID, body: HandoverBody) -> HandoverRecord:
        return self.put(HandoverRecord, f"{_PATH}/{handover_id}", body)

    def sign_handover(self, handover_id: UUID, body: SignatureBody) -> HandoverRecord:
        call = Call("POST", f"{_PATH}/{handover_id}/signatures", body.model_dump_json().encode(), JSON_BODY)
        return self.read(HandoverRecord, self.transport.ask(call).content)

    def add_to_handover(self, handover_id: UUID, remark_id: UUID, body: RemarkBody) -> HandoverRecord:
        return self.put(HandoverRecord, f"{_PATH}/{handover_id}/remarks/{remark_id}", body)

    def handover_file(self, handover_id: UUID, kind: str) -> bytes:
        """``pdf`` or ``csv``."""
        return self.transport.ask(Call("GET", f"{_PATH}/{handover_id}/file", params={"as": kind})).content

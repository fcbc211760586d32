"""The lines of this console's audit on their way to the centre."""

from __future__ import annotations

from uuid import UUID

from console.net.calls import JSON_BODY, Calls
from console.net.transport import Call
from console.wire.audit import AuditHead, AuditLines


class AuditCalls(Calls):
    """``/v1/audit``."""

    def audit_head(self, chain: UUID) -> AuditHead:
        return self.get(AuditHead, f"/v1/audit/chains/{chain}")

    def send_audit(self, chain: UUID, lines: AuditLines) -> AuditHead:
        call = Call("POST", f"/v1/audit/chains/{chain}", lines.model_dump_json().encode(), JSON_BODY)
        return self.read(AuditHead, self.transport.ask(call).content)

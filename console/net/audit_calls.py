"""The lines of this console's audit on their way to the centre, and what the centre's audit answers."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import quote
from uuid import UUID

from console.net.calls import JSON_BODY, Calls
from console.net.transport import Call
from console.wire.audit import AuditFindings, AuditHead, AuditLines, AuditVerification

_SEARCH_TIMEOUT_S = 60.0
_VERIFY_TIMEOUT_S = 300.0
"""A city's chains of years are read from their first lines."""


class AuditCalls(Calls):
    """``/v1/audit``."""

    def audit_head(self, chain: UUID) -> AuditHead:
        return self.get(AuditHead, f"/v1/audit/chains/{chain}")

    def send_audit(self, chain: UUID, lines: AuditLines) -> AuditHead:
        call = Call("POST", f"/v1/audit/chains/{chain}", lines.model_dump_json().encode(), JSON_BODY)
        return self.read(AuditHead, self.transport.ask(call).content)

    def audit_of_camera(self, camera: str, since_utc: datetime, until_utc: datetime) -> AuditFindings:
        """The question itself is written down."""
        return self.read(AuditFindings, self._asked(_camera_path(camera), _period(since_utc, until_utc)))

    def audit_of_flag(self, number: str) -> AuditFindings:
        return self.read(AuditFindings, self._asked(_flag_path(number), {}))

    def audit_table_of_camera(self, camera: str, since_utc: datetime, until_utc: datetime) -> bytes:
        """As CSV; that it left is written down with its hash."""
        return self._asked(_camera_path(camera), {**_period(since_utc, until_utc), "format": "csv"})

    def audit_table_of_flag(self, number: str) -> bytes:
        return self._asked(_flag_path(number), {"format": "csv"})

    def verify_audit(self) -> AuditVerification:
        call = Call("GET", "/v1/audit/verification", read_timeout_s=_VERIFY_TIMEOUT_S)
        return self.read(AuditVerification, self.transport.ask(call).content)

    def _asked(self, path: str, params: dict[str, str]) -> bytes:
        return self.transport.ask(Call("GET", path, params=params, read_timeout_s=_SEARCH_TIMEOUT_S)).content


def _camera_path(camera: str) -> str:
    return f"/v1/audit/cameras/{quote(camera, safe='')}"


def _flag_path(number: str) -> str:
    return f"/v1/audit/flags/{quote(number, safe='')}"


def _period(since_utc: datetime, until_utc: datetime) -> dict[str, str]:
    return {"from": since_utc.isoformat(), "to": until_utc.isoformat()}

"""Releases of evidence, as who decides on them needs them."""

from __future__ import annotations

from uuid import UUID

from console.base.redaction import Secret
from console.net.calls import JSON_BODY, Calls
from console.net.transport import Call
from console.wire.releases import ConfirmationBody, RecordedFiles, ReleaseChangeBody, ReleaseList, ReleaseRecord


class ReleaseCalls(Calls):
    """``/v1/releases`` and ``/v1/auth/confirmation``."""

    def releases(self, limit: int, before: UUID | None = None, *, only_open: bool = False) -> ReleaseList:
        params = {"limit": str(limit), "open": str(only_open).lower()}
        if before is not None:
            params["before"] = str(before)
        return self.read(ReleaseList, self.transport.ask(Call("GET", "/v1/releases", params=params)).content)

    def change_release(self, release_id: UUID, body: ReleaseChangeBody) -> ReleaseRecord:
        call = Call("POST", f"/v1/releases/{release_id}/changes", body.model_dump_json().encode(), JSON_BODY)
        return self.read(ReleaseRecord, self.transport.ask(call).content)

    def confirm_password(self, password: Secret) -> None:
        """Counts for one step. Raises ``auth.wrong_password``, ``auth.too_many_tries``."""
        body = ConfirmationBody(password=password.reveal()).model_dump_json().encode()
        self.transport.ask(Call("POST", "/v1/auth/confirmation", body, JSON_BODY))

    def release_statements(self, release_id: UUID) -> RecordedFiles:
        """Which console recorded and signed each file, as it stands now."""
        return self.read(
            RecordedFiles, self.transport.ask(Call("GET", f"/v1/releases/{release_id}/statements")).content
        )

    def release_minute(self, release_id: UUID, kind: str) -> bytes:
        """``handover`` or ``destruction``, as PDF."""
        return self.transport.ask(Call("GET", f"/v1/releases/{release_id}/minute", params={"of": kind})).content

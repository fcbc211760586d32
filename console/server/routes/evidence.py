"""Evidence of a flag: announced by operators, read (each reading recorded) by who may."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse
from sqlalchemy import Connection

from console.domain.audit_act import AuditAct
from console.server import audit
from console.server.centre import centre_of
from console.server.evidence_store import CONTENT_TYPES, DELETED, announce, evidence_file, visible_evidence
from console.server.flags import visible_flag
from console.server.guard import EvidenceReader, Flagger
from console.server.numbering import Event
from console.server.problems import Refusal
from console.server.release.requests import is_released
from console.wire.events import EvidenceAnnouncement, EvidenceBody, EvidenceRecord, EvidenceState

router = APIRouter()


@router.put("/v1/flags/{flag_id}/evidence/{evidence_id}")
def put_evidence(
    request: Request,
    response: Response,
    flag_id: UUID,
    evidence_id: UUID,
    body: EvidenceAnnouncement,
    principal: Flagger,
) -> EvidenceRecord:
    record, is_new = announce(centre_of(request), principal, flag_id, evidence_id, body)
    response.status_code = 201 if is_new else 200
    return record


@router.get("/v1/flags/{flag_id}/evidence/{evidence_id}/file", response_class=FileResponse)
def get_evidence_file(request: Request, flag_id: UUID, evidence_id: UUID, principal: EvidenceReader) -> Response:
    """The file, whole or by ``Range``. 404 ``evidence.not_here`` until it is complete, 410 ``evidence.deleted`` later.

    403 ``evidence.masked`` for a still whose camera has masks, until the flag's evidence is released.
    """
    centre = centre_of(request)

    def work(connection: Connection) -> tuple[tuple[EvidenceBody, str], list[Event]]:
        flag = visible_flag(connection, principal, flag_id)
        row = visible_evidence(connection, principal, evidence_id)
        if row.flag_id != flag.id:
            raise Refusal(404, "evidence.unknown")
        if row.state == DELETED:
            raise Refusal(410, "evidence.deleted")
        if row.state != EvidenceState.COMPLETE.value:
            raise Refusal(404, "evidence.not_here")
        if EvidenceBody.model_validate_json(row.body).kept_back and not is_released(connection, flag.id):
            raise Refusal(403, "evidence.masked")
        detail = f"flag {flag.id} range {request.headers.get('range', 'all')[:60]}"
        audit.record(connection, principal, AuditAct.READ_EVIDENCE, [(row.id, detail)], centre.clock.now_utc())
        return (EvidenceBody.model_validate_json(row.body), str(flag.number)), []

    body, number = centre.write(work)
    path = evidence_file(centre, str(evidence_id))
    if not path.is_file():
        raise Refusal(404, "evidence.not_here", "file is missing")
    return FileResponse(
        path,
        media_type=body.content_type,
        filename=f"{number}-{body.kind.value}.{CONTENT_TYPES[body.content_type]}",
        content_disposition_type="inline",
        headers={"Cache-Control": "no-store"},
    )

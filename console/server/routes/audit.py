"""``/v1/audit``: consoles send their chains; who may reads what was done, as JSON or CSV."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse

from console.server.audit_check import check_audit, verification_of
from console.server.audit_checkpoints import make_checkpoint
from console.server.audit_csv import findings_csv
from console.server.audit_intake import chain_head, take_lines
from console.server.audit_search import search_camera, search_flag
from console.server.centre import centre_of
from console.server.guard import AuditReader, SignedIn
from console.server.problems import Refusal
from console.wire.audit import AuditCheckpoint, AuditFindings, AuditHead, AuditLines, AuditVerification
from console.wire.model import UtcTime

router = APIRouter()


@router.get("/v1/audit/chains/{chain}")
def get_chain_head(request: Request, chain: UUID, _principal: SignedIn) -> AuditHead:
    return chain_head(centre_of(request), chain)


@router.post("/v1/audit/chains/{chain}")
def post_lines(request: Request, chain: UUID, body: AuditLines, principal: SignedIn) -> AuditHead:
    return take_lines(centre_of(request), principal, chain, body)


class FindingsFormat(Enum):
    """As what findings are given."""

    JSON = "json"
    CSV = "csv"


Form = Annotated[FindingsFormat, Query(alias="format")]


@router.get("/v1/audit/cameras/{camera_id}", response_model=AuditFindings)
def get_of_camera(
    request: Request,
    camera_id: str,
    principal: AuditReader,
    since: Annotated[UtcTime, Query(alias="from")],
    until: Annotated[UtcTime, Query(alias="to")],
    form: Form = FindingsFormat.JSON,
) -> Response:
    """Who saw a camera, and what was done with its pictures. 404 ``camera.unknown``, 422 ``audit.period_bad``."""
    _check_period(since, until)
    to_file = form is FindingsFormat.CSV
    return _answer(search_camera(centre_of(request), principal, camera_id, since, until, to_file=to_file), form)


@router.get("/v1/audit/flags/{number}", response_model=AuditFindings)
def get_of_flag(request: Request, number: str, principal: AuditReader, form: Form = FindingsFormat.JSON) -> Response:
    """What was done with a flag and its evidence. 404 ``flag.unknown``."""
    to_file = form is FindingsFormat.CSV
    return _answer(search_flag(centre_of(request), principal, number, to_file=to_file), form)


@router.post("/v1/audit/checkpoints", status_code=201)
def post_checkpoint(request: Request, _principal: AuditReader) -> AuditCheckpoint:
    """Where all chains stand now, signed; to be kept away from the centre."""
    return make_checkpoint(centre_of(request))


@router.get("/v1/audit/verification")
def get_verification(request: Request, _principal: AuditReader) -> AuditVerification:
    """What is proven of all chains that are here, read from their first lines: seconds for a million lines."""
    return verification_of(check_audit(centre_of(request)))


def _check_period(since: datetime, until: datetime) -> None:
    if until <= since:
        raise Refusal(422, "audit.period_bad")


def _answer(findings: AuditFindings, form: FindingsFormat) -> Response:
    headers = {"Cache-Control": "no-store"}
    if form is FindingsFormat.CSV:
        return Response(findings_csv(findings), media_type="text/csv; charset=utf-8", headers=headers)
    return JSONResponse(findings.model_dump(mode="json"), headers=headers)

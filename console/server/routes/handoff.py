"""``/v1/handoff``: signed answers, whose signature is their sign-in; how a flag's messages stand; a flag as a document."""

from __future__ import annotations

from enum import Enum
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import JSONResponse
from sqlalchemy import Connection, select

from console.base.errors import KnownError
from console.domain.audit_act import AuditAct
from console.domain.flag_state import FlagState
from console.handoff.answer import AnswerReceipt
from console.handoff.cap import write_cap
from console.handoff.eido_writer import write_eido
from console.handoff.geojson import write_feature
from console.handoff.incident import Incident
from console.handoff.repair import RepairEvent, RepairReceipt, read_picture_request, repair_event
from console.server import audit, flags
from console.server.centre import Centre, centre_of
from console.server.guard import FlagReader
from console.server.handoff.answers import take_answer
from console.server.handoff.incidents import incident_of
from console.server.handoff.tables import HANDOFF_OUTBOX
from console.server.handoff.verified import verified_event
from console.server.paper.file_drop import file_drop
from console.server.paper.flag_sheet import flag_sheet
from console.server.problems import Refusal
from console.server.release.sealer import sealer_of
from console.server.repair.answers import take_repair_answer
from console.server.repair.pictures import hand_over_picture
from console.wire.events import FlagMessage, FlagMessages

router = APIRouter()


async def raw_body(request: Request) -> bytes:
    return await request.body()


@router.post("/v1/handoff/{receiver}/answers")
def post_answer(
    request: Request, receiver: str, body: Annotated[bytes, Depends(raw_body)]
) -> AnswerReceipt | RepairReceipt:
    centre = centre_of(request)
    event = verified_event(centre, receiver, request.headers, body)
    if repair_event(event) is not None:
        return take_repair_answer(centre, receiver, event, body)
    return take_answer(centre, receiver, event, body)


@router.post("/v1/handoff/{receiver}/pictures", response_class=Response)
def post_picture_request(request: Request, receiver: str, body: Annotated[bytes, Depends(raw_body)]) -> Response:
    """What a message of a repair told of, for the very receiver; signed as an answer, so no address gives it away."""
    centre = centre_of(request)
    event = verified_event(centre, receiver, request.headers, body)
    if repair_event(event) is not RepairEvent.PICTURE:
        raise Refusal(422, "handoff.answer_unknown")
    try:
        wanted = read_picture_request(event)
    except KnownError as error:
        raise Refusal(422, error.code) from error
    jpeg = hand_over_picture(centre, receiver, wanted.repair_id, wanted.camera_id, wanted.moment)
    return Response(jpeg, media_type="image/jpeg", headers={"Cache-Control": "no-store"})


class DocumentFormat(Enum):
    """As what a flag can be taken along."""

    EIDO = "eido"
    CAP = "cap"
    GEOJSON = "geojson"
    PDF = "pdf"
    """One page for places without network."""
    DROP = "drop"
    """A sealed zip of all of them, to be carried by hand."""


@router.get("/v1/flags/{flag_id}/document")
def get_document(
    request: Request, flag_id: UUID, principal: FlagReader, form: Annotated[DocumentFormat, Query(alias="format")]
) -> Response:
    centre = centre_of(request)
    issuer = centre.settings.issuer

    def work(connection: Connection) -> Incident:
        flags.visible_flag(connection, principal, flag_id)
        taken = [(str(flag_id), form.value)]
        audit.record(connection, principal, AuditAct.DOCUMENT_TAKEN, taken, centre.clock.now_utc())
        record = flags.record_of(connection, flag_id)
        changed = record.history[-1].at_utc if record.history else record.received_utc
        return incident_of(connection, record, record.stage or FlagState.SENT, centre.settings.public_url, changed)

    incident = centre.database.write(work)
    if form is DocumentFormat.CAP:
        return Response(write_cap(incident, issuer), media_type="application/cap+xml")
    if form is DocumentFormat.GEOJSON:
        return JSONResponse(write_feature(incident, issuer), media_type="application/geo+json")
    if form is DocumentFormat.PDF:
        return _file(flag_sheet(incident, issuer), "application/pdf", f'inline; filename="{incident.number}.pdf"')
    if form is DocumentFormat.DROP:
        content = _drop(centre, incident)
        return _file(content, "application/zip", f'attachment; filename="{incident.number}.zip"')
    return JSONResponse(write_eido(incident, issuer).to_json())


def _drop(centre: Centre, incident: Incident) -> bytes:
    """Raises Refusal 409 sealing.*: a centre without a key in force signs nothing."""
    now = centre.clock.now_utc()
    try:
        return file_drop(incident, centre.settings.issuer, sealer_of(centre, now), now)
    except KnownError as error:
        raise Refusal(409, error.code) from error


def _file(content: bytes, media_type: str, disposition: str) -> Response:
    return Response(content, media_type=media_type, headers={"Content-Disposition": disposition})


@router.get("/v1/flags/{flag_id}/messages")
def get_messages(request: Request, flag_id: UUID, principal: FlagReader) -> FlagMessages:
    with centre_of(request).database.read() as connection:
        flags.visible_flag(connection, principal, flag_id)
        mine = select(HANDOFF_OUTBOX).where(HANDOFF_OUTBOX.c.flag_id == str(flag_id))
        rows = connection.execute(mine.order_by(HANDOFF_OUTBOX.c.receiver, HANDOFF_OUTBOX.c.seq)).all()
    found = [FlagMessage.model_validate(row, from_attributes=True) for row in rows]
    return FlagMessages(messages=tuple(found))

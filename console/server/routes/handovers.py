"""``/v1/handovers``: hand-over notes of shifts, written, read, signed, added to, and taken along as paper or table."""

from __future__ import annotations

from enum import Enum
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from pydantic import AwareDatetime

from console.server.centre import centre_of
from console.server.guard import HandoverWriter
from console.server.handovers.reading import HandoverWish, list_handovers, record_of, visible_handover
from console.server.handovers.signing import sign_handover
from console.server.handovers.taking import take_along
from console.server.handovers.writing import put_handover, put_remark
from console.wire.handovers import HandoverBody, HandoverList, HandoverRecord, RemarkBody, SignatureBody

router = APIRouter()

_MOST = 200


class FileKind(Enum):
    """As what a note is taken along."""

    PDF = "pdf"
    CSV = "csv"


@router.get("/v1/handovers")
def get_handovers(
    request: Request,
    principal: HandoverWriter,
    only_open: Annotated[bool, Query(alias="open")] = False,
    only_late: Annotated[bool, Query(alias="late")] = False,
    from_utc: Annotated[AwareDatetime | None, Query(alias="from")] = None,
    to_utc: Annotated[AwareDatetime | None, Query(alias="to")] = None,
    words: Annotated[str, Query(alias="q", max_length=100)] = "",
    before: UUID | None = None,
    limit: Annotated[int, Query(ge=1, le=_MOST)] = 100,
) -> HandoverList:
    centre = centre_of(request)
    wish = HandoverWish(only_open, only_late, from_utc, to_utc, words, before, limit)
    with centre.database.read() as connection:
        return list_handovers(connection, centre, principal, wish)


@router.put("/v1/handovers/{handover_id}")
def put_note(
    request: Request, response: Response, handover_id: UUID, body: HandoverBody, principal: HandoverWriter
) -> HandoverRecord:
    record, is_new = put_handover(centre_of(request), principal, handover_id, body)
    response.status_code = 201 if is_new else 200
    return record


@router.get("/v1/handovers/{handover_id}")
def get_note(request: Request, handover_id: UUID, principal: HandoverWriter) -> HandoverRecord:
    centre = centre_of(request)
    with centre.database.read() as connection:
        return record_of(connection, centre, principal, visible_handover(connection, principal, handover_id))


@router.post("/v1/handovers/{handover_id}/signatures")
def post_signature(
    request: Request, handover_id: UUID, body: SignatureBody, principal: HandoverWriter
) -> HandoverRecord:
    return sign_handover(centre_of(request), principal, handover_id, body)


@router.put("/v1/handovers/{handover_id}/remarks/{remark_id}")
def put_note_remark(
    request: Request, handover_id: UUID, remark_id: UUID, body: RemarkBody, principal: HandoverWriter
) -> HandoverRecord:
    return put_remark(centre_of(request), principal, handover_id, remark_id, body)


@router.get("/v1/handovers/{handover_id}/file", response_class=Response)
def get_file(
    request: Request, handover_id: UUID, principal: HandoverWriter, kind: Annotated[FileKind, Query(alias="as")]
) -> Response:
    """That it left the centre is on record, with the hash of the file."""
    name, content = take_along(centre_of(request), principal, handover_id, as_table=kind is FileKind.CSV)
    media_type = "text/csv; charset=utf-8" if kind is FileKind.CSV else "application/pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, media_type=media_type, headers=headers)

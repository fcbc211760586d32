"""``/v1/flags/{id}/hold``: legal holds of a flag's evidence."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter, Request

from console.server.centre import centre_of
from console.server.flags import visible_flag
from console.server.guard import EvidenceHolder, FlagReader
from console.server.holds import end_hold, hold, holds_of
from console.server.retention import deleted_after
from console.wire.holds import HoldBody, HoldList, HoldRecord

router = APIRouter()


@router.get("/v1/flags/{flag_id}/hold")
def get_holds(request: Request, flag_id: UUID, principal: FlagReader) -> HoldList:
    centre = centre_of(request)
    with centre.database.read() as connection:
        visible_flag(connection, principal, flag_id)
        ends = deleted_after(connection, centre, str(flag_id))
        return HoldList(holds=holds_of(connection, flag_id), deleted_after_utc=ends)


@router.put("/v1/flags/{flag_id}/hold")
def put_hold(request: Request, flag_id: UUID, body: HoldBody, principal: EvidenceHolder) -> HoldRecord:
    return hold(centre_of(request), principal, flag_id, body)


@router.post("/v1/flags/{flag_id}/hold/end", status_code=204)
def post_end(request: Request, flag_id: UUID, body: HoldBody, principal: EvidenceHolder) -> None:
    end_hold(centre_of(request), principal, flag_id, body)

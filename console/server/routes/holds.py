"""``/v1/flags/{id}/hold`` and ``/v1/holds``: legal holds of the evidence of flags."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request

from console.server.centre import centre_of
from console.server.flags import visible_flag
from console.server.guard import EvidenceHolder, FlagReader
from console.server.hold_rows import holds_of
from console.server.holds import end_hold, hold, list_holds
from console.server.retention import deleted_after
from console.wire.holds import HeldFlagList, HoldBody, HoldList, HoldRecord

router = APIRouter()

_MOST_HOLDS = 500


@router.get("/v1/flags/{flag_id}/hold")
def get_holds(request: Request, flag_id: UUID, principal: FlagReader) -> HoldList:
    centre = centre_of(request)
    with centre.database.read() as connection:
        visible_flag(connection, principal, flag_id)
        ends = deleted_after(connection, centre, str(flag_id))
        return HoldList(holds=holds_of(connection, str(flag_id)), deleted_after_utc=ends)


@router.get("/v1/holds")
def get_all_holds(
    request: Request,
    principal: EvidenceHolder,
    only_standing: Annotated[bool, Query(alias="standing")] = True,
    limit: Annotated[int, Query(ge=1, le=_MOST_HOLDS)] = 200,
) -> HeldFlagList:
    with centre_of(request).database.read() as connection:
        return list_holds(connection, principal, only_standing=only_standing, limit=limit)


@router.put("/v1/flags/{flag_id}/hold")
def put_hold(request: Request, flag_id: UUID, body: HoldBody, principal: EvidenceHolder) -> HoldRecord:
    return hold(centre_of(request), principal, flag_id, body)


@router.post("/v1/flags/{flag_id}/hold/end", status_code=204)
def post_end(request: Request, flag_id: UUID, body: HoldBody, principal: EvidenceHolder) -> None:
    end_hold(centre_of(request), principal, flag_id, body)

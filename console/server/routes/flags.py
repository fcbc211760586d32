"""``/v1/flags``: put by operators, read by who may, received and acknowledged by the police; and the categories."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy import select

from console.domain.flag_state import FlagState
from console.server import flag_changes, flags
from console.server.centre import centre_of
from console.server.flag_history import actor_of
from console.server.guard import Acknowledger, FlagChanger, Flagger, FlagReader, SignedIn
from console.server.numbering import event_bounds
from console.server.service_levels import told_levels
from console.server.surroundings import surroundings
from console.server.tables import CATEGORIES
from console.wire.events import (
    AcknowledgementBody,
    Category,
    CategoryList,
    FlagBody,
    FlagChangeBody,
    FlagList,
    FlagRecord,
    FlagWay,
    ServiceLevelList,
)
from console.wire.surroundings import Surroundings

router = APIRouter()

_MOST_FLAGS = 200


@router.put("/v1/flags/{flag_id}")
def put_flag(request: Request, response: Response, flag_id: UUID, body: FlagBody, principal: Flagger) -> FlagRecord:
    record, is_new = flags.put_flag(centre_of(request), principal, flag_id, body)
    response.status_code = 201 if is_new else 200
    return record


@router.get("/v1/flags/{flag_id}")
def get_flag(request: Request, flag_id: UUID, principal: FlagReader) -> FlagRecord:
    with centre_of(request).database.read() as connection:
        flags.visible_flag(connection, principal, flag_id)
        return flags.record_of(connection, flag_id)


@router.get("/v1/flags")
def get_flags(
    request: Request,
    principal: FlagReader,
    state: FlagState | FlagWay | None = None,
    only_open: Annotated[bool, Query(alias="open")] = False,
    before: UUID | None = None,
    limit: Annotated[int, Query(ge=1, le=_MOST_FLAGS)] = 100,
    number: Annotated[str, Query(max_length=60)] = "",
) -> FlagList:
    # Older consoles ask for what is not delivered yet by the word that it had before.
    wanted = FlagState.SENT if state is FlagWay.RECEIVED else state
    wish = flags.FlagWish(FlagState(wanted.value) if wanted else None, only_open, before, limit, number)
    with centre_of(request).database.read() as connection:
        found = flags.list_flags(connection, principal, wish)
        return found.model_copy(update={"seq": event_bounds(connection)[1]})


@router.get("/v1/flags/{flag_id}/surroundings")
def get_surroundings(request: Request, flag_id: UUID, principal: FlagReader) -> Surroundings:
    with centre_of(request).database.read() as connection:
        return surroundings(connection, principal, flag_id)


@router.post("/v1/flags/{flag_id}/receipt")
def post_receipt(request: Request, flag_id: UUID, principal: Acknowledger) -> FlagRecord:
    return flag_changes.confirm_receipt(centre_of(request), principal, flag_id)


@router.post("/v1/flags/{flag_id}/acknowledgement")
def post_acknowledgement(
    request: Request, flag_id: UUID, body: AcknowledgementBody, principal: Acknowledger
) -> FlagRecord:
    return flag_changes.acknowledge(centre_of(request), principal, flag_id, body)


@router.post("/v1/flags/{flag_id}/changes")
def post_change(request: Request, flag_id: UUID, body: FlagChangeBody, principal: FlagChanger) -> FlagRecord:
    return flag_changes.change_flag(centre_of(request), actor_of(principal), flag_id, body)


@router.get("/v1/categories")
def get_categories(request: Request, _principal: SignedIn) -> CategoryList:
    with centre_of(request).database.read() as connection:
        rows = connection.execute(select(CATEGORIES).order_by(CATEGORIES.c.code)).all()
    found = [Category(code=row.code, name_id=row.name_id, name_en=row.name_en, priority=row.priority) for row in rows]
    return CategoryList(categories=tuple(found))


@router.get("/v1/service-levels")
def get_service_levels(request: Request, _principal: SignedIn) -> ServiceLevelList:
    return told_levels(centre_of(request).settings)

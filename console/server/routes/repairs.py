"""``/v1/repairs``: what is to be mended, by whom, and how far that is."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter, Request, Response

from console.base.errors import KnownError
from console.server.centre import centre_of
from console.server.guard import RepairOpener, RepairReader
from console.server.problems import Refusal
from console.server.repair.changes import change_repair
from console.server.repair.listing import list_repairs, record_of
from console.server.repair.opening import open_repair
from console.wire.repairs import RepairAnswer, RepairBody, RepairChangeBody, RepairList, RepairRecord

router = APIRouter()


@router.get("/v1/repairs")
def get_repairs(request: Request, principal: RepairReader, ended: bool = False) -> RepairList:
    centre = centre_of(request)
    with centre.database.read() as connection:
        return list_repairs(connection, centre, principal, ended=ended)


@router.get("/v1/repairs/{repair_id}")
def get_repair(request: Request, repair_id: UUID, principal: RepairReader) -> RepairRecord:
    centre = centre_of(request)
    with centre.database.read() as connection:
        return record_of(connection, centre, principal, str(repair_id))


@router.put("/v1/repairs/{repair_id}")
def put_repair(
    request: Request, response: Response, repair_id: UUID, body: RepairBody, principal: RepairOpener
) -> RepairAnswer:
    try:
        answer = open_repair(centre_of(request), principal, repair_id, body)
    except KnownError as error:
        if error.code != "repair.no_owner":
            raise
        raise Refusal(409, error.code) from error
    response.status_code = 200 if answer.existed else 201
    return answer


@router.post("/v1/repairs/{repair_id}/changes")
def post_change(request: Request, repair_id: UUID, body: RepairChangeBody, principal: RepairOpener) -> RepairRecord:
    return change_repair(centre_of(request), principal, repair_id, body)

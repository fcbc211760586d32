"""``/v1/repairs``: what is to be mended, by whom, and how far that is."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter, Request, Response

from console.base.errors import KnownError
from console.domain.repair_picture import RepairMoment
from console.server.centre import centre_of
from console.server.guard import RepairOpener, RepairPictureSeer, RepairReader, SightingTeller
from console.server.problems import Refusal
from console.server.repair.changes import change_repair
from console.server.repair.listing import list_repairs, record_of
from console.server.repair.opening import open_repair
from console.server.repair.pictures import show_picture, take_picture
from console.wire.repair_pictures import RepairPicture, RepairPictureBody
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


@router.put("/v1/repairs/{repair_id}/cameras/{camera_id}/pictures/{moment}")
def put_picture(
    request: Request,
    repair_id: UUID,
    camera_id: str,
    moment: RepairMoment,
    body: RepairPictureBody,
    principal: SightingTeller,
) -> RepairPicture:
    return take_picture(centre_of(request), principal, repair_id, camera_id, moment, body)


@router.get("/v1/repairs/{repair_id}/cameras/{camera_id}/pictures/{moment}", response_class=Response)
def get_picture(
    request: Request, repair_id: UUID, camera_id: str, moment: RepairMoment, principal: RepairPictureSeer
) -> Response:
    jpeg = show_picture(centre_of(request), principal, repair_id, camera_id, moment)
    return Response(jpeg, media_type="image/jpeg", headers={"Cache-Control": "no-store"})

"""``/v1/closures``: cameras that are closed to the whole room; closing, opening, and which are."""

from __future__ import annotations

from fastapi import APIRouter, Request

from console.server.centre import centre_of
from console.server.closures import close_camera, closures_in_scope, open_camera
from console.server.guard import CameraCloser, CameraOpener, DirectoryReader
from console.wire.closures import ClosureBody, ClosureList, ClosureRecord

router = APIRouter()


@router.get("/v1/closures")
def get_closures(request: Request, principal: DirectoryReader) -> ClosureList:
    with centre_of(request).database.read() as connection:
        return closures_in_scope(connection, principal)


@router.put("/v1/closures/{camera_id}")
def put_closure(request: Request, camera_id: str, body: ClosureBody, principal: CameraCloser) -> ClosureRecord:
    return close_camera(centre_of(request), principal, camera_id, body)


@router.post("/v1/closures/{camera_id}/end")
def post_end(request: Request, camera_id: str, body: ClosureBody, principal: CameraOpener) -> ClosureRecord:
    return open_camera(centre_of(request), principal, camera_id, body)

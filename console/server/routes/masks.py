"""``/v1/masks``: parts of cameras' pictures that nobody is to see; setting them, and which there are."""

from __future__ import annotations

from fastapi import APIRouter, Request

from console.server.centre import centre_of
from console.server.guard import CameraMasker, DirectoryReader
from console.server.masks import masks_in_scope, set_mask
from console.wire.masks import MaskBody, MaskList, MaskRecord

router = APIRouter()


@router.get("/v1/masks")
def get_masks(request: Request, principal: DirectoryReader) -> MaskList:
    with centre_of(request).database.read() as connection:
        return masks_in_scope(connection, principal)


@router.put("/v1/masks/{camera_id}")
def put_mask(request: Request, camera_id: str, body: MaskBody, principal: CameraMasker) -> MaskRecord:
    return set_mask(centre_of(request), principal, camera_id, body)

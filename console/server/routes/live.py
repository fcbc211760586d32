"""``GET /v1/flags/{id}/cameras/{camera}/live``: a camera of an open flag, live, for who may see the flag; on record."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter, Request, Response

from console.server.centre import centre_of
from console.server.guard import FlaggedWatcher
from console.server.live.viewing import LiveResponse, open_viewing

router = APIRouter()


@router.get("/v1/flags/{flag_id}/cameras/{camera_id}/live", response_class=LiveResponse)
async def get_live(request: Request, flag_id: UUID, camera_id: str, principal: FlaggedWatcher) -> Response:
    return LiveResponse(await open_viewing(centre_of(request), principal, flag_id, camera_id))

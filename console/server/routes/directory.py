"""``/v1/directory`` and ``/v1/status``: the cameras, how they change, and what the centre believes of them."""

from __future__ import annotations

import gzip
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy import select

from console.domain.camera import DirectoryStatus
from console.server.centre import centre_of
from console.server.directory_feed import DirectoryFeed
from console.server.guard import DirectoryReader
from console.server.numbering import directory_head, event_bounds
from console.server.principal import scope_clause
from console.server.tables import CAMERA_STATUS, CAMERAS
from console.wire.directory import CameraStatus, DirectoryHead, StatusSnapshot

router = APIRouter()

_GZIP_LEVEL = 5
_MOST_ROWS = 5_000
_LONGEST_CURSOR = 2_000


@router.get("/v1/directory/changes", response_class=Response)
def get_changes(
    request: Request,
    principal: DirectoryReader,
    since: Annotated[str | None, Query(max_length=_LONGEST_CURSOR)] = None,
    limit: Annotated[int, Query(ge=1, le=_MOST_ROWS)] = _MOST_ROWS,
) -> Response:
    """NDJSON as ``console.wire.directory`` tells; without ``since`` a snapshot."""
    centre = centre_of(request)
    with centre.database.read() as connection:
        page = DirectoryFeed(connection, centre.keys, principal, limit).page(since or None)
    headers = {"Cache-Control": "no-store", "Vary": "Accept-Encoding"}
    body = page.encode()
    if "gzip" in request.headers.get("accept-encoding", ""):
        body = gzip.compress(body, _GZIP_LEVEL, mtime=0)
        headers["Content-Encoding"] = "gzip"
    return Response(body, media_type="application/x-ndjson", headers=headers)


@router.get("/v1/directory/head", response_model=DirectoryHead)
def get_head(request: Request, response: Response, _principal: DirectoryReader) -> DirectoryHead | Response:
    with centre_of(request).database.read() as connection:
        head = directory_head(connection)
    etag = f'"{head.epoch}-{head.seq}"'
    headers = {"ETag": etag, "Cache-Control": "no-cache"}
    if etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    response.headers.update(headers)
    return head


@router.get("/v1/status")
def get_status(request: Request, principal: DirectoryReader) -> StatusSnapshot:
    """A camera that nothing is known of is left out, which means unknown."""
    statement = (
        select(CAMERA_STATUS)
        .join(CAMERAS, CAMERAS.c.id == CAMERA_STATUS.c.camera_id)
        .where(CAMERAS.c.deleted_utc.is_(None), scope_clause(principal, CAMERAS.c.area_code))
    )
    with centre_of(request).database.read() as connection:
        seq = event_bounds(connection)[1]
        cameras = {
            row.camera_id: CameraStatus(since_utc=row.since_utc, **CameraStatus.words_of(DirectoryStatus(row.state)))
            for row in connection.execute(statement)
        }
    return StatusSnapshot(seq=seq, cameras=cameras)

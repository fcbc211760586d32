"""``/v1/bookmarks``: put under an id that the console made, read back, listed."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from console.server.bookmarks import get_bookmark as find_bookmark
from console.server.bookmarks import list_bookmarks
from console.server.bookmarks import put_bookmark as store_bookmark
from console.server.centre import centre_of
from console.server.guard import Bookmarker
from console.wire.events import BookmarkBody, BookmarkList, BookmarkRecord

router = APIRouter()

_MOST_BOOKMARKS = 200


@router.put("/v1/bookmarks/{bookmark_id}")
def put_bookmark(
    request: Request, response: Response, bookmark_id: UUID, body: BookmarkBody, principal: Bookmarker
) -> BookmarkRecord:
    record, is_new = store_bookmark(centre_of(request), principal, bookmark_id, body)
    response.status_code = 201 if is_new else 200
    return record


@router.get("/v1/bookmarks/{bookmark_id}")
def get_bookmark(request: Request, bookmark_id: UUID, principal: Bookmarker) -> BookmarkRecord:
    with centre_of(request).database.read() as connection:
        return find_bookmark(connection, principal, bookmark_id)


@router.get("/v1/bookmarks")
def get_bookmarks(
    request: Request,
    principal: Bookmarker,
    before: UUID | None = None,
    limit: Annotated[int, Query(ge=1, le=_MOST_BOOKMARKS)] = 100,
) -> BookmarkList:
    with centre_of(request).database.read() as connection:
        return list_bookmarks(connection, principal, before, limit)

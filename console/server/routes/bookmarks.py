"""``/v1/bookmarks``: put under an id that the console made, read back."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter, Request, Response

from console.server.bookmarks import get_bookmark as find_bookmark
from console.server.bookmarks import put_bookmark as store_bookmark
from console.server.centre import centre_of
from console.server.guard import Bookmarker
from console.wire.events import BookmarkBody, BookmarkRecord

router = APIRouter()


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

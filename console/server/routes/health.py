"""``GET /v1/health``: whether the centre can read its database; tells nothing else and asks for no sign-in."""

from __future__ import annotations

from fastapi import APIRouter, Request

from console.server.centre import centre_of
from console.server.numbering import directory_head
from console.wire.model import Message

router = APIRouter()


class Health(Message):
    """Answered with 200; a centre that cannot read its database answers 503 ``centre.storage``."""

    status: str = "ok"


@router.get("/v1/health")
def get_health(request: Request) -> Health:
    with centre_of(request).database.read() as connection:
        directory_head(connection)
    return Health()

"""``/v1/causes``: the disturbances that are open, and those of a time that has passed."""

from __future__ import annotations

import gzip
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from console.server.causes.listing import causes_between, open_causes
from console.server.centre import centre_of
from console.server.guard import DirectoryReader
from console.server.problems import Refusal
from console.wire.model import UtcTime

router = APIRouter()

_GZIP_LEVEL = 5


@router.get("/v1/causes", response_class=Response)
def get_causes(
    request: Request,
    principal: DirectoryReader,
    from_utc: Annotated[UtcTime | None, Query(alias="from")] = None,
    to_utc: Annotated[UtcTime | None, Query(alias="to")] = None,
) -> Response:
    """Without a time those that are open; in a storm thousands of cameras, so it is sent packed."""
    centre = centre_of(request)
    period = _period(from_utc, to_utc)
    with centre.database.read() as connection:
        rule = centre.settings.causes
        if period is None:
            found = open_causes(connection, principal, rule)
        else:
            found = causes_between(connection, principal, rule, *period)
    headers = {"Cache-Control": "no-store", "Vary": "Accept-Encoding"}
    body = found.model_dump_json().encode()
    if "gzip" in request.headers.get("accept-encoding", ""):
        body = gzip.compress(body, _GZIP_LEVEL, mtime=0)
        headers["Content-Encoding"] = "gzip"
    return Response(body, media_type="application/json", headers=headers)


def _period(from_utc: datetime | None, to_utc: datetime | None) -> tuple[datetime, datetime] | None:
    """Raises Refusal 422 ``causes.period_bad``."""
    if from_utc is None and to_utc is None:
        return None
    if from_utc is None or to_utc is None or from_utc >= to_utc:
        raise Refusal(422, "causes.period_bad")
    return from_utc, to_utc

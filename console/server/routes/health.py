"""``GET /v1/health``: whether the centre is ready, and if not, why; tells nothing else and asks for no sign-in."""

from __future__ import annotations

from fastapi import APIRouter, Request

from console.server.centre import centre_of
from console.server.numbering import directory_head
from console.wire.health import Health

router = APIRouter()


@router.get("/v1/health")
def get_health(request: Request) -> Health:
    centre = centre_of(request)
    with centre.database.read() as connection:
        directory_head(connection)
    faults = centre.readiness.faults()
    # Degraded is still 200: consoles go on, the IT staff's alarm reads the word.
    return Health(status="degraded" if faults else "ready", reasons=faults)

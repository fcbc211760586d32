"""``GET /v1/metrics``: what the IT staff's Prometheus scrapes; it has a token of its own and knows no person."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from console.server.centre import centre_of
from console.server.monitoring.standing import Standing
from console.server.monitoring.token import check_reader

router = APIRouter()


@router.get("/v1/metrics", response_class=Response)
def get_metrics(request: Request) -> Response:
    centre = centre_of(request)
    check_reader(centre.settings.data_folder, request)
    standing = CollectorRegistry()
    standing.register(Standing(centre))
    text = generate_latest(centre.meters.registry) + generate_latest(standing)
    return Response(text, media_type=CONTENT_TYPE_PLAIN_0_0_4)

"""``/v1/sources``: how the sources of cameras stand, trying and reading one now, and letting cameras go.

Sources are added and changed from the command line alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from fastapi import APIRouter, Request

from console.base.errors import KnownError
from console.server.centre import Centre, centre_of
from console.server.guard import DirectoryImporter
from console.server.principal import Principal
from console.server.problems import Refusal
from console.server.sources.taking import OK, approve_removals, dry_run, run_source
from console.server.sources.told import sources_in_scope, told_difference
from console.wire.sources import RemovalApproval, RemovalsDone, SourceDifference, SourceList

router = APIRouter()
_STATUSES = {
    "source.unknown": 404,
    "source.busy": 409,
    "source.nothing_waits": 409,
    "source.removals_changed": 409,
}
_SOURCE_FAILED = 502


@router.get("/v1/sources")
def get_sources(request: Request, principal: DirectoryImporter) -> SourceList:
    return sources_in_scope(centre_of(request), principal)


@router.post("/v1/sources/{source_id}/dry-run")
def post_dry_run(request: Request, source_id: str, principal: DirectoryImporter) -> SourceDifference:
    centre = _centre_with(request, principal, source_id)
    with _told():
        found, notes = dry_run(centre, source_id)
    return told_difference(principal, found.asks or OK, found, 0, notes)


@router.post("/v1/sources/{source_id}/run")
def post_run(request: Request, source_id: str, principal: DirectoryImporter) -> SourceDifference:
    centre = _centre_with(request, principal, source_id)
    with _told():
        report = run_source(centre, source_id)
    return told_difference(principal, report.outcome, report.difference, report.removed, report.notes)


@router.post("/v1/sources/{source_id}/approve-removals")
def post_approval(
    request: Request, source_id: str, body: RemovalApproval, principal: DirectoryImporter
) -> RemovalsDone:
    centre = _centre_with(request, principal, source_id)
    with _told():
        return RemovalsDone(removed=approve_removals(centre, source_id, principal, body.count))


def _centre_with(request: Request, principal: Principal, source_id: str) -> Centre:
    """Raises Refusal 404 ``source.unknown``, also for one outside the person's areas."""
    centre = centre_of(request)
    if source_id not in {source.id for source in sources_in_scope(centre, principal).sources}:
        raise Refusal(404, "source.unknown")
    return centre


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except KnownError as error:
        if not error.code.startswith("source."):
            raise
        raise Refusal(_STATUSES.get(error.code, _SOURCE_FAILED), error.code, str(error)) from error

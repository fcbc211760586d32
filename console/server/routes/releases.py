"""``/v1/releases``: evidence asked for by the police, decided by evidence officers, fetched and confirmed by who asked."""

from __future__ import annotations

from enum import Enum
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import FileResponse

from console.base.redaction import Secret
from console.domain.release_state import ReleaseState
from console.server.centre import centre_of
from console.server.guard import Confirmer, ReleaseChanger, ReleaseReader, ReleaseRequester
from console.server.paper.minutes import destruction_minute
from console.server.problems import Refusal
from console.server.release.changes import change_release
from console.server.release.confirmation import confirm
from console.server.release.contents import minute_of
from console.server.release.links import make_link, use_link
from console.server.release.requests import ReleaseWish, list_releases, put_release, record_of, visible_release
from console.server.release.statements import recorded_files
from console.wire.releases import (
    ConfirmationBody,
    RecordedFiles,
    ReleaseBody,
    ReleaseChangeBody,
    ReleaseLink,
    ReleaseList,
    ReleaseRecord,
)

router = APIRouter()

_MOST_RELEASES = 200


@router.put("/v1/flags/{flag_id}/releases/{release_id}")
def put_request(
    request: Request,
    response: Response,
    flag_id: UUID,
    release_id: UUID,
    body: ReleaseBody,
    principal: ReleaseRequester,
) -> ReleaseRecord:
    record, is_new = put_release(centre_of(request), principal, flag_id, release_id, body)
    response.status_code = 201 if is_new else 200
    return record


@router.get("/v1/releases")
def get_releases(
    request: Request,
    principal: ReleaseReader,
    flag: UUID | None = None,
    only_open: Annotated[bool, Query(alias="open")] = False,
    before: UUID | None = None,
    limit: Annotated[int, Query(ge=1, le=_MOST_RELEASES)] = 100,
) -> ReleaseList:
    with centre_of(request).database.read() as connection:
        return list_releases(connection, principal, ReleaseWish(flag, only_open, before, limit))


@router.get("/v1/releases/{release_id}")
def get_release(request: Request, release_id: UUID, principal: ReleaseReader) -> ReleaseRecord:
    with centre_of(request).database.read() as connection:
        return record_of(connection, visible_release(connection, principal, release_id).id)


@router.get("/v1/releases/{release_id}/statements")
def get_statements(request: Request, release_id: UUID, principal: ReleaseReader) -> RecordedFiles:
    """Which console recorded and signed each file, as it stands now."""
    centre = centre_of(request)
    with centre.database.read() as connection:
        row = visible_release(connection, principal, release_id)
        return recorded_files(connection, centre, row.flag_id)


@router.post("/v1/releases/{release_id}/changes")
def post_change(
    request: Request, release_id: UUID, body: ReleaseChangeBody, principal: ReleaseChanger
) -> ReleaseRecord:
    return change_release(centre_of(request), principal, release_id, body)


@router.post("/v1/releases/{release_id}/link")
def post_link(request: Request, response: Response, release_id: UUID, principal: ReleaseRequester) -> ReleaseLink:
    response.headers["Cache-Control"] = "no-store"
    return make_link(centre_of(request), principal, release_id)


@router.get("/v1/releases/{release_id}/package", response_class=FileResponse)
def get_package(
    request: Request, release_id: UUID, principal: ReleaseRequester, ticket: Annotated[str, Query(max_length=100)]
) -> Response:
    path = use_link(centre_of(request), principal, release_id, ticket)
    return FileResponse(path, media_type="application/zip", filename=path.name, headers={"Cache-Control": "no-store"})


class MinuteKind(Enum):
    """What a minute is about."""

    HANDOVER = "handover"
    DESTRUCTION = "destruction"


@router.get("/v1/releases/{release_id}/minute")
def get_minute(
    request: Request, release_id: UUID, principal: ReleaseReader, kind: Annotated[MinuteKind, Query(alias="of")]
) -> Response:
    """As PDF; 404 ``release.not_here`` before there is something to sign for."""
    centre = centre_of(request)
    with centre.database.read() as connection:
        record = record_of(connection, visible_release(connection, principal, release_id).id)
        if kind is MinuteKind.HANDOVER and record.approved_utc is not None:
            content = minute_of(connection, centre, record)
        elif kind is MinuteKind.DESTRUCTION and record.state is ReleaseState.DESTROYED:
            content = destruction_minute(record, centre.settings.issuer)
        else:
            raise Refusal(404, "release.not_here")
    named = f'inline; filename="{record.number}-{kind.value}.pdf"'
    headers = {"Content-Disposition": named, "Cache-Control": "no-store"}
    return Response(content, media_type="application/pdf", headers=headers)


@router.post("/v1/auth/confirmation", status_code=204)
def post_confirmation(request: Request, body: ConfirmationBody, principal: Confirmer) -> None:
    confirm(centre_of(request), principal, Secret(body.password))

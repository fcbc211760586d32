"""``/v1/owners`` and ``/v1/viewing-terms``: who owns cameras, on which terms they are seen, and lifting the hours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from fastapi import APIRouter, Request, Response

from console.base.errors import KnownError
from console.server.centre import centre_of
from console.server.guard import DirectoryReader, OwnerKeeper, TermsLifter
from console.server.owners import put_owner
from console.server.problems import Refusal
from console.server.viewing_terms import lift_hours, list_owners, set_camera_terms, set_owner_terms, terms_in_scope
from console.wire.terms import LiftBody, LiftRecord, OwnerBody, OwnerList, TermsBody, TermsList

router = APIRouter()
_STATUS = {"owner.bad_id": 422, "owner.name_taken": 409, "owner.unknown": 404}


@router.get("/v1/owners")
def get_owners(request: Request, principal: OwnerKeeper) -> OwnerList:  # noqa: ARG001  its right is the question
    with centre_of(request).database.read() as connection:
        return list_owners(connection)


@router.put("/v1/owners/{owner_id}", status_code=204)
def put_one(request: Request, owner_id: str, body: OwnerBody, principal: OwnerKeeper) -> Response:
    with _refused():
        is_new = put_owner(centre_of(request), principal, owner_id, body)
    return Response(status_code=201 if is_new else 204)


@router.put("/v1/owners/{owner_id}/terms", status_code=204)
def put_terms(request: Request, owner_id: str, body: TermsBody, principal: OwnerKeeper) -> Response:
    with _refused():
        set_owner_terms(centre_of(request), principal, owner_id, body.terms)
    return Response(status_code=204)


@router.get("/v1/viewing-terms")
def get_terms(request: Request, principal: DirectoryReader) -> TermsList:
    centre = centre_of(request)
    with centre.database.read() as connection:
        return terms_in_scope(connection, principal, centre.clock.now_utc())


@router.put("/v1/viewing-terms/{camera_id}", status_code=204)
def put_camera_terms(request: Request, camera_id: str, body: TermsBody, principal: OwnerKeeper) -> Response:
    set_camera_terms(centre_of(request), principal, camera_id, body.terms)
    return Response(status_code=204)


@router.delete("/v1/viewing-terms/{camera_id}", status_code=204)
def delete_camera_terms(request: Request, camera_id: str, principal: OwnerKeeper) -> Response:
    set_camera_terms(centre_of(request), principal, camera_id, None)
    return Response(status_code=204)


@router.post("/v1/viewing-terms/{camera_id}/lift")
def post_lift(request: Request, camera_id: str, body: LiftBody, principal: TermsLifter) -> LiftRecord:
    return lift_hours(centre_of(request), principal, camera_id, body.reason)


@contextmanager
def _refused() -> Iterator[None]:
    try:
        yield
    except KnownError as error:
        if error.code not in _STATUS:
            raise
        raise Refusal(_STATUS[error.code], error.code) from error

"""``/v1/uploads``: tus 1.0 (core, creation, expiration), so that a file of evidence survives a cut connection."""

from __future__ import annotations

import asyncio
import base64
import binascii
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Header, Request, Response
from fastapi.concurrency import run_in_threadpool
from sqlalchemy import select
from starlette.requests import ClientDisconnect

from console.server.centre import Centre, centre_of
from console.server.evidence_store import (
    begin_upload,
    finish_upload,
    upload_file,
    visible_evidence,
)
from console.server.guard import Flagger
from console.server.principal import Principal
from console.server.problems import Refusal
from console.server.tables import UPLOADS
from console.server.upload_pieces import append_pieces

router = APIRouter()

_VERSION = "1.0.0"
_CONTENT_TYPE = "application/offset+octet-stream"
_TUS = {"Tus-Resumable": _VERSION, "Cache-Control": "no-store"}
_LONGEST_METADATA = 4_000

TusVersion = Annotated[str | None, Header(alias="Tus-Resumable")]


def _check_version(version: str | None) -> None:
    if version != _VERSION:
        raise Refusal(412, "upload.wrong_version", headers={"Tus-Version": _VERSION})


@router.options("/v1/uploads", status_code=204)
def get_upload_options(request: Request) -> Response:
    """What the protocol asks a client to be able to learn before signing in."""
    most = str(centre_of(request).settings.limits.evidence_bytes)
    headers = {"Tus-Version": _VERSION, "Tus-Extension": "creation,expiration", "Tus-Max-Size": most}
    return Response(status_code=204, headers=_TUS | headers)


@router.post("/v1/uploads", status_code=201)
def post_upload(
    request: Request,
    principal: Flagger,
    upload_length: Annotated[int, Header(ge=1)],
    upload_metadata: Annotated[str, Header(max_length=_LONGEST_METADATA)],
    tus_resumable: TusVersion = None,
) -> Response:
    _check_version(tus_resumable)
    centre = centre_of(request)
    metadata = _read_metadata(upload_metadata)
    try:
        evidence_id = UUID(metadata.get("evidence_id", ""))
    except ValueError as error:
        raise Refusal(400, "upload.bad_metadata", "evidence_id") from error
    upload_id, replaced = begin_upload(centre, principal, evidence_id, upload_length, json.dumps(metadata))
    for old in replaced:
        old.unlink(missing_ok=True)
    fresh = upload_file(centre, upload_id)
    fresh.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh.touch(mode=0o600)
    # Relative on purpose: behind a proxy the centre does not know how it is called from outside.
    return Response(status_code=201, headers=_TUS | {"Location": f"/v1/uploads/{upload_id}"})


def _read_metadata(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for pair in text.split(","):
        key, _, value = pair.strip().partition(" ")
        try:
            found[key] = base64.b64decode(value.strip(), validate=True).decode()
        except (binascii.Error, ValueError) as error:
            raise Refusal(400, "upload.bad_metadata", key[:40]) from error
    return found


@router.head("/v1/uploads/{upload_id}")
async def head_upload(
    request: Request, upload_id: UUID, principal: Flagger, tus_resumable: TusVersion = None
) -> Response:
    """The offset. What came whole before a kill or a full disk kept it from being checked is checked now, as by PATCH."""
    _check_version(tus_resumable)
    centre = centre_of(request)
    row = await run_in_threadpool(_open_upload, centre, principal, upload_id)
    headers = _TUS | await run_in_threadpool(_progress, centre, row) | {"Upload-Length": str(row.length_bytes)}
    if headers["Upload-Offset"] == headers["Upload-Length"]:
        # A client that hears of all its bytes sends nothing more, and the file would wait here until it expires.
        async with _alone(request, row.id):
            await _finish(centre, row)
    return Response(headers=headers)


@router.patch("/v1/uploads/{upload_id}", status_code=204)
async def patch_upload(
    request: Request,
    upload_id: UUID,
    principal: Flagger,
    upload_offset: Annotated[int, Header(ge=0)],
    content_type: Annotated[str, Header()] = "",
    tus_resumable: TusVersion = None,
) -> Response:
    """204 with the new offset; 409 for another offset, 422 ``evidence.wrong_digest`` when the whole is not what was announced."""
    _check_version(tus_resumable)
    if content_type != _CONTENT_TYPE:
        raise Refusal(415, "upload.wrong_type")
    centre = centre_of(request)
    row = await run_in_threadpool(_open_upload, centre, principal, upload_id)
    async with _alone(request, row.id):
        arrived = await _take(request, centre, row, upload_offset)
    return Response(status_code=204, headers=_TUS | {"Upload-Offset": str(arrived)})


@asynccontextmanager
async def _alone(request: Request, upload_id: str) -> AsyncIterator[None]:
    """One request at a time writes or checks an upload. Raises Refusal 423 ``upload.busy`` for the second."""
    locks: dict[str, asyncio.Lock] = request.app.state.upload_locks
    lock = locks.setdefault(upload_id, asyncio.Lock())
    if lock.locked():
        raise Refusal(423, "upload.busy", headers={"Retry-After": "1"})
    try:
        async with lock:
            yield
    finally:
        locks.pop(upload_id, None)


async def _take(request: Request, centre: Centre, row: Any, offset: int) -> int:
    path = upload_file(centre, row.id)
    if await run_in_threadpool(_offset, centre, row) != offset:
        raise Refusal(409, "upload.wrong_offset")
    try:
        arrived = await append_pieces(request.stream(), path, offset, row.length_bytes)
    except ClientDisconnect as error:
        # What came is on disk and counts; nobody is there to read this answer.
        raise Refusal(400, "upload.cut") from error
    if arrived == row.length_bytes:
        await _finish(centre, row)
    return arrived


async def _finish(centre: Centre, row: Any) -> None:
    """Raises Refusal 422 ``evidence.wrong_digest``."""
    if not await run_in_threadpool(finish_upload, centre, row):
        raise Refusal(422, "evidence.wrong_digest")


def _open_upload(centre: Centre, principal: Principal, upload_id: UUID) -> Any:
    with centre.database.read() as connection:
        row = connection.execute(select(UPLOADS).where(UPLOADS.c.id == str(upload_id))).first()
        if row is None:
            raise Refusal(404, "upload.unknown")
        visible_evidence(connection, principal, UUID(row.evidence_id))
    if row.expires_utc <= centre.clock.now_utc():
        raise Refusal(410, "upload.expired")
    return row


def _offset(centre: Centre, row: Any) -> int:
    """The file's own size is the truth, so that a kill in the middle of a piece can't part the two."""
    try:
        return upload_file(centre, row.id).stat().st_size
    except FileNotFoundError as error:
        raise Refusal(404, "upload.unknown") from error


def _progress(centre: Centre, row: Any) -> dict[str, str]:
    expires = row.expires_utc.strftime("%a, %d %b %Y %H:%M:%S GMT")
    return {"Upload-Offset": str(_offset(centre, row)), "Upload-Expires": expires}

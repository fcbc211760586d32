"""``/v1/cameras/{id}/ptz``: moving a camera, its presets, and whose it is; the camera's password stays at the centre."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import TypeVar

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool

from console.base.errors import KnownError
from console.domain.ptz_speed import PtzSpeed
from console.server.centre import centre_of
from console.server.guard import CameraMover, PresetSaver
from console.server.principal import Principal
from console.server.problems import Refusal
from console.server.ptz.moving import PtzSession
from console.wire.ptz import (
    PresetBody,
    PresetList,
    PresetRecord,
    PtzLockBody,
    PtzLockRecord,
    PtzMoveAnswer,
    PtzMoveBody,
)

router = APIRouter()
_PTZ = "/v1/cameras/{camera_id}/ptz"
_ANSWER_WITHIN_S = 10.0
_LATER = {"Retry-After": "1"}
T = TypeVar("T")


@router.post(f"{_PTZ}/move")
def post_move(request: Request, camera_id: str, body: PtzMoveBody, principal: CameraMover) -> PtzMoveAnswer:
    with _faults_told():
        session = PtzSession(centre_of(request), principal, camera_id)
        return session.move(PtzSpeed(body.pan, body.tilt, body.zoom))


@router.post(f"{_PTZ}/stop", status_code=204)
async def post_stop(request: Request, camera_id: str, principal: CameraMover) -> None:
    def stop() -> Future[None]:
        return PtzSession(centre_of(request), principal, camera_id, to_stop=True).stop()

    await _answered(stop)


@router.post(f"{_PTZ}/lock")
def post_lock(request: Request, camera_id: str, body: PtzLockBody, principal: CameraMover) -> PtzLockRecord:
    with _faults_told():
        return PtzSession(centre_of(request), principal, camera_id).take(take_over=body.take_over)


@router.post(f"{_PTZ}/lock/release")
def post_release(request: Request, camera_id: str, principal: CameraMover) -> PtzLockRecord:
    with _faults_told():
        return PtzSession(centre_of(request), principal, camera_id, to_stop=True).release()


@router.get(f"{_PTZ}/presets")
async def get_presets(request: Request, camera_id: str, principal: CameraMover) -> PresetList:
    session = await _session(request, principal, camera_id)
    presets = await _answered(session.presets)
    session.keep_names(presets)
    return PresetList(presets=tuple(PresetRecord(token=one.token, name=one.name) for one in presets))


@router.post(f"{_PTZ}/presets", status_code=201)
async def post_preset(request: Request, camera_id: str, body: PresetBody, principal: PresetSaver) -> PresetRecord:
    session = await _session(request, principal, camera_id)
    saved = await _answered(lambda: session.save(body.name))
    return PresetRecord(token=saved.token, name=saved.name)


@router.post(f"{_PTZ}/presets/{{token:path}}/go", status_code=204)
async def post_go(request: Request, camera_id: str, token: str, principal: CameraMover) -> None:
    session = await _session(request, principal, camera_id)
    await _answered(lambda: session.go_to(token))


@router.delete(f"{_PTZ}/presets/{{token:path}}", status_code=204)
async def delete_preset(request: Request, camera_id: str, token: str, principal: PresetSaver) -> None:
    session = await _session(request, principal, camera_id)
    await _answered(lambda: session.forget(token))


async def _session(request: Request, principal: Principal, camera_id: str) -> PtzSession:
    with _faults_told():
        return await run_in_threadpool(PtzSession, centre_of(request), principal, camera_id)


async def _answered(begin: Callable[[], Future[T]]) -> T:
    """What the camera answers; no thread waits for it, so a slow camera keeps nobody else waiting.

    Raises Refusal 424 ``ptz.unreachable``, ``ptz.refused``, ``ptz.not_movable``, 429 ``ptz.busy``.
    """
    with _faults_told():
        # Shielded: what the camera has been told goes on, whether or not somebody still waits for the answer.
        answer = asyncio.shield(asyncio.wrap_future(await run_in_threadpool(begin)))
        try:
            return await asyncio.wait_for(answer, _ANSWER_WITHIN_S)
        except TimeoutError:
            raise KnownError("ptz.unreachable") from None


@contextmanager
def _faults_told() -> Iterator[None]:
    """A camera's fault is none of the centre's: it is told as what it is."""
    try:
        yield
    except KnownError as error:
        if error.code == "ptz.busy":
            raise Refusal(429, error.code, headers=_LATER) from error
        if error.code.startswith("ptz."):
            raise Refusal(424, error.code) from error
        raise

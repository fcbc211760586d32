"""``/v1/walls`` and ``/v1/wall-commands``: what walls show, who says so, and what their machines answer."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request

from console.server.centre import centre_of
from console.server.guard import WallMachineHere, WallSenderHere, WallSteerer
from console.server.walls import claims, commands, machines, presets, setup, watching
from console.wire.thumbnails import ThumbnailAnswer, ThumbnailBody, ThumbnailList
from console.wire.walls import (
    AckBody,
    ClaimBody,
    ClaimRecord,
    PresetName,
    WallBody,
    WallCommandAnswer,
    WallCommandBody,
    WallList,
    WallName,
    WallPresetList,
    WallRecord,
    WallUndoBody,
    WallWantedRecord,
)

router = APIRouter()

Name = Annotated[WallName, Path()]
Preset = Annotated[PresetName, Path()]


@router.get("/v1/walls")
def get_walls(request: Request, principal: WallSenderHere) -> WallList:
    centre = centre_of(request)
    with centre.database.read() as connection:
        return setup.list_walls(connection, principal, centre.clock.now_utc())


@router.put("/v1/walls/{name}")
def put_wall(request: Request, name: Name, body: WallBody, principal: WallSteerer) -> WallRecord:
    return setup.set_up(centre_of(request), principal, name, body)


@router.post("/v1/walls/{name}/commands")
def post_command(request: Request, name: Name, body: WallCommandBody, principal: WallSenderHere) -> WallCommandAnswer:
    return commands.send(centre_of(request), principal, name, body)


@router.post("/v1/walls/{name}/undo")
def post_undo(request: Request, name: Name, body: WallUndoBody, principal: WallSenderHere) -> WallCommandAnswer:
    return commands.undo(centre_of(request), principal, name, body)


@router.post("/v1/walls/{name}/screens/{number}/claim")
def post_claim(request: Request, name: Name, number: int, body: ClaimBody, principal: WallSenderHere) -> ClaimRecord:
    return claims.claim(centre_of(request), principal, name, number, body)


@router.post("/v1/walls/{name}/screens/{number}/release", status_code=204)
def post_release(request: Request, name: Name, number: int, principal: WallSenderHere) -> None:
    claims.release(centre_of(request), principal, name, number)


@router.get("/v1/walls/{name}/presets")
def get_presets(request: Request, name: Name, principal: WallSenderHere) -> WallPresetList:
    with centre_of(request).database.read() as connection:
        return presets.list_presets(connection, principal, name)


@router.put("/v1/walls/{name}/presets/{preset}")
def put_preset(request: Request, name: Name, preset: Preset, principal: WallSteerer) -> WallPresetList:
    return presets.save_preset(centre_of(request), principal, name, preset)


@router.delete("/v1/walls/{name}/presets/{preset}", status_code=204)
def delete_preset(request: Request, name: Name, preset: Preset, principal: WallSteerer) -> None:
    presets.delete_preset(centre_of(request), principal, name, preset)


@router.get("/v1/walls/{name}/wanted")
def get_wanted(request: Request, name: Name, principal: WallMachineHere) -> WallWantedRecord:
    return machines.wanted_of(centre_of(request), principal, name)


@router.get("/v1/walls/{name}/thumbnails")
def get_thumbnails(
    request: Request, name: Name, principal: WallSenderHere, since: Annotated[int, Query(ge=0)] = 0
) -> ThumbnailList:
    return watching.look(centre_of(request), principal, name, since)


@router.put("/v1/walls/{name}/screens/{number}/thumbnail")
def put_thumbnail(
    request: Request, name: Name, number: int, body: ThumbnailBody, principal: WallMachineHere
) -> ThumbnailAnswer:
    return watching.take(centre_of(request), principal, name, number, body)


@router.post("/v1/wall-commands/{command_id}/ack", status_code=204)
def post_ack(request: Request, command_id: UUID, body: AckBody, principal: WallMachineHere) -> None:
    machines.acknowledge(centre_of(request), principal, command_id, body)

"""``/v1/walls`` and ``/v1/wall-commands``: what walls show, who says so, and what their machines answer."""

from __future__ import annotations

from enum import Enum
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import JSONResponse

from console.domain.wall_question import WallQuestion
from console.domain.wall_wanted import MOST_SCREENS
from console.server.centre import centre_of
from console.server.guard import WallMachineHere, WallRecordReader, WallRuleKeeper, WallSenderHere, WallSteerer
from console.server.walls import (
    changes,
    claims,
    commands,
    machines,
    presets,
    record_search,
    removal,
    rules,
    setup,
    watching,
)
from console.server.walls.rows import refusing
from console.wire.model import UtcTime
from console.wire.thumbnails import ThumbnailAnswer, ThumbnailBody, ThumbnailList
from console.wire.wall_changes import WallChanges
from console.wire.wall_record import MOST_SPELLS, KnownWalls, ShowingsAnswer, ShowingsBody, WallSpells
from console.wire.wall_rules import RuleBody, RuleList
from console.wire.walls import (
    AckBody,
    ClaimBody,
    ClaimRecord,
    MachineBody,
    MachineSecret,
    PresetName,
    PresetRecord,
    PresetRename,
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
Machine = Annotated[WallName, Path()]


@router.get("/v1/walls")
def get_walls(request: Request, principal: WallSenderHere) -> WallList:
    centre = centre_of(request)
    with centre.database.read() as connection:
        return setup.list_walls(connection, principal, centre.clock.now_utc())


@router.put("/v1/walls/{name}")
def put_wall(request: Request, name: Name, body: WallBody, principal: WallSteerer) -> WallRecord:
    return setup.set_up(centre_of(request), principal, name, body)


@router.delete("/v1/walls/{name}", status_code=204)
def delete_wall(request: Request, name: Name, revision: Annotated[int, Query(ge=1)], principal: WallSteerer) -> None:
    removal.delete_wall(centre_of(request), principal, name, revision)


@router.post("/v1/walls/{name}/machines/{machine}")
def post_machine(
    request: Request, response: Response, name: Name, machine: Machine, body: MachineBody, principal: WallSteerer
) -> MachineSecret:
    secret = removal.add_machine_to(centre_of(request), principal, name, machine, body)
    response.headers["Cache-Control"] = "no-store"
    return MachineSecret(username=machines.machine_username(machine), secret=secret.reveal())


@router.delete("/v1/walls/{name}/machines/{machine}", status_code=204)
def delete_machine(request: Request, name: Name, machine: Machine, principal: WallSteerer) -> None:
    removal.remove_machine(centre_of(request), principal, name, machine)


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


@router.get("/v1/walls/{name}/presets/{preset}")
def get_preset(request: Request, name: Name, preset: Preset, principal: WallSenderHere) -> PresetRecord:
    with centre_of(request).database.read() as connection, refusing():
        return presets.preset_record(connection, principal, name, preset)


@router.post("/v1/walls/{name}/presets/{preset}/rename", status_code=204)
def post_rename(request: Request, name: Name, preset: Preset, body: PresetRename, principal: WallSteerer) -> None:
    presets.rename_preset(centre_of(request), principal, name, preset, body.name)


@router.put("/v1/walls/{name}/presets/{preset}")
def put_preset(request: Request, name: Name, preset: Preset, principal: WallSteerer) -> WallPresetList:
    return presets.save_preset(centre_of(request), principal, name, preset)


@router.delete("/v1/walls/{name}/presets/{preset}", status_code=204)
def delete_preset(request: Request, name: Name, preset: Preset, principal: WallSteerer) -> None:
    presets.delete_preset(centre_of(request), principal, name, preset)


@router.get("/v1/walls/{name}/changes")
def get_changes(request: Request, name: Name, principal: WallSteerer) -> WallChanges:
    with centre_of(request).database.read() as connection:
        return changes.last_changes(connection, principal, name)


@router.get("/v1/wall-names")
def get_names(request: Request, principal: WallRecordReader) -> KnownWalls:
    with centre_of(request).database.read() as connection:
        return record_search.wall_names(connection, principal)


class RecordFormat(Enum):
    """As what a record is given."""

    JSON = "json"
    CSV = "csv"


@router.get("/v1/walls/{name}/record", response_model=WallSpells)
def get_record(
    request: Request,
    name: Name,
    principal: WallRecordReader,
    since: Annotated[UtcTime, Query(alias="from")],
    until: Annotated[UtcTime, Query(alias="to")],
    screen: Annotated[int | None, Query(ge=1, le=MOST_SCREENS)] = None,
    camera: Annotated[str, Query(max_length=100)] = "",
    limit: Annotated[int, Query(ge=1, le=MOST_SPELLS)] = 100,
    before: UUID | None = None,
    form: Annotated[RecordFormat, Query(alias="format")] = RecordFormat.JSON,
) -> Response:
    """What was on the wall. 404 ``wall.unknown``, 422 ``wall.record_period``."""
    centre, asked = centre_of(request), WallQuestion(since, until, screen, camera.strip())
    headers = {"Cache-Control": "no-store"}
    if form is RecordFormat.CSV:
        table = record_search.record_file(centre, principal, name, asked)
        return Response(table, media_type="text/csv; charset=utf-8", headers=headers)
    with centre.database.read() as connection:
        found = record_search.search_record(connection, principal, name, asked, limit, before)
    return JSONResponse(found.model_dump(mode="json"), headers=headers)


@router.post("/v1/walls/{name}/showings")
def post_showings(request: Request, name: Name, body: ShowingsBody, principal: WallMachineHere) -> ShowingsAnswer:
    return machines.take_report(centre_of(request), principal, name, body)


@router.get("/v1/walls/{name}/rules")
def get_rules(request: Request, name: Name, principal: WallRuleKeeper) -> RuleList:
    with centre_of(request).database.read() as connection:
        return rules.list_rules(connection, principal, name)


@router.put("/v1/walls/{name}/rules/{rule_id}")
def put_rule(request: Request, name: Name, rule_id: UUID, body: RuleBody, principal: WallRuleKeeper) -> RuleList:
    return rules.put_rule(centre_of(request), principal, name, rule_id, body)


@router.delete("/v1/walls/{name}/rules/{rule_id}", status_code=204)
def delete_rule(request: Request, name: Name, rule_id: UUID, principal: WallRuleKeeper) -> None:
    rules.delete_rule(centre_of(request), principal, name, rule_id)


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

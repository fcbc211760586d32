"""Commands to walls: each carried out once, within its time, by who may, and as one step that can be taken back."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Connection, insert, select

from console.domain.area import contains
from console.domain.audit_act import AuditAct
from console.domain.camera import CameraId
from console.domain.tile_content import Hotspot, TileContent, cameras_in
from console.domain.wall_right import check_right
from console.domain.wall_wanted import (
    ScreenContent,
    Stamp,
    WallWanted,
    is_expired,
    with_layout,
    with_message,
    with_tile,
    with_tour,
)
from console.server import audit
from console.server.body_hash import body_hash
from console.server.centre import Centre
from console.server.flags import camera_in_scope
from console.server.numbering import Event
from console.server.principal import Principal
from console.server.problems import Refusal
from console.server.walls.presets import preset_contents
from console.server.walls.reasons import check_reason, sensitive_news
from console.server.walls.record import PutBy, note_spells
from console.server.walls.rows import KeptWall, refusing, sender_of, wall_in_scope, write_wall
from console.server.walls.tables import WALL_COMMANDS
from console.wire.push import PushKind
from console.wire.walls import (
    LayoutApply,
    PresetApply,
    ScreenMessage,
    TileBoard,
    TileClear,
    TileShow,
    TourShow,
    WallCommandAnswer,
    WallCommandBody,
    WallOperation,
    WallUndoBody,
)

MOST_COMMAND_S = 3_600
"""A command that is to hold longer is refused: commands are remembered for a day, and must be over by then."""
Contents = Mapping[int, ScreenContent]


def send(centre: Centre, principal: Principal, name: str, body: WallCommandBody) -> WallCommandAnswer:
    """Raises Refusal 404 ``wall.unknown``, ``wall.unknown_screen``, ``wall.unknown_tile``, ``wall.unknown_preset``,
    ``camera.unknown``, 403 ``wall.not_open``, ``scope.denied``, 409 ``wall.claimed``, ``wall.command_expired``,
    ``wall.camera_outside``, ``wall.no_hotspot``, ``wall.tour_no_tile``, ``wall.reason_needed``,
    ``id_conflict``.
    """

    def contents_of(connection: Connection, wall: KeptWall) -> Contents:
        return _contents(connection, principal, wall, body.command)

    wish = _Wish(
        body.id,
        body.expires_utc,
        body_hash(body),
        _said(body.command),
        _put_by(principal.display_name, body.command),
        body.reason or "",
    )
    return _carry_out(centre, principal, name, wish, contents_of)


def undo(centre: Centre, principal: Principal, name: str, body: WallUndoBody) -> WallCommandAnswer:
    """Raises Refusal as ``send``, and 409 ``wall.nothing_to_undo``, ``wall.changed_meanwhile``."""

    def contents_of(_connection: Connection, wall: KeptWall) -> Contents:
        if wall.wanted.version != body.version:
            raise Refusal(409, "wall.changed_meanwhile")
        return wall.wanted.one_back()

    put = PutBy(principal.display_name, "undo")
    wish = _Wish(body.id, body.expires_utc, body_hash(body), "undo", put, body.reason or "")
    return _carry_out(centre, principal, name, wish, contents_of)


class _Wish:
    """One command as it came in; ``said`` is for the audit, ``put`` for the record."""

    def __init__(
        self, command_id: UUID, expires_utc: datetime, digest: str, said: str, put: PutBy, reason: str
    ) -> None:
        self.id = command_id
        self.expires_utc = expires_utc
        self.digest = digest
        self.said = said
        self.put = put
        self.reason = reason


def _carry_out(
    centre: Centre,
    principal: Principal,
    name: str,
    wish: _Wish,
    contents_of: Callable[[Connection, KeptWall], Contents],
) -> WallCommandAnswer:
    def work(connection: Connection) -> tuple[WallCommandAnswer, list[Event]]:
        wall = wall_in_scope(connection, principal, name)
        known = connection.execute(select(WALL_COMMANDS).where(WALL_COMMANDS.c.id == str(wish.id))).first()
        if known is not None:
            if (known.wall, known.body_hash, known.user_id) != (name, wish.digest, principal.user_id):
                raise Refusal(409, "id_conflict")
            screens = tuple(json.loads(known.screens))
            return WallCommandAnswer(id=wish.id, version=known.version, screens=screens), []
        now = centre.clock.now_utc()
        _check_time(wish.expires_utc, now)
        with refusing():
            contents = contents_of(connection, wall)
            _check_rights(principal, wall, contents, now)
            stamp = Stamp(wish.id, principal.display_name, now, wish.expires_utc)
            wanted = wall.wanted.with_contents(contents, stamp)
        large = sensitive_news(connection, wall, contents)
        check_reason(connection, large, wish.reason)
        answer = WallCommandAnswer(id=wish.id, version=wanted.version, screens=_changed(wall.wanted, wanted))
        _keep(connection, principal, name, wish.digest, answer, now)
        if not answer.screens:
            return answer, []
        changed = replace(wall, wanted=wanted)
        write_wall(connection, changed, wall)
        note_spells(connection, changed, wish.put, now)
        reasons = [(camera, wish.reason) for camera in large]
        audit.record(connection, principal, AuditAct.REASON_GIVEN, reasons, now)
        where = ", ".join(str(number) for number in answer.screens)
        detail = f"screen {where}: {wish.said}"
        audit.record(connection, principal, AuditAct.WALL_CHANGED, [(name, detail)], now)
        return answer, [changed.news(PushKind.WALL_WANTED)]

    return centre.write(work)


def _check_time(expires_utc: datetime, now: datetime) -> None:
    if is_expired(expires_utc, now):
        raise Refusal(409, "wall.command_expired")
    if expires_utc > now + timedelta(seconds=MOST_COMMAND_S):
        raise Refusal(422, "request.invalid", "expires_utc")


def _check_rights(principal: Principal, wall: KeptWall, contents: Contents, now: datetime) -> None:
    """Of all screens before any is changed."""
    sender = sender_of(principal)
    for number in contents:
        screen = wall.kept(number)
        check_right(sender, number, screen.claim, now, open_to_operators=screen.open_to_operators)


def _changed(before: WallWanted, after: WallWanted) -> tuple[int, ...]:
    if after is before:
        return ()
    return tuple(number for number, screen in enumerate(after.screens, start=1) if screen.version == after.version)


def _keep(
    connection: Connection, principal: Principal, name: str, digest: str, answer: WallCommandAnswer, now: datetime
) -> None:
    row = {
        "id": str(answer.id),
        "wall": name,
        "body_hash": digest,
        "user_id": principal.user_id,
        "version": answer.version,
        "screens": json.dumps(answer.screens),
        "at_utc": now,
    }
    connection.execute(insert(WALL_COMMANDS).values(row))


def _contents(connection: Connection, principal: Principal, wall: KeptWall, command: WallOperation) -> Contents:
    if isinstance(command, PresetApply):
        return preset_contents(connection, wall, command)
    content = wall.wanted.screen(command.screen).content
    if isinstance(command, LayoutApply):
        state = command.layout.state()
        _check_tiles(connection, principal, wall, state.tiles)
        return {command.screen: with_layout(state, content.message)}
    if isinstance(command, ScreenMessage):
        return {command.screen: with_message(content, command.text)}
    if isinstance(command, TourShow):
        tour = command.tour.tour()
        _check_tiles(connection, principal, wall, tuple(tour.contents))
        return {command.screen: with_tour(content, tour)}
    shown = _shown(command)
    _check_tiles(connection, principal, wall, (shown,))
    return {command.screen: with_tile(content, command.tile - 1, shown)}


def _shown(command: TileShow | TileBoard | TileClear) -> TileContent | None:
    if isinstance(command, TileShow):
        return CameraId(command.camera_id)
    return command.content() if isinstance(command, TileBoard) else None


def _check_tiles(
    connection: Connection, principal: Principal, wall: KeptWall, tiles: tuple[TileContent | None, ...]
) -> None:
    """Each camera is the sender's to see, and the wall's: its machines see the areas of the wall and no others.

    Nobody sits before a machine and selects, so a hotspot would show nothing there for ever.
    """
    if any(isinstance(content, Hotspot) for content in tiles):
        raise Refusal(409, "wall.no_hotspot")
    for camera in sorted({camera for camera in cameras_in(tiles) if camera is not None}):
        row = camera_in_scope(connection, principal, camera)
        if row.deleted_utc is not None:
            raise Refusal(404, "camera.unknown")
        if not contains(wall.area_code, row.area_code):
            raise Refusal(409, "wall.camera_outside")


def _put_by(name: str, command: WallOperation) -> PutBy:
    return PutBy(name, "preset", command.preset) if isinstance(command, PresetApply) else PutBy(name)


def _said(command: WallOperation) -> str:
    if isinstance(command, LayoutApply):
        cameras = sum(camera is not None for camera in command.layout.cameras)
        return f"{command.op} {command.layout.name}, {cameras} cameras"
    if isinstance(command, TourShow):
        of = len(command.tour.cameras), len(command.tour.layouts), command.tour.step_s
        return f"{command.op} {command.tour.name}, {of[0]} cameras, {of[1]} layouts, every {of[2]} s"
    if isinstance(command, TileShow):
        return f"{command.op} {command.camera_id} on tile {command.tile}"
    if isinstance(command, TileBoard):
        return f"{command.op} {command.show} on tile {command.tile}"
    if isinstance(command, PresetApply):
        return f"{command.op} {command.preset}"
    if isinstance(command, ScreenMessage):
        return f"{command.op} {command.text}"
    return f"{command.op} {command.tile}"

"""Wall machines: each signs in with a secret of its own, sees the area of its wall, and shows its screens."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection, insert, select, update

from console.base.errors import KnownError
from console.base.redaction import Secret
from console.domain.area import is_area_code
from console.domain.audit_act import AuditAct
from console.domain.roles import Role
from console.domain.wall_alarm import Overlay
from console.domain.wall_wanted import MOST_SCREENS, ScreenContent, WallWanted
from console.server import audit
from console.server.audit import COMMAND_LINE, AuditActor
from console.server.centre import Centre
from console.server.numbering import Event
from console.server.people import disable_user
from console.server.principal import Principal
from console.server.problems import Refusal
from console.server.tables import USERS
from console.server.walls.alarm_rows import overlays_of
from console.server.walls.record import TOUR_TILE, open_spells, take_showings
from console.server.walls.rows import NEW_SCREEN, KeptWall, refused_screen, refusing, wall_called, write_wall
from console.server.walls.tables import WALL_COMMANDS, WALL_MACHINES
from console.wire.push import PushKind
from console.wire.screen_layout import ScreenLayout
from console.wire.wall_record import ShowingsAnswer, ShowingsBody
from console.wire.wall_tours import TourBody
from console.wire.walls import WALL_NAME, AckBody, TileAlarm, WallWantedRecord, WantedScreen

_PREFIX = "wall:"


@dataclass(frozen=True)
class MachineWish:
    """A machine to add; ``area_code`` makes the wall where there is none yet. No ``screens`` are all of the wall."""

    name: str
    wall: str
    screens: tuple[int, ...] = ()
    area_code: str = ""


@dataclass(frozen=True)
class KnownMachine:
    """A machine as ``ronda centre wall list`` tells it."""

    name: str
    wall: str
    screens: tuple[int, ...]
    is_revoked: bool


def machine_username(name: str) -> str:
    """Machines are users of a role that no person can have."""
    return f"{_PREFIX}{name}"


def add_machine(centre: Centre, wish: MachineWish, who: Principal | AuditActor = COMMAND_LINE) -> Secret:
    """Its secret, told this once. One that was revoked gets a new secret.

    Raises KnownError ``wall.bad_name``, ``wall.unknown_wall`` (wall), ``wall.machine_exists`` (name),
    ``wall.unknown_screen`` (screen), ``centre.scope_bad`` (area).
    """
    for name in (wish.name, wish.wall):
        if not re.match(WALL_NAME, name):
            raise KnownError("wall.bad_name", name=name)
    if wish.area_code and not is_area_code(wish.area_code):
        raise KnownError("centre.scope_bad", area=wish.area_code)
    secret = Secret(secrets.token_urlsafe(32))
    digest = centre.passwords.hash(secret)

    def work(connection: Connection) -> tuple[None, list[Event]]:
        wall = wall_called(connection, wish.wall) or _new_wall(connection, wish)
        for number in wish.screens:
            wall.wanted.screen(number)
        user_id = _user(connection, centre, wish.name, wall.area_code, digest)
        row = {"wall": wall.name, "user_id": user_id, "screens": json.dumps(sorted(set(wish.screens)))}
        mine = WALL_MACHINES.c.name == wish.name
        if not connection.execute(update(WALL_MACHINES).where(mine).values(row)).rowcount:
            connection.execute(insert(WALL_MACHINES).values(name=wish.name, **row))
        now = centre.clock.now_utc()
        subject = (machine_username(wish.name), f"added wall machine of {wall.name}")
        audit.record(connection, who, AuditAct.RIGHTS_CHANGED, [subject], now)
        return None, [wall.news(PushKind.WALL_WANTED)]

    centre.write(work)
    return secret


def revoke_machine(centre: Centre, name: str) -> None:
    """No more sign-in, and its session ends now. Raises KnownError ``wall.unknown_machine`` (name)."""
    if name not in {machine.name for machine in list_machines(centre)}:
        raise KnownError("wall.unknown_machine", name=name)
    disable_user(centre, machine_username(name))


def list_machines(centre: Centre) -> list[KnownMachine]:
    of_all = select(WALL_MACHINES, USERS.c.disabled_utc).join(USERS, USERS.c.id == WALL_MACHINES.c.user_id)
    with centre.database.read() as connection:
        rows = connection.execute(of_all.order_by(WALL_MACHINES.c.name)).all()
    return [
        KnownMachine(row.name, row.wall, tuple(json.loads(row.screens)), row.disabled_utc is not None) for row in rows
    ]


def wanted_of(centre: Centre, principal: Principal, name: str) -> WallWantedRecord:
    """What the screens of the machine that asks are to show; that it asked is kept. Raises Refusal 404 ``wall.unknown``."""

    def work(connection: Connection) -> tuple[WallWantedRecord, list[Event]]:
        machine, wall = machine_of(connection, principal, name)
        seen = update(WALL_MACHINES).where(WALL_MACHINES.c.name == machine.name)
        connection.execute(seen.values(seen_utc=centre.clock.now_utc()))
        numbers, spells = screens_of(machine, wall), open_spells(connection, wall.name)
        overlays = overlays_of(connection, wall.name)
        record = WallWantedRecord(
            wall=wall.name,
            title=wall.title,
            version=wall.wanted.version,
            watched=centre.thumbnails.is_watched(wall.name),
            screens=tuple(_wanted(wall, number, spells, overlays) for number in numbers),
        )
        return record, []

    return centre.write(work)


def acknowledge(centre: Centre, principal: Principal, command_id: UUID, body: AckBody) -> None:
    """Of a screen that has something newer by now it changes nothing.

    Raises Refusal 404 ``wall.unknown_command``, ``wall.unknown_screen`` (screen).
    """

    def work(connection: Connection) -> tuple[None, list[Event]]:
        machine, wall = machine_of(connection, principal)
        with refusing():
            wanted, screen = wall.wanted.screen(body.screen), wall.kept(body.screen)
        if body.screen not in screens_of(machine, wall):
            raise refused_screen(body.screen)
        if wanted.stamp is None or wanted.stamp.command_id != command_id:
            _check_known(connection, wall, command_id)
            return None, []
        if (screen.shown_version, screen.shown_state) == (wanted.version, body.state):
            return None, []
        shown = replace(
            screen,
            shown_state=body.state,
            shown_version=wanted.version,
            shown_detail=body.detail,
            shown_utc=centre.clock.now_utc(),
        )
        screens = (*wall.screens[: body.screen - 1], shown, *wall.screens[body.screen :])
        write_wall(connection, replace(wall, screens=screens), wall)
        return None, [wall.news(PushKind.WALL_WANTED)]

    centre.write(work)


def take_report(centre: Centre, principal: Principal, name: str, body: ShowingsBody) -> ShowingsAnswer:
    """What the machine really showed. Raises Refusal 404 ``wall.unknown``."""

    def work(connection: Connection) -> tuple[ShowingsAnswer, list[Event]]:
        machine, wall = machine_of(connection, principal, name)
        screens, now = screens_of(machine, wall), centre.clock.now_utc()
        refused = take_showings(connection, wall, machine.name, screens, body, now)
        return ShowingsAnswer(refused=tuple(refused)), []

    return centre.write(work)


def _new_wall(connection: Connection, wish: MachineWish) -> KeptWall:
    if not wish.area_code:
        raise KnownError("wall.unknown_wall", wall=wish.wall)
    count = max(wish.screens, default=1)
    if not 1 <= count <= MOST_SCREENS:
        raise KnownError("wall.unknown_screen", screen=count)
    screens = tuple(replace(NEW_SCREEN, title=str(number)) for number in range(1, count + 1))
    wall = KeptWall(wish.wall, wish.wall, wish.area_code, 1, WallWanted(()).resized(count), screens)
    write_wall(connection, wall, None)
    return wall


def _user(connection: Connection, centre: Centre, name: str, area_code: str, digest: str) -> str:
    username = machine_username(name)
    known = connection.execute(select(USERS).where(USERS.c.username == username)).first()
    values = {"scope": json.dumps([area_code]), "password_hash": digest, "disabled_utc": None}
    if known is not None:
        if known.disabled_utc is None or known.role != Role.WALL_MACHINE.value:
            raise KnownError("wall.machine_exists", name=name)
        connection.execute(update(USERS).where(USERS.c.id == known.id).values(values))
        return str(known.id)
    user_id = str(uuid4())
    fixed = {"id": user_id, "username": username, "display_name": name, "role": Role.WALL_MACHINE.value}
    row = fixed | values | {"denied": "[]", "created_utc": centre.clock.now_utc()}
    connection.execute(insert(USERS).values(row))
    return user_id


def machine_of(connection: Connection, principal: Principal, name: str | None = None) -> tuple[Any, KeptWall]:
    """Who asks, and its wall. Raises Refusal 404 ``wall.unknown``."""
    mine = select(WALL_MACHINES).where(WALL_MACHINES.c.user_id == principal.user_id)
    machine = connection.execute(mine).first()
    wall = None if machine is None else wall_called(connection, machine.wall)
    if machine is None or wall is None or name not in (None, wall.name):
        raise Refusal(404, "wall.unknown")
    return machine, wall


def screens_of(machine: Any, wall: KeptWall) -> tuple[int, ...]:
    """The numbers of the screens that it shows."""
    every = tuple(range(1, len(wall.screens) + 1))
    told = set(json.loads(machine.screens))
    return tuple(number for number in every if number in told) if told else every


def _wanted(
    wall: KeptWall,
    number: int,
    spells: Mapping[tuple[int, int], UUID],
    overlays: Mapping[int, tuple[Overlay, datetime]],
) -> WantedScreen:
    wanted, kept = wall.wanted.screen(number), wall.kept(number)
    stamp = wanted.stamp
    return WantedScreen(
        number=number,
        title=kept.title,
        layout=ScreenLayout.of(wanted.content.state),
        message=wanted.content.message,
        version=wanted.version,
        command_id=None if stamp is None else stamp.command_id,
        expires_utc=None if stamp is None else stamp.expires_utc,
        acknowledged=kept.shown_version == wanted.version,
        spells=tuple(spells.get((number, tile)) for tile in range(len(wanted.content.state.layout.cells))),
        tour=None if wanted.content.tour is None else TourBody.of(wanted.content.tour),
        tour_spell=spells.get((number, TOUR_TILE)),
        alarms=_alarms(overlays[number][0], wanted.content) if number in overlays else (),
    )


def _alarms(overlay: Overlay, content: ScreenContent) -> tuple[TileAlarm, ...]:
    """Of tiles that somebody has changed since, none."""
    return tuple(
        TileAlarm(
            id=mark.alarm.id,
            tile=mark.tile + 1,
            number=mark.alarm.number,
            kind=mark.alarm.kind,
            sound=mark.alarm.sound,
            exercise=mark.alarm.exercise,
        )
        for mark in overlay.marks
        if content.state.layout == overlay.applied.state.layout
        and content.state.tile(mark.tile) == overlay.applied.state.tile(mark.tile)
    )


def _check_known(connection: Connection, wall: KeptWall, command_id: UUID) -> None:
    mine = (WALL_COMMANDS.c.id == str(command_id)) & (WALL_COMMANDS.c.wall == wall.name)
    if connection.execute(select(WALL_COMMANDS.c.id).where(mine)).first() is None:
        raise Refusal(404, "wall.unknown_command")

"""What goes from a wall: the wall itself with its machines, and a single machine; who may, and on record."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, delete, select

from console.base.redaction import Secret
from console.domain.audit_act import AuditAct
from console.domain.wall_wanted import WallWanted
from console.server import audit
from console.server.centre import Centre
from console.server.numbering import Event
from console.server.people import shut_out
from console.server.principal import Principal
from console.server.problems import Refusal
from console.server.tables import USERS
from console.server.walls.machines import MachineWish, add_machine, machine_username
from console.server.walls.record import PutBy, note_spells
from console.server.walls.rows import KeptWall, refusing, wall_in_scope
from console.server.walls.setup import sees_whole
from console.server.walls.tables import WALL_COMMANDS, WALL_MACHINES, WALL_PRESETS, WALL_SCREENS, WALLS
from console.wire.push import PushKind
from console.wire.walls import MachineBody


def delete_wall(centre: Centre, principal: Principal, name: str, revision: int) -> None:
    """With its presets, and its machines are shut out.

    Raises Refusal 404 ``wall.unknown``, 403 ``scope.denied``, 409 ``wall.changed_meanwhile``.
    """

    def work(connection: Connection) -> tuple[None, list[Event]]:
        wall = _mine(connection, principal, name)
        if wall.revision != revision:
            raise Refusal(409, "wall.changed_meanwhile")
        now = centre.clock.now_utc()
        machines = select(WALL_MACHINES.c.name).where(WALL_MACHINES.c.wall == name)
        events = [
            event
            for one in connection.execute(machines).scalars().all()
            for event in _shut_out(connection, centre, one)
        ]
        note_spells(connection, replace(wall, wanted=WallWanted(())), PutBy(principal.display_name, "setup"), now)
        for table in (WALL_MACHINES, WALL_PRESETS, WALL_COMMANDS, WALL_SCREENS):
            connection.execute(delete(table).where(table.c.wall == name))
        connection.execute(delete(WALLS).where(WALLS.c.name == name))
        detail = f"deleted, {len(wall.screens)} screens, {wall.area_code}"
        audit.record(connection, principal, AuditAct.WALL_SET_UP, [(name, detail)], now)
        return None, [*events, wall.news(PushKind.WALL_WANTED)]

    centre.write(work)


def add_machine_to(centre: Centre, principal: Principal, name: str, machine: str, body: MachineBody) -> Secret:
    """Its secret, told this once.

    Raises Refusal 404 ``wall.unknown``, ``wall.unknown_screen`` (screen), 403 ``scope.denied``,
    409 ``wall.machine_exists`` (name).
    """
    with centre.database.read() as connection:
        _mine(connection, principal, name)
    with refusing():
        return add_machine(centre, MachineWish(machine, name, body.screens), principal)


def remove_machine(centre: Centre, principal: Principal, name: str, machine: str) -> None:
    """Its session ends now, and its secret opens nothing. Raises Refusal 404 ``wall.unknown``, ``wall.unknown_machine``."""

    def work(connection: Connection) -> tuple[None, list[Event]]:
        wall = _mine(connection, principal, name)
        working = (
            select(WALL_MACHINES.c.name)
            .join(USERS, USERS.c.id == WALL_MACHINES.c.user_id)
            .where(WALL_MACHINES.c.wall == name, WALL_MACHINES.c.name == machine, USERS.c.disabled_utc.is_(None))
        )
        if connection.execute(working).first() is None:
            raise Refusal(404, "wall.unknown_machine", name=machine)
        subject = (machine_username(machine), f"removed wall machine of {name}")
        audit.record(connection, principal, AuditAct.RIGHTS_CHANGED, [subject], centre.clock.now_utc())
        return None, [*_shut_out(connection, centre, machine), wall.news(PushKind.WALL_WANTED)]

    centre.write(work)


def _mine(connection: Connection, principal: Principal, name: str) -> KeptWall:
    """A wall shows all of its area, so who sets it up may see all of it."""
    wall = wall_in_scope(connection, principal, name)
    if not sees_whole(principal, wall.area_code):
        raise Refusal(403, "scope.denied")
    return wall


def _shut_out(connection: Connection, centre: Centre, machine: str) -> list[Event]:
    return shut_out(connection, machine_username(machine), centre.clock.now_utc())

"""Who looks at a wall through its thumbnails, what they may see of it, and that they did."""

from __future__ import annotations

from sqlalchemy import Connection, select

from console.domain.audit_act import AuditAct
from console.server import audit
from console.server.centre import Centre
from console.server.closures import closed_among
from console.server.numbering import Event
from console.server.principal import Principal
from console.server.tables import CAMERAS
from console.server.viewing_terms import terms_now
from console.server.walls.machines import machine_of, screens_of
from console.server.walls.rows import KeptWall, refused_screen, wall_in_scope
from console.server.walls.setup import sees_whole
from console.server.walls.thumbnails import Thumbnail
from console.wire.push import PushKind
from console.wire.thumbnails import ThumbnailAnswer, ThumbnailBody, ThumbnailList, ThumbnailRecord


def take(centre: Centre, principal: Principal, name: str, number: int, body: ThumbnailBody) -> ThumbnailAnswer:
    """From a machine of the wall; kept only while somebody looks.

    Raises Refusal 404 ``wall.unknown``, ``wall.unknown_screen`` (screen).
    """
    with centre.database.read() as connection:
        machine, wall = machine_of(connection, principal, name)
    if number not in screens_of(machine, wall):
        raise refused_screen(number)
    watched = centre.thumbnails.is_watched(name)
    if watched:
        centre.thumbnails.take(name, number, body.version, body.age_ms / 1000, body.cameras, body.jpeg)
    return ThumbnailAnswer(wanted=watched)


def look(centre: Centre, principal: Principal, name: str, since: int) -> ThumbnailList:
    """Those that are newer than ``since`` with their pictures. What can't be written down isn't shown.

    Raises Refusal 404 ``wall.unknown``.
    """
    with centre.database.read() as connection:
        wall = wall_in_scope(connection, principal, name)
        kept = {number: one for number, one in centre.thumbnails.of(name).items() if number <= len(wall.screens)}
        cameras = set().union(*(one.cameras for one in kept.values()))
        hidden = cameras - _seen(connection, centre, principal, cameras)
    begins = centre.thumbnails.watch(name)
    # Boards may tell of the whole area: a map, open flags.
    boards = set() if sees_whole(principal, wall.area_code) else _with_boards(wall, kept)
    given = {number: one for number, one in kept.items() if not one.cameras & hidden and number not in boards}
    _record(centre, principal, wall, given, begins=begins)
    now_s = centre.clock.monotonic_s()
    return ThumbnailList(
        sequence=max((one.sequence for one in kept.values()), default=0),
        screens=tuple(
            ThumbnailRecord(
                screen=number,
                sequence=one.sequence,
                version=one.version,
                age_ms=max(0, round((now_s - one.drawn_s) * 1000)),
                jpeg=one.jpeg if number in given and one.sequence > since else None,
                withheld=number not in given,
            )
            for number, one in kept.items()
        ),
    )


def _seen(connection: Connection, centre: Centre, principal: Principal, cameras: set[str]) -> set[str]:
    """Which of them the reader may see now; a machine draws what its own rights allow."""
    rows = connection.execute(select(CAMERAS.c.id, CAMERAS.c.area_code).where(CAMERAS.c.id.in_(cameras)))
    terms = terms_now(connection, cameras, centre.clock.now_utc())
    closed = closed_among(connection, cameras)
    return {
        row.id
        for row in rows
        if principal.sees(row.area_code) and row.id not in closed and terms.stop(row.id, principal.role) is None
    }


def _with_boards(wall: KeptWall, kept: dict[int, Thumbnail]) -> set[int]:
    """A picture of what the screen showed before may have a board that is gone by now."""
    return {
        number
        for number, one in enumerate(wall.wanted.screens, start=1)
        if one.content.has_boards or (number in kept and kept[number].version != one.version)
    }


def _record(centre: Centre, principal: Principal, wall: KeptWall, given: dict[int, Thumbnail], *, begins: bool) -> None:
    """By the wall and by each camera, so that either question of the audit finds it; and its machines are told to begin."""
    session, thumbnails = principal.session_id, centre.thumbnails
    cameras = sorted(set().union(*(one.cameras for one in given.values())))
    news = thumbnails.not_told(session, wall.name, [wall.name, *cameras])
    if not news and not begins:
        return

    def work(connection: Connection) -> tuple[None, list[Event]]:
        subjects = [(one, "thumbnails" if one == wall.name else f"thumbnail of wall {wall.name}") for one in news]
        audit.record(connection, principal, AuditAct.WALL_WATCHED, subjects, centre.clock.now_utc())
        return None, [wall.news(PushKind.WALL_WATCHED)] if begins else []

    centre.write(work)
    thumbnails.tell(session, wall.name, news)

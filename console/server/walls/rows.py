"""Walls as they are kept, read into values and written back; for who may see them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, delete, insert, select, update

from console.base.errors import KnownError
from console.domain.roles import Permission
from console.domain.tile_content import camera_in
from console.domain.wall_right import WallClaim, WallSender
from console.domain.wall_state import WallState
from console.domain.wall_wanted import ScreenContent, ScreenWanted, Stamp, WallWanted
from console.server.numbering import Event
from console.server.principal import Principal
from console.server.problems import Refusal
from console.server.tables import CAMERAS
from console.server.walls.tables import WALL_SCREENS, WALLS
from console.wire.push import PushKind, WallNews
from console.wire.walls import ClaimRecord, ScreenBody

_STATUSES = {
    "wall.unknown_screen": 404,
    "wall.unknown_tile": 404,
    "wall.not_open": 403,
    "wall.bad_name": 422,
    "wall.machine_exists": 409,
    "wall.claimed": 409,
    "wall.tour_no_tile": 409,
    "wall.nothing_to_undo": 409,
    "wall.rule_hours": 422,
    "wall.rule_days": 422,
    "wall.rule_area": 422,
    "wall.rule_length": 422,
    "wall.rule_until": 422,
}


@dataclass(frozen=True)
class KeptScreen:
    """What is kept of a screen beside what it is to show."""

    title: str
    open_to_operators: bool
    claim: WallClaim | None
    shown_state: str
    shown_version: int
    shown_detail: str
    shown_utc: datetime | None


NEW_SCREEN = KeptScreen("", False, None, "", 0, "", None)


@dataclass(frozen=True)
class KeptWall:
    """One wall, whole."""

    name: str
    title: str
    area_code: str
    revision: int
    wanted: WallWanted
    screens: tuple[KeptScreen, ...]

    def kept(self, number: int) -> KeptScreen:
        """Raises KnownError ``wall.unknown_screen`` (screen)."""
        self.wanted.screen(number)
        return self.screens[number - 1]

    def news(self, kind: PushKind) -> Event:
        news = WallNews(wall=self.name, version=self.wanted.version)
        return Event(kind, news.model_dump_json(), self.area_code)


@contextmanager
def refusing() -> Iterator[None]:
    """What the rules of walls refuse, as the API says no."""
    try:
        yield
    except KnownError as error:
        status = _STATUSES.get(error.code)
        if status is None:
            raise
        params = {name: str(value) for name, value in error.params.items()}
        raise Refusal(status, error.code, "", None, **params) from error


def refused_screen(number: int) -> Refusal:
    """A wall has no screen of that number, or it is not the machine's."""
    return Refusal(404, "wall.unknown_screen", screen=str(number))


def sender_of(principal: Principal) -> WallSender:
    sends, steers = principal.may(Permission.SEND_TO_WALLS), principal.may(Permission.STEER_WALLS)
    return WallSender(principal.user_id, principal.display_name, sends, steers)


def wall_in_scope(connection: Connection, principal: Principal, name: str) -> KeptWall:
    """Raises Refusal 404 ``wall.unknown``."""
    wall = wall_called(connection, name)
    if wall is None or not principal.sees(wall.area_code):
        raise Refusal(404, "wall.unknown")
    return wall


def wall_called(connection: Connection, name: str) -> KeptWall | None:
    row = connection.execute(select(WALLS).where(WALLS.c.name == name)).first()
    return None if row is None else _wall(connection, row)


def all_walls(connection: Connection) -> Iterator[KeptWall]:
    for row in connection.execute(select(WALLS).order_by(WALLS.c.name)).all():
        yield _wall(connection, row)


def cameras_seen(connection: Connection, principal: Principal, contents: Iterable[ScreenContent]) -> set[str]:
    """Which of the cameras on those screens are the reader's to know of."""
    named = {camera for content in contents for camera in content.state.cameras if camera}
    rows = connection.execute(select(CAMERAS.c.id, CAMERAS.c.area_code).where(CAMERAS.c.id.in_(named)))
    return {str(row.id) for row in rows if principal.sees(row.area_code)}


def without_unseen(state: WallState, seen: set[str]) -> WallState:
    """What is no camera stays."""
    return WallState(state.layout, tuple(one if camera_in(one) in (None, *seen) else None for one in state.tiles))


def write_wall(connection: Connection, wall: KeptWall, was: KeptWall | None) -> None:
    """The wall and those of its screens that are not as they were."""
    values = {
        "title": wall.title,
        "area_code": wall.area_code,
        "revision": wall.revision,
        "version": wall.wanted.version,
        "before": contents_text(wall.wanted.before or {}),
    }
    if was is None:
        connection.execute(insert(WALLS).values(name=wall.name, **values))
    else:
        connection.execute(update(WALLS).where(WALLS.c.name == wall.name).values(values))
    mine = WALL_SCREENS.c.wall == wall.name
    connection.execute(delete(WALL_SCREENS).where(mine, WALL_SCREENS.c.number > len(wall.screens)))
    known = 0 if was is None else len(was.screens)
    for number, (screen, wanted) in enumerate(zip(wall.screens, wall.wanted.screens, strict=True), start=1):
        if was is None or number > known:
            new = insert(WALL_SCREENS).values(wall=wall.name, number=number, **_columns(screen, wanted))
            connection.execute(new)
        elif (screen, wanted) != (was.screens[number - 1], was.wanted.screen(number)):
            changed = update(WALL_SCREENS).where(mine, WALL_SCREENS.c.number == number)
            connection.execute(changed.values(_columns(screen, wanted)))


def contents_text(contents: Mapping[int, ScreenContent]) -> str:
    bodies = {str(number): ScreenBody.of(one).model_dump(mode="json") for number, one in contents.items()}
    return json.dumps(bodies)


def read_contents(text: str) -> dict[int, ScreenContent]:
    return {int(number): ScreenBody.model_validate(one).content() for number, one in json.loads(text).items()}


def _wall(connection: Connection, row: Any) -> KeptWall:
    of_wall = select(WALL_SCREENS).where(WALL_SCREENS.c.wall == row.name).order_by(WALL_SCREENS.c.number)
    rows = connection.execute(of_wall).all()
    wanted = WallWanted(tuple(_wanted(one) for one in rows), row.version, read_contents(row.before) or None)
    return KeptWall(row.name, row.title, row.area_code, row.revision, wanted, tuple(_screen(one) for one in rows))


def _wanted(row: Any) -> ScreenWanted:
    content = ScreenBody.model_validate_json(row.content).content()
    if row.command_id is None:
        return ScreenWanted(content, row.version)
    return ScreenWanted(
        content, row.version, Stamp(UUID(row.command_id), row.changed_by, row.changed_utc, row.expires_utc)
    )


def _screen(row: Any) -> KeptScreen:
    claim = None
    if row.claim:
        told = ClaimRecord.model_validate_json(row.claim)
        claim = WallClaim(told.holder_id, told.holder, told.reason, told.since_utc, told.until_utc)
    return KeptScreen(
        row.title,
        row.open_to_operators,
        claim,
        row.shown_state,
        row.shown_version,
        row.shown_detail,
        row.shown_utc,
    )


def claim_record(claim: WallClaim) -> ClaimRecord:
    return ClaimRecord(
        holder_id=claim.holder_id,
        holder=claim.holder,
        reason=claim.reason,
        since_utc=claim.since_utc,
        until_utc=claim.until_utc,
    )


def _columns(screen: KeptScreen, wanted: ScreenWanted) -> dict[str, object]:
    stamp = wanted.stamp
    return {
        "title": screen.title,
        "open_to_operators": screen.open_to_operators,
        "content": ScreenBody.of(wanted.content).model_dump_json(),
        "version": wanted.version,
        "command_id": None if stamp is None else str(stamp.command_id),
        "changed_by": "" if stamp is None else stamp.by,
        "changed_utc": None if stamp is None else stamp.at_utc,
        "expires_utc": None if stamp is None else stamp.expires_utc,
        "claim": "" if screen.claim is None else claim_record(screen.claim).model_dump_json(),
        "shown_state": screen.shown_state,
        "shown_version": screen.shown_version,
        "shown_detail": screen.shown_detail,
        "shown_utc": screen.shown_utc,
    }

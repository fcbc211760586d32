"""Cameras of sensitive places on large tiles of a shared wall: with a reason or not at all, and the reason is on record."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, select

from console.domain.wall_reason import newly_large
from console.domain.wall_wanted import ScreenContent
from console.server.problems import Refusal
from console.server.tables import CAMERAS
from console.server.walls.rows import KeptWall

_MOST_NAMED = 5


def sensitive_news(connection: Connection, wall: KeptWall, contents: Mapping[int, ScreenContent]) -> list[str]:
    """The ids of sensitive cameras that become large with ``contents``, in the order of their numbers."""
    wanted = wall.wanted
    new = frozenset[str]().union(*(newly_large(wanted.screen(one).content, then) for one, then in contents.items()))
    of = CAMERAS.c
    rows = connection.execute(select(of.id).where(of.id.in_(new), of.privacy_class != "").order_by(of.number))
    return [str(row.id) for row in rows]


def check_reason(connection: Connection, cameras: list[str], reason: str) -> None:
    """Raises Refusal 409 ``wall.reason_needed`` (cameras: their numbers)."""
    if not cameras or reason:
        return
    named = select(CAMERAS.c.number).where(CAMERAS.c.id.in_(cameras)).order_by(CAMERAS.c.number)
    numbers = [str(row.number) for row in connection.execute(named)]
    more = ["…"] if len(numbers) > _MOST_NAMED else []
    raise Refusal(409, "wall.reason_needed", "", None, cameras=", ".join(numbers[:_MOST_NAMED] + more))

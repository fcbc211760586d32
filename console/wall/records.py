"""What was on walls, as the centre has it on record."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from console.domain.wall_question import WallQuestion
from console.wire.wall_record import KnownWall, KnownWalls, WallSpells

PAGE_ROWS = 200


class RecordCentre(Protocol):
    """The part of the centre's client that is needed here."""

    def known_walls(self) -> KnownWalls: ...

    def wall_record(self, name: str, params: dict[str, str]) -> WallSpells: ...

    def wall_record_table(self, name: str, params: dict[str, str]) -> bytes: ...


class WallRecords:
    """All blocks. Raises KnownError net.*, auth.*, centre.*, wall.*."""

    def __init__(self, centre: RecordCentre) -> None:
        self._centre = centre

    def walls(self) -> tuple[KnownWall, ...]:
        """Those of the person's areas."""
        return self._centre.known_walls().walls

    def page(self, wall: str, question: WallQuestion, before: UUID | None) -> WallSpells:
        params = {**_params(question), "limit": str(PAGE_ROWS)}
        if before is not None:
            params["before"] = str(before)
        return self._centre.wall_record(wall, params)

    def table(self, wall: str, question: WallQuestion) -> bytes:
        """As CSV."""
        return self._centre.wall_record_table(wall, _params(question))


def _params(question: WallQuestion) -> dict[str, str]:
    params = {"from": question.since_utc.isoformat(), "to": question.until_utc.isoformat()}
    if question.screen is not None:
        params["screen"] = str(question.screen)
    if question.camera:
        params["camera"] = question.camera
    return params

"""What walls show by themselves, as the centre keeps it."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from console.wire.wall_record import KnownWall, KnownWalls
from console.wire.wall_rules import RuleBody, RuleList, RuleRecord


class RuleCentre(Protocol):
    """The part of the centre's client that is needed here."""

    def known_walls(self) -> KnownWalls: ...

    def wall_rules(self, name: str) -> RuleList: ...

    def put_wall_rule(self, name: str, rule_id: UUID, body: RuleBody) -> RuleList: ...

    def delete_wall_rule(self, name: str, rule_id: UUID) -> None: ...


class WallRules:
    """All blocks. Raises KnownError net.*, auth.*, centre.*, wall.*."""

    def __init__(self, centre: RuleCentre) -> None:
        self._centre = centre

    def walls(self) -> tuple[KnownWall, ...]:
        """Those of the person's areas."""
        return self._centre.known_walls().walls

    def rules(self, wall: str) -> tuple[RuleRecord, ...]:
        return self._centre.wall_rules(wall).rules

    def save(self, wall: str, rule_id: UUID, body: RuleBody) -> tuple[RuleRecord, ...]:
        """All rules of the wall as they are then."""
        return self._centre.put_wall_rule(wall, rule_id, body).rules

    def delete(self, wall: str, rule_id: UUID) -> None:
        self._centre.delete_wall_rule(wall, rule_id)

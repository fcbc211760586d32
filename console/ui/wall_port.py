"""What the screens need of the walls that are steered through the centre."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from console.base.observer import Signal
from console.domain.wall_question import WallQuestion
from console.wire.wall_record import KnownWall, WallSpells
from console.wire.wall_rules import RuleBody, RuleRecord
from console.wire.walls import WallOperation, WallRecord


class SteeringDesk(Protocol):
    """``changed`` comes from any thread; all else blocks and raises KnownError net.*, auth.*, centre.*, wall.*."""

    @property
    def changed(self) -> Signal[None]: ...

    def all(self) -> tuple[WallRecord, ...]:
        """Those of the person's areas."""

    def send(self, wall: str, operation: WallOperation) -> tuple[int, ...]:
        """The screens that it changed."""

    def undo(self, wall: str, version: int) -> tuple[int, ...]: ...

    def claim(self, wall: str, screen: int, reason: str, for_s: int) -> None: ...

    def release(self, wall: str, screen: int) -> None: ...

    def open_to_operators(self, wall: WallRecord, screen: int, *, is_open: bool) -> None: ...

    def presets(self, wall: str) -> tuple[str, ...]: ...

    def save_preset(self, wall: str, name: str) -> None: ...

    def delete_preset(self, wall: str, name: str) -> None: ...


class WallRecordDesk(Protocol):
    """All blocks and raises KnownError net.*, auth.*, centre.*, wall.*."""

    def walls(self) -> tuple[KnownWall, ...]: ...

    def page(self, wall: str, question: WallQuestion, before: UUID | None) -> WallSpells:
        """``before``: what the page before it said is next."""

    def table(self, wall: str, question: WallQuestion) -> bytes: ...


class WallRuleDesk(Protocol):
    """All blocks and raises KnownError net.*, auth.*, centre.*, wall.*."""

    def walls(self) -> tuple[KnownWall, ...]: ...

    def rules(self, wall: str) -> tuple[RuleRecord, ...]: ...

    def save(self, wall: str, rule_id: UUID, body: RuleBody) -> tuple[RuleRecord, ...]:
        """All rules of the wall as they are then."""

    def delete(self, wall: str, rule_id: UUID) -> None: ...

"""What the screens need of the walls that are steered through the centre."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from console.base.observer import Signal
from console.base.redaction import Secret
from console.domain.wall_question import WallQuestion
from console.wire.thumbnails import ThumbnailList
from console.wire.wall_changes import WallChanges
from console.wire.wall_record import KnownWall, WallSpells
from console.wire.wall_rules import RuleBody, RuleRecord
from console.wire.walls import PresetRecord, WallBody, WallOperation, WallRecord


class WallSetupDesk(Protocol):
    """All of it blocks and raises KnownError net.*, auth.*, centre.*, wall.*."""

    def set_up(self, name: str, body: WallBody) -> None:
        """A new wall where its revision is 0; what somebody else has set up meanwhile is not overwritten."""

    def delete(self, name: str, revision: int) -> None: ...

    def add_machine(self, wall: str, machine: str, screens: tuple[int, ...]) -> Secret:
        """Its secret, which nobody can ask for again."""

    def remove_machine(self, wall: str, machine: str) -> None: ...

    def open_to_operators(self, wall: WallRecord, screen: int, *, is_open: bool) -> None: ...

    def presets(self, wall: str) -> tuple[str, ...]: ...

    def preset(self, wall: str, name: str) -> PresetRecord: ...

    def rename_preset(self, wall: str, name: str, new: str) -> None: ...

    def save_preset(self, wall: str, name: str) -> None: ...

    def delete_preset(self, wall: str, name: str) -> None: ...


class SteeringDesk(Protocol):
    """``changed`` comes from any thread; all else blocks and raises KnownError net.*, auth.*, centre.*, wall.*."""

    @property
    def changed(self) -> Signal[None]: ...

    @property
    def setup(self) -> WallSetupDesk: ...

    def all(self) -> tuple[WallRecord, ...]:
        """Those of the person's areas."""

    def thumbnails(self, wall: str, since: int) -> ThumbnailList:
        """How its screens look now; those newer than ``since`` with their pictures. It is on record who looked."""

    def send(self, wall: str, operation: WallOperation, reason: str = "") -> tuple[int, ...]:
        """The screens that it changed. ``wall.reason_needed``: a sensitive camera would be large there."""

    def undo(self, wall: str, version: int, reason: str = "") -> tuple[int, ...]: ...

    def changes(self, wall: str) -> WallChanges:
        """The last ones of each screen; for who steers."""

    def claim(self, wall: str, screen: int, reason: str, for_s: int) -> None: ...

    def release(self, wall: str, screen: int) -> None: ...


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

"""A fake of the rules of walls at the centre: one wall, two rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from console.base.errors import KnownError
from console.domain.wall_rule import RuleTrigger
from console.wire.wall_record import KnownWall
from console.wire.wall_rules import RuleBody, RuleRecord
from tests.helpers.screen_fakes import START_UTC


def sample_rules() -> list[RuleRecord]:
    flag = RuleBody(
        name="Prioritas 1", priorities=(1,), area_code="33.74.02", screen=2, shown_s=60, sound=True, revision=3
    )
    down = RuleBody(
        name="Kamera mati malam",
        is_on=False,
        trigger=RuleTrigger.CAMERA_DOWN,
        begin_min=1_320,
        end_min=300,
        weekdays=(4, 5),
        tile=2,
        shown_s=30,
        revision=1,
    )
    return [
        RuleRecord(id=UUID(int=number), body=body, changed_by="Ratna Dewi", changed_utc=START_UTC)
        for number, body in enumerate((flag, down), start=1)
    ]


@dataclass
class FakeWallRules:
    """``failure`` is the centre that does not answer, or refuses."""

    known: list[KnownWall] = field(default_factory=list)
    kept: list[RuleRecord] = field(default_factory=list)
    failure: KnownError | None = None
    saved: list[tuple[str, UUID, RuleBody]] = field(default_factory=list)

    def walls(self) -> tuple[KnownWall, ...]:
        self._fail()
        return tuple(self.known)

    def rules(self, wall: str) -> tuple[RuleRecord, ...]:
        assert wall in {one.name for one in self.known}
        return tuple(self.kept)

    def save(self, wall: str, rule_id: UUID, body: RuleBody) -> tuple[RuleRecord, ...]:
        self._fail()
        self.saved.append((wall, rule_id, body))
        kept = body.model_copy(update={"revision": body.revision + 1})
        record = RuleRecord(id=rule_id, body=kept, changed_by="Ratna Dewi", changed_utc=START_UTC)
        self.kept = [*(one for one in self.kept if one.id != rule_id), record]
        return tuple(self.kept)

    def delete(self, wall: str, rule_id: UUID) -> None:
        self._fail()
        assert wall in {one.name for one in self.known}
        self.kept = [one for one in self.kept if one.id != rule_id]

    def _fail(self) -> None:
        if self.failure is not None:
            raise self.failure

"""Rules by which a wall shows something by itself: ``/v1/walls/{name}/rules``."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from console.domain.layout import MOST_TILES
from console.domain.wall_rule import DAY_MIN, MOST_RULES, RuleHours, RuleTrigger, WallRule
from console.wire.model import Message, UtcTime

RuleName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Code = Annotated[str, StringConstraints(min_length=1, max_length=20)]


class RuleBody(Message):
    """A rule as people set it; what cannot be is refused by name. ``revision`` is that which was seen, 0 makes it."""

    name: RuleName
    is_on: bool = True
    trigger: RuleTrigger = RuleTrigger.FLAG
    categories: tuple[Code, ...] = Field(default=(), max_length=100)
    priorities: tuple[Annotated[int, Field(ge=1, le=4)], ...] = Field(default=(), max_length=4)
    area_code: str = Field(default="", max_length=40)
    begin_min: int = 0
    end_min: int = DAY_MIN
    weekdays: tuple[int, ...] = Field(default=tuple(range(7)), max_length=7)
    screen: int = 1
    tile: Annotated[int, Field(ge=1, le=MOST_TILES)] | None = None
    shown_s: int | None = 60
    sound: bool = False
    revision: int = Field(default=0, ge=0)

    def rule(self, rule_id: UUID) -> WallRule:
        return WallRule(
            rule_id,
            self.name,
            self.is_on,
            self.trigger,
            frozenset(self.categories),
            frozenset(self.priorities),
            self.area_code,
            RuleHours(self.begin_min, self.end_min, frozenset(self.weekdays)),
            self.screen,
            self.tile,
            self.shown_s,
            self.sound,
        )

    @classmethod
    def of(cls, rule: WallRule, revision: int) -> RuleBody:
        return cls(
            name=rule.name,
            is_on=rule.is_on,
            trigger=rule.trigger,
            categories=tuple(sorted(rule.categories)),
            priorities=tuple(sorted(rule.priorities)),
            area_code=rule.area_code,
            begin_min=rule.hours.begin_min,
            end_min=rule.hours.end_min,
            weekdays=tuple(sorted(rule.hours.weekdays)),
            screen=rule.screen,
            tile=rule.tile,
            shown_s=rule.shown_s,
            sound=rule.sound,
            revision=revision,
        )


class RuleRecord(Message):
    """A rule as the centre has it."""

    id: UUID
    body: RuleBody
    changed_by: str
    changed_utc: UtcTime


class RuleList(Message):
    """Of one wall, by name."""

    rules: tuple[RuleRecord, ...] = Field(max_length=MOST_RULES)

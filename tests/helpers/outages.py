"""A small city whose cameras share things, and outages of them that one tells by name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from console.base.ids import new_id
from console.domain.cause import CauseLine, CauseNews, CauseRule, Group, Standing, groups_of
from console.domain.cause_book import CauseBook

BEGUN = datetime(2026, 11, 26, 7, 3, tzinfo=UTC)
VILLAGE = "33.74.02.1001"


@dataclass
class City:
    """Cameras that work until they are said to have fallen; ``at_s`` are seconds since ``BEGUN``."""

    rule: CauseRule = field(default_factory=CauseRule)
    groups: dict[str, tuple[Group, ...]] = field(default_factory=dict)
    down: dict[str, datetime] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.book = CauseBook(self.rule, new_id)

    def add(self, names: Iterable[str], area: str = VILLAGE, owner: str = "", **links: str) -> list[str]:
        added = list(names)
        for name in added:
            self.groups[name] = groups_of(area, owner, **links)
        return added

    def fall(self, cameras: Iterable[str], at_s: float = 0.0, apart_s: float = 0.0) -> None:
        for place, camera in enumerate(cameras):
            self.down[camera] = BEGUN + timedelta(seconds=at_s + place * apart_s)

    def come_back(self, cameras: Iterable[str]) -> None:
        for camera in cameras:
            self.down.pop(camera, None)

    def standing(self) -> Standing:
        working = self.groups.keys() - self.down.keys() - self.unknown
        return Standing(dict(self.groups), dict(self.down), working)

    def look(self, at_s: float) -> CauseNews:
        return self.book.look(self.standing(), BEGUN + timedelta(seconds=at_s))

    def settle(self, at_s: float) -> list[CauseLine]:
        """The lines when everything until now has held."""
        self.look(at_s)
        self.look(at_s + self.rule.opens_after_s)
        return sorted(self.book.lines, key=lambda line: (line.group[0].value, line.group[1]))


def names(prefix: str, count: int) -> list[str]:
    return [f"{prefix}-{number}" for number in range(count)]

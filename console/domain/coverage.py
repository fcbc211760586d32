"""How far the RTs of a city are covered by cameras that work: counted at each RT, rolled up over what lies around it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from console.domain.area import AreaLevel, area_level, contains, lineage, parent_code


@dataclass(frozen=True)
class AreaFact:
    """What the directory has of one area: for an RT its cameras and those that work, which elsewhere count for nothing."""

    code: str
    name: str
    camera_count: int = 0
    working_count: int = 0


@dataclass(frozen=True)
class AreaCoverage:
    """One area; of an RT one of the three is 1."""

    code: str
    name: str
    working: int = 0
    """RTs with at least one camera that works."""
    dead: int = 0
    """RTs with cameras of which none works."""
    bare: int = 0
    """RTs without a camera."""
    cameras: int = 0
    """Those of its RTs."""
    working_cameras: int = 0

    @property
    def level(self) -> AreaLevel:
        return area_level(self.code)

    @property
    def rts(self) -> int:
        return self.working + self.dead + self.bare

    @property
    def share(self) -> float:
        """Of its RTs, those with a working camera; 0 where there is none."""
        return self.working / self.rts if self.rts else 0.0


class Coverage:
    """Frozen once made; cheap to ask."""

    def __init__(self, facts: Iterable[AreaFact]) -> None:
        known = sorted(facts, key=lambda fact: fact.code)
        counts = {fact.code: [0, 0, 0, 0, 0] for fact in known}
        for fact in known:
            if area_level(fact.code) is not AreaLevel.RT:
                continue
            kind = 0 if fact.working_count else 1 if fact.camera_count else 2
            for code in lineage(fact.code):
                if (count := counts.get(code)) is not None:
                    count[kind] += 1
                    count[3] += fact.camera_count
                    count[4] += fact.working_count
        self._areas = {fact.code: AreaCoverage(fact.code, fact.name, *counts[fact.code]) for fact in known}

    def of(self, code: str) -> AreaCoverage | None:
        return self._areas.get(code)

    def at(self, level: AreaLevel, inside: str | None = None) -> list[AreaCoverage]:
        """Every area of that level, or those inside one, by code."""
        found = (area for area in self._areas.values() if area.level is level)
        return [area for area in found if inside is None or contains(inside, area.code)]

    @staticmethod
    def total(areas: Iterable[AreaCoverage]) -> AreaCoverage:
        """Of areas that do not lie in each other; its code is empty."""
        all_of_them = list(areas)
        return AreaCoverage(
            "",
            "",
            sum(one.working for one in all_of_them),
            sum(one.dead for one in all_of_them),
            sum(one.bare for one in all_of_them),
            sum(one.cameras for one in all_of_them),
            sum(one.working_cameras for one in all_of_them),
        )

    def place(self, code: str) -> str:
        """What lies around an area, from the inside out, without the city where there is more."""
        outer = parent_code(code)
        names = [self._areas[one].name for one in lineage(outer) if one in self._areas] if outer is not None else []
        return ", ".join(names[:-1] if len(names) > 1 else names)

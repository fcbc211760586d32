"""Which cameras a report tells of, with their names, areas and owners: also those that left, while their spells are kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, select, true

from console.domain.area import AreaLevel, area_level, is_area_code, lineage
from console.domain.report_days import ReportBy
from console.server.principal import Principal, inside_clause, scope_clause
from console.server.problems import Refusal
from console.server.spells.tables import GONE_CAMERAS
from console.server.tables import AREAS, CAMERAS


@dataclass(frozen=True)
class ReportScope:
    """What of the city is told of; ``principal`` None is the command line, which may see all of it."""

    area: str = ""
    principal: Principal | None = None

    def check(self, connection: Connection) -> None:
        """Raises Refusal 404 ``report.area_unknown``, 403 ``scope.denied``."""
        if not self.area:
            return
        known = select(AREAS.c.code).where(AREAS.c.code == self.area, AREAS.c.deleted_utc.is_(None))
        if connection.execute(known).first() is None:
            raise Refusal(404, "report.area_unknown", area=self.area[:40])
        if self.principal is not None and not self.principal.sees_area(self.area):
            raise Refusal(403, "scope.denied")

    def clause(self, column: Any) -> ColumnElement[bool]:
        inside = inside_clause(column, self.area) if self.area else true()
        return inside if self.principal is None else inside & scope_clause(self.principal, column)


@dataclass(frozen=True)
class CountedCamera:
    """A camera of a report."""

    id: str
    number: int
    name: str
    area_code: str
    owner: str
    owner_id: str
    is_here: bool
    """In the directory now; one that is not counts only where it has spells."""


def counted_cameras(connection: Connection, scope: ReportScope) -> list[CountedCamera]:
    """By number."""
    mine = select(CAMERAS).where(scope.clause(CAMERAS.c.area_code))
    found = {row.id: _counted(row.id, row, is_here=row.deleted_utc is None) for row in connection.execute(mine)}
    known = select(CAMERAS.c.id).where(CAMERAS.c.id == GONE_CAMERAS.c.camera_id).exists()
    gone = select(GONE_CAMERAS).where(scope.clause(GONE_CAMERAS.c.area_code), ~known)
    for row in connection.execute(gone):
        found[row.camera_id] = _counted(row.camera_id, row, is_here=False)
    return sorted(found.values(), key=lambda camera: (camera.number, camera.id))


def _counted(camera_id: str, row: Any, *, is_here: bool) -> CountedCamera:
    return CountedCamera(camera_id, row.number, row.name, row.area_code, row.owner, row.owner_id, is_here)


class Places:
    """The names of areas, and to which line of a report a camera belongs."""

    def __init__(self, connection: Connection) -> None:
        self._names: dict[str, str] = {
            row.code: row.name for row in connection.execute(select(AREAS.c.code, AREAS.c.name))
        }

    def name(self, code: str) -> str:
        return self._names.get(code, code)

    def around(self, code: str) -> str:
        """The areas around it without the city, innermost first."""
        outside = [one for one in lineage(code)[1:] if area_level(one) is not AreaLevel.CITY]
        return ", ".join(self.name(one) for one in outside)

    def key(self, camera: CountedCamera, by: ReportBy) -> str:
        """A camera that belongs to no area of the level goes with the area that it has."""
        if by is ReportBy.CAMERA:
            return camera.id
        if by is ReportBy.OWNER:
            return camera.owner_id
        around = [code for code in lineage(camera.area_code) if area_level(code) is by.level]
        return around[0] if around else camera.area_code

    def title(self, camera: CountedCamera, by: ReportBy) -> tuple[str, str]:
        """Name and place of the line that the camera belongs to."""
        if by is ReportBy.CAMERA:
            return f"{camera.number} {camera.name}", self._with_around(camera.area_code)
        if by is ReportBy.OWNER:
            return camera.owner, ""
        code = self.key(camera, by)
        return self.name(code), self.around(code) if is_area_code(code) else ""

    def _with_around(self, code: str) -> str:
        around = self.around(code)
        return f"{self.name(code)}, {around}" if around else self.name(code)

"""Coverage: how many cameras of each kelurahan were seen on this console within a span of time; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from console.domain.area import AreaLevel, area_level, lineage
from console.domain.camera import CameraId
from console.domain.directory_entry import AreaEntry
from console.domain.map_camera import MapCamera, MapStatus


@dataclass(frozen=True)
class SeenCoverage:
    """One kelurahan. ``code`` is empty for cameras whose area the directory does not know."""

    code: str
    district: str
    name: str
    cameras: int
    working: int
    """As the centre says when the report is made."""
    seen: int
    """Of those that work."""
    seen_others: int
    """Seen within the span, though they do not work when the report is made."""
    first_utc: datetime | None
    """Of the working ones that were seen, the one that was seen longest ago."""

    @property
    def share(self) -> float | None:
        """None where nothing works."""
        return self.seen / self.working if self.working else None


def seen_coverage(
    cameras: Iterable[MapCamera], areas: Iterable[AreaEntry], last_seen: Mapping[CameraId, datetime]
) -> list[SeenCoverage]:
    """In the order of the official codes, those without an area last. ``last_seen``: within the span, each at its latest."""
    names = {area.code: area.name for area in areas}
    places: dict[str, list[MapCamera]] = {}
    for camera in cameras:
        places.setdefault(_village(camera.area_code), []).append(camera)
    return [_row(code, names, places[code], last_seen) for code in sorted(places, key=lambda code: (not code, code))]


def total(rows: Iterable[SeenCoverage]) -> SeenCoverage:
    found = list(rows)
    firsts = [row.first_utc for row in found if row.first_utc is not None]
    return SeenCoverage(
        "",
        "",
        "",
        sum(row.cameras for row in found),
        sum(row.working for row in found),
        sum(row.seen for row in found),
        sum(row.seen_others for row in found),
        min(firsts, default=None),
    )


def _village(code: str) -> str:
    around = [one for one in lineage(code) if area_level(one) is AreaLevel.VILLAGE]
    return around[0] if around else ""


def _row(
    code: str, names: Mapping[str, str], cameras: list[MapCamera], last_seen: Mapping[CameraId, datetime]
) -> SeenCoverage:
    working = [one.id for one in cameras if one.status is MapStatus.WORKING]
    seen = [last_seen[camera] for camera in working if camera in last_seen]
    others = sum(one.id in last_seen for one in cameras) - len(seen)
    district = lineage(code)[1] if code else ""
    return SeenCoverage(
        code,
        names.get(district, district),
        names.get(code, code),
        len(cameras),
        len(working),
        len(seen),
        others,
        min(seen, default=None),
    )

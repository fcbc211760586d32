"""The cameras of an area that fared worst over a stretch, and each hour of their last seven days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from console.domain.alive_hours import DAYS, HOUR_S, week_begin_unix_s
from console.domain.availability import Availability
from console.domain.report_days import ReportBy
from console.server.reports.availability import tallies_of
from console.server.reports.cameras import CountedCamera, Places, ReportScope, counted_cameras
from console.wire.reports import AvailabilityRow, CameraHealth, CameraHealthList

MOST_CAMERAS = 200


@dataclass(frozen=True)
class WorstWish:
    """From when until now, and how many."""

    begin_s: int
    limit: int
    scope: ReportScope


def worst_cameras(connection: Connection, wish: WorstWish, now_utc: datetime) -> CameraHealthList:
    """Only cameras that are in the directory. Raises as ``ReportScope.check``."""
    wish.scope.check(connection)
    now_s = int(now_utc.timestamp())
    cameras = [camera for camera in counted_cameras(connection, wish.scope) if camera.is_here]
    told = tallies_of(connection, cameras, (wish.begin_s, now_s), now_s)
    found = [(camera, Availability.of(parts[0])) for camera, parts in told]
    measured = [one for one in found if one[1].share is not None]
    measured.sort(key=lambda one: (one[1].share, -one[1].down_s, one[0].number))
    shown = measured[: min(wish.limit, MOST_CAMERAS)]
    hours = _hours(connection, [camera for camera, _ in shown], now_s)
    places = Places(connection)
    return CameraHealthList(
        hours_begin_s=week_begin_unix_s(now_s),
        cameras=tuple(
            CameraHealth(
                camera_id=camera.id,
                row=AvailabilityRow.of(camera.id, *places.title(camera, ReportBy.CAMERA), one),
                measured_s=tuple(measured_s for measured_s, _up_s in hours[camera.id]),
                up_s=tuple(up_s for _measured_s, up_s in hours[camera.id]),
            )
            for camera, one in shown
        ),
        measured=len(measured),
        unmeasured=len(found) - len(measured),
    )


def _hours(connection: Connection, cameras: Sequence[CountedCamera], now_s: int) -> dict[str, list[tuple[int, int]]]:
    """Measured and up of each hour of seven days; those to come have neither."""
    first_s = week_begin_unix_s(now_s)
    cuts = [first_s + hour * HOUR_S for hour in range(DAYS * 24 + 1)]
    return {
        camera.id: [(part.up_s + part.down_s, part.up_s) for part in parts]
        for camera, parts in tallies_of(connection, cameras, cuts, now_s)
    }

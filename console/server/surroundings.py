"""The plan around a flag, from the directory alone: its cameras, others near within the scope, and the areas they are in."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from statistics import fmean
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from console.domain.area import AreaLevel, area_level, is_area_code, parent_code
from console.domain.camera import DirectoryStatus
from console.domain.whereabouts import Position, box_around, distance_m
from console.server.closures import closed_among
from console.server.flags import cameras_of, record_of, visible_flag
from console.server.principal import Principal, scope_clause
from console.server.tables import AREAS, CAMERA_STATUS, CAMERAS
from console.wire.surroundings import NearArea, NearCamera, Surroundings

REACH_M = 400.0
_MOST_NEAR = 60
_CLOSED = "closed"


def surroundings(connection: Connection, principal: Principal, flag_id: UUID) -> Surroundings:
    """Raises Refusal 404 ``flag.unknown``."""
    visible_flag(connection, principal, flag_id)
    wanted = cameras_of(record_of(connection, flag_id))
    mine = {row.id: row for row in _rows(connection, principal, CAMERAS.c.id.in_(wanted))}
    flagged = [mine[one] for one in wanted if one in mine]
    placed = [row for row in flagged if _is_placed(row)]
    unplaced = tuple(row.id for row in flagged if not _is_placed(row))
    if not placed:
        return Surroundings(unplaced=unplaced)
    centres = [_position(row) for row in placed]
    found = [
        (near, row) for row in _near(connection, principal, centres) if (near := _nearest_m(row, centres)) <= REACH_M
    ]
    others = sorted(
        ((near, row) for near, row in found if row.id not in wanted), key=lambda pair: (pair[0], pair[1].id)
    )
    shown = [(0.0, row) for row in placed] + others[:_MOST_NEAR]
    closed = closed_among(connection, {row.id for _, row in shown})
    cameras = [_camera(row, near, wanted, closed) for near, row in shown]
    areas = tuple(_areas(connection, cameras))
    return Surroundings(cameras=tuple(cameras), areas=areas, unplaced=unplaced, more=len(others) > _MOST_NEAR)


def _rows(connection: Connection, principal: Principal, which: Any) -> list[Any]:
    statement = (
        select(CAMERAS, CAMERA_STATUS.c.state)
        .join(CAMERA_STATUS, CAMERA_STATUS.c.camera_id == CAMERAS.c.id, isouter=True)
        .where(which, CAMERAS.c.deleted_utc.is_(None), scope_clause(principal, CAMERAS.c.area_code))
    )
    return list(connection.execute(statement))


def _near(connection: Connection, principal: Principal, centres: list[Position]) -> list[Any]:
    box = box_around(centres, REACH_M)
    inside = CAMERAS.c.latitude.between(box.south, box.north) & CAMERAS.c.longitude.between(box.west, box.east)
    return _rows(connection, principal, inside)


def _is_placed(row: Any) -> bool:
    return row.latitude is not None and row.longitude is not None


def _position(row: Any) -> Position:
    return Position(row.latitude, row.longitude)


def _nearest_m(row: Any, centres: list[Position]) -> float:
    return min(distance_m(_position(row), centre) for centre in centres)


def _camera(row: Any, near_m: float, wanted: Collection[str], closed: set[str]) -> NearCamera:
    return NearCamera(
        id=row.id,
        number=row.number,
        name=row.name,
        area_code=row.area_code,
        latitude=row.latitude,
        longitude=row.longitude,
        approximate=row.approximate,
        state=_CLOSED if row.id in closed else row.state or DirectoryStatus.UNKNOWN.value,
        flagged=row.id in wanted,
        distance_m=round(near_m),
    )


def _areas(connection: Connection, cameras: list[NearCamera]) -> Iterable[NearArea]:
    """By RW, which is what people there call the place; by what is larger where the directory goes no deeper."""
    groups: dict[str, list[NearCamera]] = {}
    for camera in cameras:
        groups.setdefault(_rw_of(camera.area_code), []).append(camera)
    lines = {code: [one for one in (_village_of(code), code) if one] for code in groups}
    wanted = {one for line in lines.values() for one in line}
    names = {row.code: row.name for row in connection.execute(select(AREAS).where(AREAS.c.code.in_(wanted)))}
    for code, inside in sorted(groups.items()):
        told = tuple(dict.fromkeys(names[one] for one in lines[code] if one in names))
        if told:
            latitude, longitude = fmean(one.latitude for one in inside), fmean(one.longitude for one in inside)
            yield NearArea(code=code, names=told, latitude=latitude, longitude=longitude)


def _rw_of(code: str) -> str:
    while is_area_code(code) and area_level(code) is AreaLevel.RT:
        code = parent_code(code) or code
    return code


def _village_of(code: str) -> str:
    if not is_area_code(code) or area_level(code) is not AreaLevel.RW:
        return ""
    return parent_code(code) or ""

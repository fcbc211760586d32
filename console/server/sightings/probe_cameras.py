"""The cameras that can be probed, as directory, closures, terms and sightings stand, and where each is to be asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from console.domain.probe_round import ProbeCamera
from console.domain.roles import Role
from console.server.centre import Centre
from console.server.closures import closed_among
from console.server.intake.inner_login import put_back
from console.server.sightings.beliefs import CENTRE
from console.server.sightings.probe_process import ProbeSource
from console.server.sightings.tables import CAMERA_SIGHTINGS
from console.server.tables import CAMERAS
from console.server.viewing_terms import terms_now

_LINKS = (
    (CAMERAS.c.recorder_id, CAMERAS.c.recorder_feeds, "recorder"),
    (CAMERAS.c.uplink_id, CAMERAS.c.uplink_feeds, "uplink"),
)


@dataclass(frozen=True)
class Probeable:
    """A camera with what tells that its address or login is another one now."""

    camera: ProbeCamera
    address: tuple[str, str, str]


def probeable(connection: Connection, now_utc: datetime) -> list[Probeable]:
    """Not those that are closed to the room, or that nobody at all may watch at this hour by their owner's terms."""
    seen = (
        select(CAMERA_SIGHTINGS.c.camera_id, func.max(CAMERA_SIGHTINGS.c.fresh_utc).label("fresh_utc"))
        .group_by(CAMERA_SIGHTINGS.c.camera_id)
        .subquery()
    )
    probes = select(CAMERA_SIGHTINGS).where(CAMERA_SIGHTINGS.c.watcher == CENTRE).subquery()
    columns = (CAMERAS.c.id, CAMERAS.c.main_url, CAMERAS.c.sub_url, CAMERAS.c.login_mark)
    links = [column for name, feeds, _kind in _LINKS for column in (name, feeds)]
    statement = (
        select(*columns, *links, seen.c.fresh_utc, probes.c.at_utc.label("probed_utc"), probes.c.failures)
        .outerjoin(seen, seen.c.camera_id == CAMERAS.c.id)
        .outerjoin(probes, probes.c.camera_id == CAMERAS.c.id)
        .where(CAMERAS.c.deleted_utc.is_(None))
    )
    rows = [row for row in connection.execute(statement) if row.sub_url or row.main_url]
    barred = _barred(connection, [row.id for row in rows], now_utc)
    return [_probeable(row) for row in rows if row.id not in barred]


def _barred(connection: Connection, ids: list[str], now_utc: datetime) -> set[str]:
    barred: set[str] = set()
    for start in range(0, len(ids), 500):
        some = set(ids[start : start + 500])
        terms = terms_now(connection, some, now_utc)
        barred |= closed_among(connection, some)
        barred |= {one for one in some if terms.stop(one, Role.SUPERVISOR) and terms.stop(one, Role.OPERATOR)}
    return barred


def _probeable(row: Any) -> Probeable:
    moments = [one.timestamp() for one in (row.fresh_utc, row.probed_utc) if one is not None]
    links = tuple(
        (f"{kind} {getattr(row, name.name)}", getattr(row, feeds.name))
        for name, feeds, kind in _LINKS
        if getattr(row, name.name)
    )
    camera = ProbeCamera(
        row.id,
        links,
        max(moments, default=None),
        row.probed_utc.timestamp() if row.probed_utc is not None else None,
        row.failures or 0,
    )
    return Probeable(camera, (row.main_url, row.sub_url, row.login_mark))


def probe_sources(centre: Centre, connection: Connection, cameras: Collection[str]) -> list[ProbeSource]:
    """The small feed where there is one, and none of what may not be asked by now. Raises KnownError ``centre.key_wrong``."""
    statement = (
        select(CAMERAS, CAMERA_SIGHTINGS.c.mark)
        .outerjoin(
            CAMERA_SIGHTINGS,
            (CAMERA_SIGHTINGS.c.camera_id == CAMERAS.c.id) & (CAMERA_SIGHTINGS.c.watcher == CENTRE),
        )
        .where(CAMERAS.c.id.in_(cameras), CAMERAS.c.deleted_utc.is_(None))
    )
    barred = _barred(connection, list(cameras), centre.clock.now_utc())
    return [_source(centre, row) for row in connection.execute(statement) if row.id not in barred]


def _source(centre: Centre, row: Any) -> ProbeSource:
    url, sealed = (row.sub_url, row.sub_login) if row.sub_url else (row.main_url, row.main_login)
    url, login = put_back(url, centre.keys.unseal(sealed))
    return ProbeSource(row.id, url, login.user, login.password, row.mark or "")


def used_places(cameras: Iterable[ProbeCamera], watched: dict[str, int]) -> dict[str, int]:
    """How many feeds of each link people have open now."""
    used: dict[str, int] = {}
    for camera in cameras:
        feeds = watched.get(camera.id, 0)
        for name, _most in camera.links if feeds else ():
            used[name] = used.get(name, 0) + feeds
    return used
